package terminology

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// Diagnosis is one code of ICD-11 MMS.
type Diagnosis struct {
	Code string
	// Title is WHO's.
	Title string
	// URI is WHO's linearization URI, the key of the concept within its release.
	URI string
	// Leaf reports that WHO does not divide the code further. A code that is no leaf is valid too.
	Leaf bool
	// Retired is the day from which WHO's newest release has the code no more; zero: it has it.
	Retired fhir.Date
	// ReplacedBy is the code or cluster that is used since then, empty where that is not known.
	ReplacedBy string
}

var (
	stemForm      = regexp.MustCompile(`^[1-9A-HJ-NP-WYZ][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](\.[0-9A-HJ-NP-Z]{1,2})?$`)
	extensionForm = regexp.MustCompile(`^X[A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z]{1,3}$`)
	icd10Form     = regexp.MustCompile(`^[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?$`)
)

// StemForm reports whether a code has the form of an ICD-11 stem code. It says nothing of whether
// the code exists.
func StemForm(code string) bool { return stemForm.MatchString(code) }

// ExtensionForm reports whether a code has the form of an ICD-11 extension code.
func ExtensionForm(code string) bool { return extensionForm.MatchString(code) }

// LooksLikeICD10 reports whether a code has the form of an ICD-10 code, such as K29.7. None of
// these can be ICD-11, where the second character is always a letter.
func LooksLikeICD10(code string) bool {
	return icd10Form.MatchString(strings.ToUpper(strings.TrimSpace(code)))
}

// Chapter is the chapter of ICD-11 that a code of either form stands in, "01" to "26", "V" or "X":
// its first character tells.
func Chapter(code string) string {
	if i := strings.IndexByte("123456789ABCDEFGHJKLMNPQRS", code[0]); i >= 0 {
		return fmt.Sprintf("%02d", i+1)
	}
	return code[:1]
}

// endings are the characters with which a code can end, in WHO's order.
const endings = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// Children are the codes into which a stem code is divided, as far as the list has them and they
// are in force on the day. WHO writes one more character for each level, after a dot from the
// fifth on: GB61 has GB61.0 to GB61.5 and GB61.Z, and 1A36.0 has 1A36.0Z.
func (s *Set) Children(code string, on fhir.Date) []Diagnosis {
	if !strings.Contains(code, ".") {
		code += "."
	}
	var children []Diagnosis
	for i := range endings {
		if child, ok := s.Diagnosis(code+endings[i:i+1], on); ok {
			children = append(children, child)
		}
	}
	return children
}
