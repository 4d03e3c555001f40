package terminology

import (
	"fmt"
	"strings"
)

// parsePart reads the code between two joints. The joint before it tells what it has to be.
func parsePart(text string, begin, end int, joint byte) (Part, *SyntaxError) {
	raw := text[begin:end]
	code := strings.TrimLeft(raw, " \t")
	offset := begin + len(raw) - len(code)
	code = strings.TrimRight(code, " \t")
	wrong := func(at int, format string, args ...any) (Part, *SyntaxError) {
		return Part{}, &SyntaxError{Offset: at, Text: fmt.Sprintf(format, args...)}
	}

	if code == "" {
		switch {
		case strings.TrimSpace(text) == "":
			return wrong(0, "no code was given; an ICD-11 code such as BA00 is wanted")
		case joint == '&':
			return wrong(offset, "an extension code (X…) is wanted after &")
		default:
			return wrong(offset, "a stem code is wanted before and after /, and before &")
		}
	}
	if i := strings.IndexFunc(code, foreign); i >= 0 {
		return wrong(offset+i, "%q cannot be in an ICD-11 code; only letters, digits and one dot can", []rune(code[i:])[0])
	}
	code = strings.ToUpper(code)
	extension := code[0] == 'X'
	switch {
	case joint == '&' && !extension:
		return wrong(offset, "%s is a stem code; & joins extension codes (X…), and / joins a further stem code", code)
	case joint == '/' && extension:
		return wrong(offset, "%s is an extension code; a stem code is wanted here, to which & joins %s", code, code)
	}
	return Part{Code: code, Offset: offset}, nil
}

// foreign reports characters that no ICD-11 code contains, whichever its case.
func foreign(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '.'
}
