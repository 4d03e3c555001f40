package terminology

import "github.com/bima-exchange/bima/fhir"

// Set is one state of the loaded code systems. It never changes, so it is safe for concurrent
// use; what it returns must not be changed either.
type Set struct {
	icd11         System
	diagnoses     map[string]Diagnosis
	interventions System
	// catalogue holds the rows of each code, the earliest first; no two share a day.
	catalogue map[string][]Intervention
}

// Diagnosis finds one plain ICD-11 code, stem or extension, as it stands in the list: upper case,
// no cluster. A code that is retired is found for days of service before that; the zero Date finds
// it all the same. Which codes were new in a release is not held: they are found for every day.
func (s *Set) Diagnosis(code string, on fhir.Date) (Diagnosis, bool) {
	d, ok := s.diagnoses[code]
	if !ok || !d.Retired.IsZero() && !on.IsZero() && !on.Before(d.Retired) {
		return Diagnosis{}, false
	}
	return d, true
}

// Intervention finds the row of a code that is in force on the day of service. The zero Date
// finds the latest row.
func (s *Set) Intervention(code string, on fhir.Date) (Intervention, bool) {
	rows := s.catalogue[code]
	for i := len(rows) - 1; i >= 0; i-- {
		if on.IsZero() || rows[i].inForce(on) {
			return rows[i], true
		}
	}
	return Intervention{}, false
}

// KnownIntervention reports whether the code is billable on any day at all.
func (s *Set) KnownIntervention(code string) bool { return len(s.catalogue[code]) > 0 }

// ICD11 says how much of ICD-11 is loaded.
func (s *Set) ICD11() Content { return s.icd11.Content }

// Interventions says how much of the payer's catalogue is loaded.
func (s *Set) Interventions() Content { return s.interventions.Content }

// Contents describes the loaded code systems.
func (s *Set) Contents() []System { return []System{s.icd11, s.interventions} }
