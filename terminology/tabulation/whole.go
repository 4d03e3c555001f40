package tabulation

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// chapters are all of ICD-11 MMS, and extensions how the codes of the groups of chapter X begin. Each
// release since 2024-01 has them all, in the order of the chapters.
var (
	chapters   = strings.Fields("01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 V X")
	extensions = strings.Fields("XA XB XC XD XE XH XJ XK XM XN XS XT XX XY")
)

// fewest is how many codes a release has at least: those since 2024-01 have more than 34,000.
const fewest = 30_000

// checkWhole finds what is missing: chapters, groups of chapter X, the parts of a row that is said to
// have some and, where it is not to be a fragment, most of the codes.
func (l *list) checkWhole(fragment bool) error {
	if len(l.rows) == 0 {
		return errors.New("line 2: no row follows the header")
	}
	last := l.rows[len(l.rows)-1]
	seen := make(map[string]bool)
	for _, r := range l.rows {
		seen[r.cells[chapterNo]] = true
		if r.cells[chapterNo] == "X" && r.cells[code] != "" {
			seen[r.cells[code][:2]] = true
		}
	}
	missing := func(name string) bool { return !seen[name] }
	if i := slices.IndexFunc(chapters, missing); i >= 0 {
		return fmt.Errorf("line %d: the file ends in chapter %s, and chapter %s is missing", last.line, last.cells[chapterNo], chapters[i])
	}
	for _, r := range l.rows {
		if err := r.checkParts(); err != nil {
			return err
		}
	}
	if i := slices.IndexFunc(extensions, missing); i >= 0 {
		return fmt.Errorf("line %d: the file ends with %s, and the extension codes that begin with %s are missing", last.line, last.name(), extensions[i])
	}
	if l.report.Codes < fewest && !fragment {
		return fmt.Errorf("line %d: the file ends after %d codes, and each release of WHO has more than %d", last.line, l.report.Codes, fewest)
	}
	return nil
}

// checkParts holds isLeaf against the rows that follow.
func (r *row) checkParts() error {
	switch leaf := r.cells[isLeaf] == "True"; {
	case !leaf && r.parts == 0:
		return fmt.Errorf("line %d: %s has parts (isLeaf is False), and no row of them follows", r.line, r.name())
	case leaf && r.parts > 0:
		return fmt.Errorf("line %d: %s has no parts (isLeaf is True), and %d rows below belong to it", r.line, r.name(), r.parts)
	}
	return nil
}
