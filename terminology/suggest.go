package terminology

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// misread are letters that are written for digits, misreadICD11 those of them that ICD-11 does not use.
var (
	misread      = strings.NewReplacer("O", "0", "I", "1", "L", "1")
	misreadICD11 = strings.NewReplacer("O", "0", "I", "1")
)

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

// SuggestDiagnosis finds the ICD-11 code, of any release, that a mistyped one stands for: "NAO1" is
// NA01, and "DA42Z" is DA42.Z. A code that is known as it stands gets no suggestion.
func (s *Set) SuggestDiagnosis(code string) (string, bool) {
	near := nearDiagnosis(code)
	if near == code {
		return "", false
	}
	_, ok := s.Diagnosis(near, fhir.Date{})
	return near, ok
}

// nearDiagnosis is a code with 0 for O and 1 for I, and with its dot.
func nearDiagnosis(code string) string {
	near := misreadICD11.Replace(code)
	if len(near) > 4 && near[0] != 'X' && near[4] != '.' {
		near = near[:4] + "." + near[4:]
	}
	return near
}
