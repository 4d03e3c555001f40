package terminology

import (
	"regexp"
	"strconv"
	"strings"
)

// The forms of what people write of whom an intervention is for.
var (
	sexPhrase      = regexp.MustCompile(`^(females?|males?)(?: only)?(?:,? (\d{1,3}) ?- ?(\d{1,3})(?: years?)?)?$`)
	agePhrase      = regexp.MustCompile(`^(min|minimum|max|maximum) age:? (\d{1,3})(?: years?)?$`)
	ageRangePhrase = regexp.MustCompile(`^(?:ages? )?(\d{1,3}) ?- ?(\d{1,3})(?: years?)?$`)
)

// readConditions reads the cell of limits, in which sources also write whom an intervention is for.
// What cannot be read as a fact is told.
func (r *rowReader) readConditions() {
	for phrase := range strings.SplitSeq(r.cell("limit"), ";") {
		phrase = strings.TrimSpace(phrase)
		if phrase == "" {
			continue
		}
		if limit, err := ParseLimit(phrase); err == nil {
			r.Limits = append(r.Limits, limit)
		} else if limit, ok := readLimitPhrase(phrase); ok {
			r.Limits = append(r.Limits, limit)
			r.normalised("limit", phrase, limit.String())
		} else if !r.readPerson("limit", strings.ToLower(phrase)) {
			r.remark("limit", RemarkNotKept, "%q cannot be kept as a limit; one has a form such as %q", phrase, "180 DAYS ANNUALLY household")
		}
	}
}

// readPerson reads a phrase such as "female 10-100" or "max age 18".
func (r *rowReader) readPerson(column, phrase string) bool {
	var sex, lowest, highest string
	if parts := sexPhrase.FindStringSubmatch(phrase); parts != nil {
		sex, lowest, highest = spellings["sex"][parts[1]], parts[2], parts[3]
	} else if parts := ageRangePhrase.FindStringSubmatch(phrase); parts != nil {
		lowest, highest = parts[1], parts[2]
	} else if parts := agePhrase.FindStringSubmatch(phrase); parts == nil {
		return false
	} else if strings.HasPrefix(parts[1], "min") {
		lowest = parts[2]
	} else {
		highest = parts[2]
	}
	var said []string
	if sex != "" {
		if r.Sex != "" && r.Sex != sex {
			r.refuse(column, "%q says otherwise than the sex %s of the row; wanted is one of them", phrase, r.Sex)
		}
		r.Sex = sex
		said = append(said, "the sex "+sex)
	}
	if r.limitAge(column, lowest, &r.MinAge) {
		said = append(said, "at least "+lowest+" years old")
	}
	if r.limitAge(column, highest, &r.MaxAge) {
		said = append(said, "at most "+highest+" years old")
	}
	r.normalised(column, phrase, strings.Join(said, ", "))
	return true
}

// limitAge sets an age of a phrase. It is false where the phrase has none that can be set.
func (r *rowReader) limitAge(column, text string, age **int) bool {
	if text == "" {
		return false
	}
	read := r.readAge(column, text)
	if *age != nil && read != nil && **age != *read {
		r.refuse(column, "%s years, and %d years in another column; wanted is one of them", text, **age)
	}
	*age = read
	return read != nil
}

// readAges reads the column that has both ages, such as "10-100" or "18+".
func (r *rowReader) readAges() {
	text := strings.ToLower(r.cell("age"))
	switch over, isOver := strings.CutSuffix(text, "+"); {
	case text == "" || text == "all" || text == "any":
	case isOver:
		if r.limitAge("age", over, &r.MinAge) {
			r.normalised("age", text, "at least "+over+" years old")
		}
	case !r.readPerson("age", text):
		r.refuse("age", "%q is no age; wanted are years such as 10-100 or 18+", text)
	}
}

// age reads a column of one age.
func (r *rowReader) age(column string) *int {
	text := r.cell(column)
	if text == "" {
		return nil
	}
	return r.readAge(column, text)
}

// readAge reads completed years.
func (r *rowReader) readAge(column, text string) *int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > 150 {
		r.refuse(column, "%q is no age; wanted are whole years from 0 to 150", text)
		return nil
	}
	return &n
}
