package main

import (
	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/profiles"
)

// definitions are the profiles, code systems and value sets that the exchange serves under its FHIR
// base.
func definitions(base string) ([]fhir.CanonicalResource, error) {
	var reasons []profiles.Concept
	for _, reason := range engine.Reasons() {
		reasons = append(reasons, profiles.Concept{Code: string(reason), Display: reason.Display()})
	}
	return profiles.Definitions(base, reasons)
}
