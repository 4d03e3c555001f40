package terminology

import "strings"

// misread are letters that are written for digits.
var misread = strings.NewReplacer("O", "0", "I", "1", "L", "1")

// SuggestIntervention finds the known code that a mistyped one stands for: letters for digits, a
// space or nothing for a dash, lower case. "SHA-O7-005" and "sha 07 005" are SHA-07-005. A code
// that is known as it stands needs no suggestion and gets none.
func (s *Set) SuggestIntervention(code string) (string, bool) {
	if s.KnownIntervention(code) {
		return "", false
	}
	letters := strings.Map(alphanumeric, strings.ToUpper(code))
	if len(letters) != len("SHA00000") {
		return "", false
	}
	digits := misread.Replace(letters[3:])
	near := letters[:3] + "-" + digits[:2] + "-" + digits[2:]
	return near, s.KnownIntervention(near)
}

// alphanumeric drops everything but ASCII letters and digits.
func alphanumeric(r rune) rune {
	if (r >= '0' && r <= '9') || (r >= 'A' && r <= 'Z') {
		return r
	}
	return -1
}
