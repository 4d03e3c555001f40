package terminology

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

var diagnosisColumns = []string{"code", "title", "uri", "leaf"}

// readRelease reads the codes of a release of ICD-11 as a project keeps a choice of them: without
// chapters and blocks. What belongs to what is seen from the codes.
func readRelease(source Source) (*CodeSystem, error) {
	var concepts []Concept
	err := eachRow(source.Rows, diagnosisColumns, func(cells []string) error {
		c := Concept{Code: cells[0], Display: cells[1], URI: cells[2], Divided: cells[3] == "false"}
		switch {
		case !StemForm(c.Code) && !ExtensionForm(c.Code):
			return fmt.Errorf("%q has not the form of an ICD-11 code", c.Code)
		case c.Display == "":
			return fmt.Errorf("%s has no title", c.Code)
		case !strings.HasPrefix(c.URI, "http://id.who.int/icd/release/11/"):
			return fmt.Errorf("%s has the uri %q, wanted is WHO's linearization uri", c.Code, c.URI)
		case cells[3] != "true" && cells[3] != "false":
			return fmt.Errorf("%s has leaf %q, wanted is true or false", c.Code, cells[3])
		}
		if slices.ContainsFunc(concepts, func(other Concept) bool { return other.Code == c.Code }) {
			return fmt.Errorf("%s is there twice", c.Code)
		}
		concepts = append(concepts, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(concepts, func(a, b Concept) int { return cmp.Compare(a.Code, b.Code) })
	positions := make(map[string]int, len(concepts))
	for i := range concepts {
		positions[concepts[i].Code] = i
		concepts[i].Parent = -1
		for above := codeAbove(concepts[i].Code); above != "" && concepts[i].Parent < 0; above = codeAbove(above) {
			if position, ok := positions[above]; ok {
				concepts[i].Parent = position
			}
		}
	}
	system := source.system()
	system.URL, system.CaseSensitive, system.Compositional = ICD11URL, true, true
	return NewCodeSystem(system, concepts)
}

// codeAbove is the code of which a stem code is a part, as its form tells; empty: none. WHO writes
// one more character for each level, after a dot from the fifth on: GB61.Z is of GB61, and 1A36.0Z
// of 1A36.0.
func codeAbove(code string) string {
	if code[0] == 'X' || len(code) < len("GB61.Z") {
		return ""
	}
	return strings.TrimSuffix(code[:len(code)-1], ".")
}
