package fhir

import (
	"fmt"
	"slices"
	"strings"
)

// unknown drops an element that R4 does not have (FHR-015) and suggests the one that is meant.
func (s *shape) unknown(m *node, d *definition) {
	if s.modifier(m) {
		// R4 has none here; that is no leave to drop what may turn the meaning round.
		m.unreadable = true
		return
	}
	rule := "FHR-015"
	if s.person {
		rule = "FHR-018"
	}
	meant, hint := "", ""
	if len(s.issues) < maxIssues { // nobody is told of more, and hints cost time
		meant, hint = d.suggest(m)
	}
	if meant != "" {
		meant = m.parent.path() + "." + meant
	}
	m.dropped = true
	s.tell(Issue{Rule: rule, Level: Error, Graded: true, Code: "structure", Path: m.path(), Meant: meant,
		Text: fmt.Sprintf("%s is no element of %s in R4, and so it was left out%s", quote(m.name), d.name, hint)})
}

// suggest is the known element for which an unknown one stands, empty where that is not certain,
// and the end of a text about it.
func (d *definition) suggest(m *node) (meant, hint string) {
	typed := d.typed(m.name)
	fitting := slices.DeleteFunc(slices.Clone(typed), func(name string) bool { return !d.elements[name].takes(m) })
	near := d.nearest(m.name)
	switch {
	case len(fitting) == 1:
		return fitting[0], fmt.Sprintf("; R4 calls it %q", fitting[0])
	case len(typed) > 5:
		return "", fmt.Sprintf("; it is a choice, and the type belongs to the name, as in %q", typed[0])
	case len(typed) > 0:
		return "", "; one of " + quoteAll(typed) + " is wanted"
	case len(near) == 1:
		return near[0], fmt.Sprintf("; is %q meant?", near[0])
	case len(near) > 0:
		return "", "; is one of " + quoteAll(near) + " meant?"
	}
	return "", ""
}

// takes reports whether a value is one of the element's type, so that a choice without its type is
// known by its value.
func (e *element) takes(n *node) bool {
	d := e.definition()
	if d.primitive != "" {
		format := formats[d.primitive]
		return n.kind == format.kind && (format.sound == nil || format.sound(n.text))
	}
	return n.kind == object && !slices.ContainsFunc(n.children, func(c *node) bool { return d.elements[c.name] == nil })
}

// nearest are the known elements whose name is most like the one given, sorted; none where none is
// like it.
func (d *definition) nearest(name string) []string {
	const longest = 40
	if len(name) > longest {
		return nil
	}
	var best []string
	least := 1 + len(name)/3
	lower := strings.ToLower(name)
	for known := range d.elements {
		other, distance := strings.ToLower(known), 0
		if len(lower) < 4 || !strings.HasPrefix(other, lower) && !strings.HasSuffix(other, lower) && !strings.HasPrefix(lower, other) {
			if max(len(other)-len(lower), len(lower)-len(other)) > least {
				continue
			}
			distance = editDistance(lower, other)
		}
		switch {
		case distance < least:
			best, least = []string{known}, distance
		case distance == least && len(best) > 0:
			best = append(best, known)
		}
	}
	slices.Sort(best)
	return best
}

func quoteAll(words []string) string {
	quoted := slices.Clone(words)
	for i, word := range quoted {
		quoted[i] = fmt.Sprintf("%q", word)
	}
	return strings.Join(quoted, ", ")
}
