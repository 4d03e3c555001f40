package terminology

import (
	"fmt"
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

// chapterLetters are the first characters of the codes of the chapters 01 to 26, in order.
const chapterLetters = "123456789ABCDEFGHJKLMNPQRS"

// Chapter is the chapter as WHO numbers it: "01" to "26", "V" (functioning), "X" (extension
// codes). The first character of a code tells it.
func (d Diagnosis) Chapter() string {
	first := d.Code[:1]
	if i := strings.Index(chapterLetters, first); i >= 0 {
		return fmt.Sprintf("%02d", i+1)
	}
	return first
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

// headings are what ICD-11 names but does not code.
var headings = []struct {
	what string
	form *regexp.Regexp
}{
	{"block", regexp.MustCompile(`^BLOCKL\d-.*$`)},
	{"chapter", regexp.MustCompile(`^([0-2]?[0-9]|V|X)$`)},
	{"range", regexp.MustCompile(`^[0-9A-Z.]{4,7} ?[-–] ?[0-9A-Z.]{4,7}$`)},
	{"extension code", extensionForm},
}

// Uncodable names what a text is when it belongs to ICD-11 but is no diagnosis by itself:
// "block", "chapter", "range" or "extension code". It is empty for anything else.
func Uncodable(text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	for _, heading := range headings {
		if heading.form.MatchString(text) {
			return heading.what
		}
	}
	return ""
}
