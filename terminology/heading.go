package terminology

import (
	"regexp"
	"strings"
)

// headings are the forms of what WHO's list has beside the codes, in upper case.
var headings = []struct {
	name string
	form *regexp.Regexp
}{
	{"block", regexp.MustCompile(`^BLOCKL[1-9]-[0-9A-Z]{3}$`)},
	{"range", regexp.MustCompile(`^[1-9A-Z][A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,2})? ?[-–] ?[1-9A-Z][A-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,2})?$`)},
	{"chapter", regexp.MustCompile(`^(0[1-9]|1[0-9]|2[0-6]|V|X)$`)},
}

// Heading tells what a text is that names a group of ICD-11's codes: a "block" (BlockL1-1A0), a
// "range" (1A00-1A0Z) or a "chapter" (01 to 26, V, X). It is empty for everything else.
func Heading(text string) string {
	text = strings.ToUpper(strings.TrimSpace(text))
	for _, heading := range headings {
		if heading.form.MatchString(text) {
			return heading.name
		}
	}
	return ""
}
