package service

import (
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Resources are the CodeSystems and ValueSets of the state as R4 resources, each version its own.
// Those of the definitions are not among them. ICD-11 and the interventions are without concepts.
func (s *Service) Resources() []fhir.CanonicalResource { return s.resources }

// describe makes the resources. An id that a definition has is not given again.
func (s *Service) describe(definitions []fhir.CanonicalResource) []fhir.CanonicalResource {
	taken := map[string]bool{}
	for _, definition := range definitions {
		taken[definition.Type+"/"+definition.ID] = true
	}
	free := func(resourceType, id string) string {
		id = idOf(id)
		for taken[resourceType+"/"+id] {
			id = "x-" + id
		}
		taken[resourceType+"/"+id] = true
		return id
	}
	var resources []fhir.CanonicalResource
	for _, of := range s.systems {
		for _, in := range of.versions {
			id := free("CodeSystem", s.codeSystemID(in))
			resources = append(resources, fhir.CanonicalResource{
				Type: "CodeSystem", ID: id, URL: in.URL, Version: in.Version, Name: programName(in.Name), Title: titleOf(in),
				Body: s.writeCodeSystem(id, in),
			})
		}
	}
	for _, url := range sortedKeys(s.valueSets) {
		valueSet := s.valueSets[url]
		id := free("ValueSet", lastSegment(url))
		resources = append(resources, fhir.CanonicalResource{
			Type: "ValueSet", ID: id, URL: url, Version: valueSet.Version, Name: programName(valueSet.Name), Title: valueSet.Title,
			Body: writeValueSet(id, valueSet),
		})
	}
	return resources
}

// At is what an operation is asked about a CodeSystem or ValueSet by its id, as one of the type. It
// returns a Failure where there is none or the parameters name another.
func (s *Service) At(definitions []fhir.CanonicalResource, resourceType, id string, in Parameters) (Parameters, error) {
	is := func(r fhir.CanonicalResource) bool { return r.Type == resourceType && r.ID == id }
	all := s.resources
	i := slices.IndexFunc(all, is)
	if i < 0 {
		all = definitions
		if i = slices.IndexFunc(all, is); i < 0 {
			return nil, notFound("id", "there is no %s with this id; /fhir/%s lists those that there are", resourceType, resourceType)
		}
	}
	names := []string{"url", "version"}
	if resourceType == "ValueSet" {
		names = []string{"url", "valueSetVersion"}
	}
	for i, value := range []string{all[i].URL, all[i].Version} {
		switch given := in.text(names[i]); {
		case given == "" && value != "":
			in = append(in, Parameter{Name: names[i], Text: value})
		case given != value && given != "":
			return nil, invalid(names[i], "%s is %q, and this %s has %q; leave it out", names[i], shortened(given), resourceType, value)
		}
	}
	return in, nil
}

// codeSystemID is the id of a version of a code system.
func (s *Service) codeSystemID(in *terminology.CodeSystem) string {
	switch in.URL {
	case terminology.ICD11URL:
		return "icd-11-mms-" + in.Version
	case s.set.Catalogue().URL:
		return "intervention-codes"
	}
	return lastSegment(in.URL) + "-" + in.Version
}

// idOf makes an R4 id of a text.
func idOf(text string) string {
	id := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r == '-' || r == '.' {
			return r
		}
		return '-'
	}, text)
	return strings.Trim(id[:min(len(id), 60)], "-")
}

// programName makes of a name one as R4 wants it (csd-0): letters and digits, a capital first.
func programName(name string) string {
	var made strings.Builder
	begin := true
	for _, r := range name {
		switch {
		case r >= 'a' && r <= 'z' && begin:
			made.WriteRune(r - 'a' + 'A')
			begin = false
		case r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' && made.Len() > 0:
			made.WriteRune(r)
			begin = false
		default:
			begin = true
		}
	}
	return made.String()
}

func titleOf(in *terminology.CodeSystem) string {
	if in.Title != "" {
		return in.Title
	}
	return in.Name
}

func lastSegment(url string) string { return url[strings.LastIndexByte(url, '/')+1:] }
