package terminology

import (
	"compress/gzip"
	"encoding/csv"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// tabulated is a code as WHO's Simple Tabulation has it.
type tabulated struct {
	Diagnosis
	chapter string
	// parent is the code that WHO divides into this one among others, empty where there is none.
	parent string
}

// tabulation is WHO's own Simple Tabulation, which the variable WHO_ICD11 names. It is not ours to
// carry, so without the variable there is nothing to compare with; .ci/test sets it where it finds
// the file beside the checkout, and says so where it does not.
func tabulation(t *testing.T) map[string]tabulated {
	t.Helper()
	path, ok := os.LookupEnv("WHO_ICD11")
	if !ok {
		t.Skip("WHO_ICD11 does not name WHO's tabulation")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	theirs := make(map[string]tabulated)
	var above []string // the codes on the way down to a row, empty for chapters and blocks
	for line := range strings.SplitSeq(string(text), "\r\n") {
		reader := csv.NewReader(strings.NewReader(line))
		reader.Comma, reader.LazyQuotes = '\t', true
		cells, err := reader.Read()
		if err != nil {
			continue
		}
		code, title := cells[2], strings.TrimLeft(cells[4], "- ")
		level := strings.Count(strings.TrimSuffix(cells[4], title), "-")
		above = append(above[:min(level, len(above))], code)
		if code == "" || code == "Code" {
			continue
		}
		row := tabulated{Diagnosis: Diagnosis{Code: code, Title: title, URI: cells[1], Leaf: cells[10] == "True"}, chapter: cells[8]}
		if level > 0 {
			row.parent = above[level-1]
		}
		theirs[code] = row
	}
	return theirs
}

// WHO's licence wants codes, titles and URIs unchanged.
func TestStarter_isWHOs(t *testing.T) {
	theirs := tabulation(t)
	release, _ := starter(t).InForce(ICD11URL, fhir.Date{})
	for position := range release.Len() {
		code := release.At(position).Code
		if ours, _ := starter(t).Diagnosis(code, fhir.Date{}); ours != theirs[code].Diagnosis {
			t.Errorf("%s is %+v, WHO has %+v", code, ours, theirs[code].Diagnosis)
		}
	}
}

// What codes tell by their form is held against every code that there is.
func TestForms_areWHOs(t *testing.T) {
	theirs := tabulation(t)
	divided := make(map[string]bool)
	for code, row := range theirs {
		if Chapter(code) != row.chapter {
			t.Errorf("%s stands in chapter %s, want %s", code, Chapter(code), row.chapter)
		}
		if extension := row.chapter == "X"; ExtensionForm(code) != extension || StemForm(code) == extension {
			t.Errorf("the form of %s is not that of its chapter %s", code, row.chapter)
		}
		if LooksLikeICD10(code) || Heading(code) != "" {
			t.Errorf("%s is taken for no code of ICD-11", code)
		}
		if row.chapter != "X" && codeAbove(code) != row.parent {
			t.Errorf("%s is taken for a part of %q, want %q", code, codeAbove(code), row.parent)
		}
		divided[row.parent] = true
	}
	for code, row := range theirs {
		if row.chapter != "X" && row.Leaf == divided[code] {
			t.Errorf("%s: leaf is %v, and that it has parts is %v", code, row.Leaf, divided[code])
		}
	}
}
