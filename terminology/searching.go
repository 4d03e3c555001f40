package terminology

import (
	"strings"

	"github.com/bima-exchange/bima/terminology/search"
)

// Search is the positions in a code system of the concepts that a text asks for, best first: by the
// beginnings of words of titles, synonyms and index terms, or by a code; see search.Index.Find, which
// bounds the text. Those that claims use more stand before others that answer as well. keep tells
// which positions are wanted; nil: those of codes that a claim can name, without headings.
func (s *Set) Search(in *CodeSystem, text string, keep func(position int) bool) []int {
	if keep == nil {
		keep = func(position int) bool { return in.At(position).Code != "" && !in.At(position).Abstract }
	}
	return in.Index().Find(text, s.favours[in], keep)
}

// Index is by what the code system is searched. It is made when it is first asked for, which takes
// about a tenth of a second for all of ICD-11: so it is asked for before the code system is put in
// force.
func (c *CodeSystem) Index() *search.Index {
	c.indexing.Do(func() {
		own, _ := ownOnce() // NewCatalogue has seen whether it can be read
		entries := make([]search.Entry, len(c.concepts))
		for i := range c.concepts {
			entries[i] = c.entry(&c.concepts[i], own)
		}
		c.index = search.New(entries)
	})
	return c.index
}

// entry is a concept as the search knows it, with the words of our own where the concept does not show
// them itself. In ICD-11 the extension codes, traditional medicine and functioning come later: only
// few who type words mean them.
func (c *CodeSystem) entry(concept *Concept, own own) search.Entry {
	entry := search.Entry{Code: concept.Code, Title: concept.Display}
	for _, designation := range concept.Designations {
		entry.Others = append(entry.Others, designation.Value)
	}
	if c.URL == ICD11URL && concept.Code != "" {
		for _, words := range own.words[concept.Code] {
			entry.Others = append(entry.Others, words.Value)
		}
		switch Chapter(concept.Code) {
		case "26", "V", "X":
			entry.Later = true
		default:
			entry.Rest = strings.HasSuffix(concept.Code, "Z")
		}
	}
	return entry
}

// withUses is the set with other counts of how often claims named a code.
func (s *Set) withUses(uses map[string]int) *Set {
	with := *s
	with.uses, with.favours = uses, make(map[*CodeSystem][]uint8)
	for _, versions := range s.versions {
		for _, system := range versions {
			with.favours[system] = favours(system, uses)
		}
	}
	with.favours[s.catalogue.CodeSystem()] = favours(s.catalogue.CodeSystem(), uses)
	return &with
}

// favours tells of each position of a code system how much the search prefers it.
func favours(system *CodeSystem, uses map[string]int) []uint8 {
	favours := make([]uint8, system.Len())
	for code, count := range uses {
		if position, ok := system.Find(code); ok {
			favours[position] = search.Favour(count)
		}
	}
	return favours
}
