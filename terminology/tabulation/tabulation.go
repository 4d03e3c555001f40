// Package tabulation reads WHO's list of ICD-11 MMS in the form in which WHO publishes it, the Simple
// Tabulation. It takes the list whole or not at all: what is kept of a list that has lost a row, or in
// which one code was changed, would refuse good claims for years.
package tabulation

import (
	"fmt"
	"io"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Options say what a file does not say of itself.
type Options struct {
	// Name is the name of the file, which may tell the release; it may be empty.
	Name string
	// Release is the one that is meant, such as 2025-01; empty: the one that the file tells.
	Release string
	// From is the first day on which the release is in force; zero: the first of its month.
	From fhir.Date
	// Fragment takes a part of WHO's list, too, as a fragment: a code that is not in it may exist.
	Fragment bool
	// Progress is told now and then how many rows are read; nil: nobody wants to know.
	Progress func(done, total int)
}

// Report is what a file holds.
type Report struct {
	// Codes are Stems and Extensions; Residuals are those of the stems that WHO added to a group for
	// the rest of it.
	Codes, Stems, Extensions, Residuals int
	Chapters, Blocks                    int
	// Stamp is the moment of making that WHO wrote into the file: "2025 Jan 24 - 22:30 UTC".
	Stamp string
	// Published: the text is, to the byte, the one that WHO published with this stamp. Where the
	// program does not know the stamp it is false, and the rows have been checked by themselves only.
	Published bool
}

// Read reads a tabulation: the .zip as published, its .txt, or that as .txt.gz, in the layout of
// 2024-01 and 2025-01 or in that of 2026-01. An error names the line and says what is wrong with it.
func Read(file io.Reader, options Options) (*terminology.CodeSystem, Report, error) {
	text, err := unpack(file)
	if err != nil {
		return nil, Report{}, damaged(err)
	}
	layout, rows, err := readHeader(text)
	if err != nil {
		return nil, Report{}, damaged(err)
	}
	release, err := releaseOf(layout.stamp, options)
	if err != nil {
		return nil, Report{}, err
	}
	list := newList(layout)
	if err := list.addRows(rows, options.Progress); err != nil {
		return nil, Report{}, damaged(err)
	}
	if err := list.checkWhole(options.Fragment); err != nil {
		return nil, Report{}, damaged(err)
	}
	if list.report.Published, err = published(layout.stamp, text); err != nil {
		return nil, Report{}, damaged(err)
	}
	system, err := terminology.NewCodeSystem(describe(release, options), list.concepts)
	if err != nil {
		return nil, Report{}, damaged(err)
	}
	return system, list.report, nil
}

// damaged says what to do about a file that cannot be taken.
func damaged(err error) error {
	return fmt.Errorf("%w. Nothing was taken over; get the file anew from WHO", err)
}

// tellEvery is after how many rows progress is told.
const tellEvery = 50

// addRows reads the rows below the header. Rows end in CR LF alone: coding notes hold line feeds.
func (l *list) addRows(text string, progress func(done, total int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	total := strings.Count(text, rowEnd)
	line := 2
	for text != "" {
		row, rest, ended := strings.Cut(text, rowEnd)
		if !ended {
			return fmt.Errorf("line %d: the file breaks off within this row", line)
		}
		if err := l.addRow(line, row); err != nil {
			return fmt.Errorf("line %d: %w", line, err)
		}
		if len(l.rows)%tellEvery == 0 {
			progress(len(l.rows), total)
		}
		line += 1 + strings.Count(row, "\n")
		text = rest
	}
	return nil
}
