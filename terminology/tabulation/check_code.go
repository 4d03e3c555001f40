package tabulation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

var blockForm = regexp.MustCompile(`^BlockL[1-9]-[1-9A-HJ-NP-Z][A-HJ-NP-Z][0-9A-HJ-NP-Z]$`)

// residualEnds are the last characters of residual codes.
var residualEnds = map[string]string{"other": "Y", "unspecified": "Z"}

// checkCode wants a code of a category and of nothing else, with the form of its chapter.
func checkCode(r *row) error {
	text := r.cells[code]
	if r.cells[classKind] != category {
		if text != "" {
			return fmt.Errorf("the %s %q has the code %q; it has none", r.cells[classKind], r.title, text)
		}
		return nil
	}
	if text == "" {
		return fmt.Errorf("%q is a category and has no code", r.title)
	}
	for i, c := range []rune(text) {
		if c > '~' {
			return fmt.Errorf("the code %s has %s (%U) at position %d, which only looks like a letter or digit of ICD-11", text, strconv.QuoteRune(c), c, i+1)
		}
	}
	if !terminology.StemForm(text) && !terminology.ExtensionForm(text) {
		return fmt.Errorf("%q has not the form of an ICD-11 code", text)
	}
	if no := r.cells[chapterNo]; terminology.Chapter(text) != no {
		return fmt.Errorf("the code %s is one of chapter %s by its first character, and stands in chapter %s", text, terminology.Chapter(text), no)
	}
	above := r.parent.cells[code]
	if above != "" && r.cells[chapterNo] != "X" && !strings.HasPrefix(text, above) {
		return fmt.Errorf("the code %s stands below %s, with which it would begin", text, above)
	}
	if r.residual != "" && !strings.HasSuffix(text, residualEnds[r.residual]) {
		return fmt.Errorf("the code %s is that of %s, which ends in %s", text, r.residual, residualEnds[r.residual])
	}
	return nil
}

// checkBlock wants a well-formed id of a block. The blocks of chapters V and X have none.
func checkBlock(r *row) error {
	switch id := r.cells[blockID]; {
	case id == "":
		return nil
	case r.cells[classKind] != block:
		return fmt.Errorf("%s is no block and has the BlockId %s", r.name(), id)
	case !blockForm.MatchString(id):
		return fmt.Errorf("the BlockId %q has not the form of BlockL1-1A0", id)
	}
	return nil
}
