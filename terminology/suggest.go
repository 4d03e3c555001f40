package terminology

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// misread are letters that are written for digits.
var misread = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// SuggestIntervention finds the code that a mistyped one stands for: letters for digits, a space or
// nothing for a dash, lower case. "SHA-O7-005" and "sha 07 005" are SHA-07-005. It is a known code
// or, where the list is a fragment, one of right form. A code of right form gets no suggestion.
func (s *Set) SuggestIntervention(code string) (string, bool) {
	if InterventionForm(code) {
		return "", false
	}
	letters := strings.Map(alphanumeric, strings.ToUpper(code))
	if len(letters) != len("SHA00000") {
		return "", false
	}
	digits := misread.Replace(letters[3:])
	near := letters[:3] + "-" + digits[:2] + "-" + digits[2:]
	return near, s.KnownIntervention(near) || s.Interventions() == Fragment && InterventionForm(near)
}

// alphanumeric drops everything but ASCII letters and digits.
func alphanumeric(r rune) rune {
	if (r >= '0' && r <= '9') || (r >= 'A' && r <= 'Z') {
		return r
	}
	return -1
}

// SuggestDiagnosis finds the known ICD-11 code that a mistyped one stands for: O for 0, I for 1,
// or no dot after the fourth character. ICD-11 uses neither letter. "NAO1" is NA01, and "DA42Z" is
// DA42.Z. A code that is known as it stands gets no suggestion.
func (s *Set) SuggestDiagnosis(code string) (string, bool) {
	near := strings.NewReplacer("O", "0", "I", "1").Replace(code)
	if len(near) > 4 && near[0] != 'X' && near[4] != '.' {
		near = near[:4] + "." + near[4:]
	}
	if near == code {
		return "", false
	}
	_, ok := s.Diagnosis(near, fhir.Date{})
	return near, ok
}
