package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// suggest is the end of a finding about an unknown element: which known one may be meant.
func (d *definition) suggest(name string) string {
	if typed := d.typed(name); len(typed) == 1 {
		return fmt.Sprintf("; %q is wanted", typed[0])
	} else if len(typed) > 0 && len(typed) <= 5 {
		return "; one of " + quoteAll(typed) + " is wanted"
	} else if len(typed) > 0 {
		return fmt.Sprintf("; it is a choice, and the type belongs to the name, as in %q", typed[0])
	}
	if near := d.nearest(name); near != "" {
		return fmt.Sprintf("; is %q meant?", near)
	}
	return ""
}

// nearest is the known element whose name is most like the one given; empty where none is.
func (d *definition) nearest(name string) string {
	const longest = 40
	if len(name) > longest {
		return ""
	}
	best, least := "", 1+len(name)/3
	lower := strings.ToLower(name)
	for known := range d.elements {
		other, distance := strings.ToLower(known), 0
		if len(lower) < 4 || !strings.HasPrefix(other, lower) && !strings.HasPrefix(lower, other) {
			if max(len(other)-len(lower), len(lower)-len(other)) > least {
				continue
			}
			distance = editDistance(lower, other)
		}
		if distance < least || distance == least && best != "" && known < best {
			best, least = known, distance
		}
	}
	return best
}

// editDistance is the number of letters to change, add or take away (Levenshtein).
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

func quoteAll(words []string) string {
	quoted := slices.Clone(words)
	for i, word := range quoted {
		quoted[i] = fmt.Sprintf("%q", word)
	}
	return strings.Join(quoted, ", ")
}
