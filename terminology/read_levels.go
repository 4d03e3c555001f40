package terminology

import (
	"regexp"
	"slices"
	"strings"
)

var (
	levelForm  = regexp.MustCompile(`^[1-6][ABC]?$`)
	levelRange = regexp.MustCompile(`^([1-6]) ?(?:-|–|TO) ?([1-6])$`)
	// aside is what a person added to a cell for others to read.
	aside = regexp.MustCompile(`\s*\([^()]*\)`)
	// levelSign stands before a level.
	levelSign = regexp.MustCompile(`\b(LEVELS?|L) ?([1-6])`)
)

// wholeLevels are the levels that can have an amount.
var wholeLevels = []string{"1", "2", "3", "4", "5", "6"}

// readLevels reads "3;4;4A", "Level 4, Level 5" or "L4-L6".
func (r *rowReader) readLevels() {
	text := r.cell("levels")
	unaside := aside.ReplaceAllString(text, "")
	if unaside != text {
		r.remark("levels", RemarkNotKept, "%q: what stands in brackets is a note", text)
	}
	plain := levelSign.ReplaceAllString(strings.ToUpper(unaside), "$2")
	if plain == "ALL" || plain == "ANY" {
		return
	}
	known := true
	for part := range list(strings.NewReplacer("&", ";", " AND ", ";").Replace(plain)) {
		if ends := levelRange.FindStringSubmatch(part); ends != nil && ends[1] <= ends[2] {
			r.Levels = append(r.Levels, wholeLevels[ends[1][0]-'1':ends[2][0]-'0']...)
		} else if levelForm.MatchString(part) {
			r.Levels = append(r.Levels, part)
		} else {
			known = false
			r.refuse("levels", "%q is no facility level; wanted are levels from 1 to 6 such as 4 or 4A, with ; between them", part)
		}
	}
	slices.Sort(r.Levels)
	r.Levels = slices.Compact(r.Levels)
	if written := slices.Compact(slices.Sorted(list(unaside))); known && !slices.Equal(written, r.Levels) {
		r.normalised("levels", unaside, strings.Join(r.Levels, ";"))
	}
}
