package terminology

import (
	"fmt"
	"sync"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology/search"
)

// System describes one version of a code system.
type System struct {
	// URL is the canonical, Version the release as its owner writes it: "2025-01".
	URL, Version string
	// Name is for programs, Title for people.
	Name, Title string
	Content     Content
	// From is the first day on which the version is in force; it is until the next one is. The first
	// version is in force before that, too.
	From fhir.Date
	// CaseSensitive: bA00 is not BA00. Compositional: codes can be joined to clusters.
	CaseSensitive, Compositional bool
	// Copyright is what has to be said wherever its content is shown.
	Copyright string
	// Properties are those that its concepts have.
	Properties []PropertyKind
	// Concepts is how many codes it has, headings without a code not counted.
	Concepts int
}

// PropertyKind declares a property of a code system's concepts, as CodeSystem.property does.
type PropertyKind struct {
	Code string `json:"code"`
	// Type is FHIR's: code, string, boolean, decimal, integer, dateTime.
	Type        string `json:"type"`
	Description string `json:"description"`
}

// CodeSystem is one version of a code system in memory. It never changes, so it is safe for
// concurrent use; what it returns must not be changed either. A concept is known by its position in
// the list, which is the owner's order: each concept stands before those below it, and all of those
// stand before whatever is not below it.
type CodeSystem struct {
	System
	concepts []Concept
	byCode   map[string]int32
	byURI    map[string]int32
	// ends holds for each concept the position behind the last one below it.
	ends []int32
	// axes: the axes of its concepts have been loaded.
	axes bool
	// index is made when it is first asked for.
	indexing sync.Once
	index    *search.Index
}

// NewCodeSystem makes a code system of its concepts in order and counts them. It returns an error
// where a code or URI is there twice, a concept has neither, or the order is not the owner's.
func NewCodeSystem(system System, concepts []Concept) (*CodeSystem, error) {
	c := &CodeSystem{
		System: system, concepts: concepts,
		byCode: make(map[string]int32, len(concepts)), byURI: make(map[string]int32),
		ends: make([]int32, len(concepts)),
	}
	c.Concepts = 0
	var above []int // the concepts under which the next one can stand
	for i := range concepts {
		concept := &concepts[i]
		for len(above) > 0 && above[len(above)-1] != concept.Parent {
			c.ends[above[len(above)-1]] = int32(i)
			above = above[:len(above)-1]
		}
		if concept.Parent >= 0 && len(above) == 0 {
			return nil, fmt.Errorf("%s does not stand with what it belongs to", concept.name())
		}
		above = append(above, i)
		if err := c.enter(i); err != nil {
			return nil, err
		}
	}
	for _, i := range above {
		c.ends[i] = int32(len(concepts))
	}
	return c, nil
}

// enter makes a concept known by its code and URI.
func (c *CodeSystem) enter(i int) error {
	concept := &c.concepts[i]
	c.axes = c.axes || len(concept.Axes) > 0
	if concept.Code == "" && concept.URI == "" {
		return fmt.Errorf("the concept %q has neither a code nor a URI", concept.Display)
	}
	if concept.Code != "" {
		if _, twice := c.byCode[concept.Code]; twice {
			return fmt.Errorf("the code %s is there twice", concept.Code)
		}
		c.byCode[concept.Code] = int32(i)
		c.Concepts++
	}
	if concept.URI != "" {
		if _, twice := c.byURI[concept.URI]; twice {
			return fmt.Errorf("the URI %s is there twice", concept.URI)
		}
		c.byURI[concept.URI] = int32(i)
	}
	return nil
}

// name is what a concept is called in an error.
func (c *Concept) name() string {
	if c.Code != "" {
		return c.Code
	}
	return c.URI
}

// Len is how many concepts there are, headings among them.
func (c *CodeSystem) Len() int { return len(c.concepts) }

// At is the concept at a position, which must be one.
func (c *CodeSystem) At(position int) *Concept { return &c.concepts[position] }

// Find is the position of a code as it stands in the list. Capitals count.
func (c *CodeSystem) Find(code string) (position int, ok bool) {
	i, ok := c.byCode[code]
	return int(i), ok
}

// FindURI is the position of the concept that its owner calls by the URI.
func (c *CodeSystem) FindURI(uri string) (position int, ok bool) {
	i, ok := c.byURI[uri]
	return int(i), ok
}
