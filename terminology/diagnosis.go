package terminology

import (
	"regexp"
	"strings"
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
