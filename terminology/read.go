package terminology

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/bima-exchange/bima/fhir"
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
	// From is the first day on which the release is in force; zero: it is the first.
	From fhir.Date
	// Content says whether the rows are all that there are.
	Content Content
	// Rows is the file.
	Rows io.Reader
}

// Read makes a set of a catalogue and releases of ICD-11, of which there is one at least. Columns of
// interventions are any of TariffColumns; columns of a release are code, title, uri, leaf. Nothing is
// guessed: the first row that is not right, or not in the words that are kept, is an error that names
// its line.
func Read(interventions Source, releases ...Source) (*Set, error) {
	var parts Parts
	for _, source := range releases {
		release, err := readRelease(source)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", source.Name, err)
		}
		parts.CodeSystems = append(parts.CodeSystems, release)
	}
	rows, err := readInterventions(interventions.Rows)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", interventions.Name, err)
	}
	if parts.Catalogue, err = NewCatalogue(interventions.system(), rows); err != nil {
		return nil, fmt.Errorf("read %s: %w", interventions.Name, err)
	}
	return NewSet(parts)
}

func (s Source) system() System {
	return System{URL: s.URL, Name: s.Name, Version: s.Version, Content: s.Content, From: s.From}
}

// eachRow hands on each row below the header, which must have these columns in this order.
func eachRow(file io.Reader, columns []string, row func(cells []string) error) error {
	reader := csv.NewReader(file)
	reader.Comment = '#'
	reader.ReuseRecord = true
	header, err := reader.Read()
	if err != nil {
		return fmt.Errorf("header: %w", err)
	}
	if !slices.Equal(header, columns) {
		return fmt.Errorf("the columns are %q, wanted are %q", header, columns)
	}
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := row(cells); err != nil {
			line, _ := reader.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}
