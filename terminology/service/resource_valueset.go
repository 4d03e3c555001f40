package service

import "github.com/bima-exchange/bima/terminology"

// writeValueSet is a value set as R4 resource.
func writeValueSet(id string, valueSet terminology.ValueSet) []byte {
	w := newWriter(512)
	w.open('{')
	w.text("resourceType", "ValueSet")
	w.text("id", id)
	w.text("url", valueSet.URL)
	w.text("version", valueSet.Version)
	w.text("name", programName(valueSet.Name))
	w.text("title", valueSet.Title)
	w.text("status", "active")
	w.flag("experimental", false)
	w.name("compose")
	w.open('{')
	writeChoices(w, "include", valueSet.Include)
	writeChoices(w, "exclude", valueSet.Exclude)
	w.close('}')
	w.close('}')
	return w.b
}

func writeChoices(w *writer, name string, choices []terminology.Choice) {
	if len(choices) == 0 {
		return
	}
	w.list(name)
	for _, choice := range choices {
		w.open('{')
		w.text("system", choice.System)
		w.text("version", choice.Version)
		writeCodes(w, choice.Codes)
		writeChoiceFilters(w, choice.Filters)
		if len(choice.ValueSets) > 0 {
			w.list("valueSet")
			for _, canonical := range choice.ValueSets {
				w.value(canonical)
			}
			w.close(']')
		}
		w.close('}')
	}
	w.close(']')
}

func writeCodes(w *writer, codes []string) {
	if len(codes) == 0 {
		return
	}
	w.list("concept")
	for _, code := range codes {
		w.open('{')
		w.text("code", code)
		w.close('}')
	}
	w.close(']')
}

func writeChoiceFilters(w *writer, filters []terminology.Filter) {
	if len(filters) == 0 {
		return
	}
	w.list("filter")
	for _, filter := range filters {
		w.open('{')
		w.text("property", filter.Property)
		w.text("op", filter.Op)
		w.text("value", filter.Value)
		w.close('}')
	}
	w.close(']')
}
