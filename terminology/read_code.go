package terminology

import (
	"regexp"
	"strings"
	"unicode"
)

// The forms of codes without their dashes.
var (
	squeezedCode = regexp.MustCompile(`^(SHA|PMF)([0-9OIL]{2})([0-9OIL]{3})$`)
	// A chapter, or a sub-benefit or sub-item below one: no claim can name it.
	squeezedHeading = regexp.MustCompile(`^(SHA|PMF)\d{2}(SC\d{1,3}|\d{3}SI\d{1,3})?$`)
)

// readCode reads the code of a row. It is false where the row cannot give an intervention, and the
// report says why.
func (r *rowReader) readCode() bool {
	text := r.cell("code")
	r.report.Code = text
	if text == "" {
		r.report.aside(RowLeftOut, "the row has no code")
		return false
	}
	for _, letter := range text {
		if letter > unicode.MaxASCII && (unicode.IsLetter(letter) || unicode.IsNumber(letter) || unicode.IsMark(letter)) {
			r.refuse("code", "%q has %q (%U), which looks like a letter or digit of a code and is another; type the code anew", text, letter, letter)
			return false
		}
	}
	squeezed := strings.Map(alphanumeric, strings.ToUpper(text))
	parts := squeezedCode.FindStringSubmatch(squeezed)
	switch {
	case parts != nil:
	case squeezedHeading.MatchString(squeezed):
		r.report.aside(RowLeftOut, "the code is that of a chapter or of a part of one, which no claim can name; wanted is one such as SHA-07-001")
		return false
	default:
		r.refuse("code", "%q is no code of an intervention; wanted is one such as SHA-07-001 or PMF-07-001", text)
		return false
	}
	code := parts[1] + "-" + misread.Replace(parts[2]) + "-" + misread.Replace(parts[3])
	r.report.Code, r.Code, r.Scheme = code, code, Scheme(parts[1])
	if code != text {
		r.normalised("code", text, code)
	}
	return true
}

// notInForce are words by which a row says that it does not hold, or that what it says is not known
// to: nobody may be paid by it.
var notInForce = regexp.MustCompile(`(?i)\b(superseded|not a tariff|pre-gazette|low confidence|mock)\b`)

// holds reports whether neither the name of the row nor its note says that it does not hold.
func (r *rowReader) holds() bool {
	for _, column := range []string{"name", "note"} {
		if word := notInForce.FindString(r.cell(column)); word != "" {
			r.report.aside(RowSuperseded, "the column %s says %q, so that nothing of the row counts", r.header(column), word)
			return false
		}
	}
	return true
}
