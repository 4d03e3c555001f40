package main

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// pickerSite is a whole exchange in this process behind a door that a test can close.
type pickerSite struct {
	URL  string
	node *node

	mu sync.Mutex
	// door stands before the exchange; nil: it is open. It reports whether it lets a request in.
	door func(*http.Request) bool
}

// newPickerSite serves an exchange with the starter lists.
func newPickerSite(t *testing.T) *pickerSite {
	t.Helper()
	s := &pickerSite{node: newIntake(t, "--addr", "127.0.0.1:0").node}
	w, err := newWeb(t.Context(), s.node)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.listener.Close(); err != nil { // the door's is used
		t.Fatal(err)
	}
	exchange := w.server.Handler()
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if door := s.standing(); door != nil && !door(r) {
			panic(http.ErrAbortHandler) // breaks the connection without a word
		}
		exchange.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	s.URL = front.URL + "/terminology"
	return s
}

func (s *pickerSite) standing() func(*http.Request) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.door
}

// put puts something else before the exchange.
func (s *pickerSite) put(door func(*http.Request) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.door = door
}

// withAxes is the starter with another ICD-11: a few codes with axes, among them a title that would be
// markup if the page let it.
func withAxes(t *testing.T) *terminology.Set {
	t.Helper()
	const base = "http://id.who.int/icd/release/11/mms/"
	release, err := terminology.NewCodeSystem(terminology.System{
		URL: terminology.ICD11URL, Version: "2025-01", Name: "ICD-11 MMS", Content: terminology.Complete,
		CaseSensitive: true, Compositional: true, From: fhir.Date{},
	}, []terminology.Concept{
		{URI: base + "chapter", Display: "Diseases of the genitourinary system", Parent: -1, Abstract: true},
		{Code: "GB51", URI: base + "pyelonephritis", Display: "Acute pyelonephritis", Parent: 0, Axes: []terminology.Axis{
			{Name: "laterality", Required: true, Multiple: terminology.NotAllowed, Roots: []string{base + "laterality"}},
			{Name: "infectiousAgent", Multiple: terminology.AllowAlways, Roots: []string{base + "bacteria", base + "fungi"}},
		}, Designations: []terminology.Designation{{Language: "en", Use: terminology.Synonym, Value: "pyelitis"}}},
		{Code: "GB61", URI: base + "markup", Display: "<b>Kidney</b><img src=x onerror=alert(1)>", Parent: 0},
		{URI: base + "extensions", Display: "Extension codes", Parent: -1, Abstract: true},
		{URI: base + "laterality", Display: "Laterality", Parent: 3, Abstract: true},
		{Code: "XK8G", URI: base + "left", Display: "Left", Parent: 4},
		{Code: "XK9K", URI: base + "right", Display: "Right", Parent: 4},
		{URI: base + "bacteria", Display: "Bacteria", Parent: 3, Abstract: true},
		{Code: "XN6P4", URI: base + "coli", Display: "Escherichia coli", Parent: 7},
		{URI: base + "fungi", Display: "Fungi", Parent: 3, Abstract: true},
		{Code: "XN8AY", URI: base + "candida", Display: "Candida", Parent: 9},
	})
	if err != nil {
		t.Fatal(err)
	}
	starter, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	set, err := terminology.NewSet(terminology.Parts{CodeSystems: []*terminology.CodeSystem{release}, Catalogue: starter.Catalogue()})
	if err != nil {
		t.Fatal(err)
	}
	return set
}
