package terminology

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Source is one code system as a file of comma-separated rows under a header, as Read describes
// them. Lines that begin with # are comments.
type Source struct {
	// Name is what the system is called in reports.
	Name string
	// URL is the canonical of the system.
	URL string
	// Version is the release.
	Version string
	// Content says whether the rows are all that there are.
	Content Content
	// Rows is the file.
	Rows io.Reader
}

// Read makes a set of the two sources. Columns of icd11: code, title, uri, leaf and, where codes of
// earlier releases are kept, retired and replaced_by. Columns of interventions: code, name, fund,
// mechanism, unit, access_point, levels, tariff, preauth, sex, min_age, max_age, from, to. Nothing
// is guessed: the first row that is not right is an error that names its line.
func Read(icd11, interventions Source) (*Set, error) {
	diagnoses, err := readDiagnoses(icd11.Rows)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", icd11.Name, err)
	}
	catalogue, err := readCatalogue(interventions.Rows)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", interventions.Name, err)
	}
	return &Set{
		icd11:         icd11.describe(len(diagnoses)),
		diagnoses:     diagnoses,
		interventions: interventions.describe(len(catalogue)),
		catalogue:     catalogue,
	}, nil
}

func (s Source) describe(concepts int) System {
	return System{URL: s.URL, Name: s.Name, Version: s.Version, Content: s.Content, Concepts: concepts}
}

// eachRow hands on each row below the header, which must have these columns in this order. The
// optional ones at the end may be left out, all of them; their cells are then empty.
func eachRow(file io.Reader, columns, optional []string, row func(cells []string) error) error {
	reader := csv.NewReader(file)
	reader.Comment = '#'
	reader.ReuseRecord = true
	header, err := reader.Read()
	if err != nil {
		return fmt.Errorf("header: %w", err)
	}
	all := slices.Concat(columns, optional)
	if !slices.Equal(header, columns) && !slices.Equal(header, all) {
		return fmt.Errorf("the columns are %q, wanted are %q", header, all)
	}
	missing := make([]string, len(all)-len(header))
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := row(append(cells, missing...)); err != nil {
			line, _ := reader.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}
