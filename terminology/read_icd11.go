package terminology

import (
	"fmt"
	"io"
	"strings"
)

var (
	diagnosisColumns = []string{"code", "title", "uri", "leaf"}
	// retiredColumns are not WHO's, whose lists are of one release each.
	retiredColumns = []string{"retired", "replaced_by"}
)

// readDiagnoses reads ICD-11 codes by code.
func readDiagnoses(file io.Reader) (map[string]Diagnosis, error) {
	diagnoses := make(map[string]Diagnosis)
	err := eachRow(file, diagnosisColumns, retiredColumns, func(cells []string) error {
		d := Diagnosis{Code: cells[0], Title: cells[1], URI: cells[2], Leaf: cells[3] == "true", ReplacedBy: cells[5]}
		switch {
		case !StemForm(d.Code) && !ExtensionForm(d.Code):
			return fmt.Errorf("%q has not the form of an ICD-11 code", d.Code)
		case d.Title == "":
			return fmt.Errorf("%s has no title", d.Code)
		case !strings.HasPrefix(d.URI, "http://id.who.int/icd/release/11/"):
			return fmt.Errorf("%s has the uri %q, wanted is WHO's linearization uri", d.Code, d.URI)
		case cells[3] != "true" && cells[3] != "false":
			return fmt.Errorf("%s has leaf %q, wanted is true or false", d.Code, cells[3])
		case d.ReplacedBy != "" && cells[4] == "":
			return fmt.Errorf("%s is replaced by %s and has no day on which it is retired", d.Code, d.ReplacedBy)
		}
		if err := readDay(cells[4], &d.Retired); err != nil {
			return fmt.Errorf("%s: retired: %w", d.Code, err)
		}
		if _, twice := diagnoses[d.Code]; twice {
			return fmt.Errorf("%s is there twice", d.Code)
		}
		diagnoses[d.Code] = d
		return nil
	})
	return diagnoses, err
}
