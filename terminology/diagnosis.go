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

// Diagnosis finds one plain ICD-11 code, stem or extension, as it stands in the release in force on
// the day of service: upper case, no cluster. The zero Date finds it in the newest release that has
// it.
func (s *Set) Diagnosis(code string, on fhir.Date) (Diagnosis, bool) {
	releases := s.versions[ICD11URL]
	if !on.IsZero() {
		releases = releases[indexInForce(releases, on):][:1]
	}
	for i := len(releases) - 1; i >= 0; i-- {
		if position, ok := releases[i].Find(code); ok {
			return releases[i].diagnosis(position), true
		}
	}
	return Diagnosis{}, false
}

// diagnosis is the concept at a position.
func (c *CodeSystem) diagnosis(position int) Diagnosis {
	concept := c.At(position)
	return Diagnosis{Code: concept.Code, Title: concept.Display, URI: concept.URI, Leaf: !concept.Divided}
}

// Children are the codes into which a stem code is divided in the release in force on the day, as
// far as the list has them.
func (s *Set) Children(code string, on fhir.Date) []Diagnosis {
	release := inForce(s.versions[ICD11URL], on)
	position, ok := release.Find(code)
	if !ok {
		return nil
	}
	var children []Diagnosis
	for _, child := range release.Children(position) {
		children = append(children, release.diagnosis(child))
	}
	return children
}
