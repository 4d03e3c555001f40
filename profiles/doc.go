// Package profiles says what a submitted bundle must satisfy beyond FHIR R4: one file per rule.
// It knows nothing of stores, wires and states.
package profiles
