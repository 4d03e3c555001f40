package terminology

import (
	"iter"
	"strings"
	"unicode"

	"github.com/bima-exchange/bima/fhir"
)

// rowReader reads one row of a file into an intervention, and says in its report how.
type rowReader struct {
	Intervention
	report *RowReport
	table  *Table
	cells  []string
	// amount is the one amount for each level, in cents; 0: there is none such.
	amount int64
	// amountColumn is the header under which the amounts stand.
	amountColumn string
	// yearly: the amounts are for a head and year.
	yearly bool
	// dated: the row says itself when it holds.
	dated bool
}

// nothing are the signs that people put into a cell that has nothing to say.
var nothing = map[string]bool{"-": true, "–": true, "—": true, "n/a": true, "na": true, "nil": true, "none": true}

// cell is what stands in a column, empty where the file has no such column.
func (r *rowReader) cell(column string) string {
	i, ok := r.table.index[column]
	if !ok || i >= len(r.cells) {
		return ""
	}
	text := strings.Join(strings.Fields(r.cells[i]), " ")
	if nothing[strings.ToLower(text)] {
		return ""
	}
	return text
}

// header is what the file calls a column.
func (r *rowReader) header(column string) string {
	if i, ok := r.table.index[column]; ok {
		return r.table.Columns[i].Header
	}
	return column
}

func (r *rowReader) remark(column string, kind RemarkKind, format string, args ...any) {
	r.report.remark(r.header(column), kind, format, args...)
}

func (r *rowReader) refuse(column, format string, args ...any) {
	r.report.refuse(r.header(column), format, args...)
}

// normalised says that a text is kept in other words.
func (r *rowReader) normalised(column, text, meaning string) {
	if meaning == "" {
		meaning = "nothing"
	}
	r.remark(column, RemarkNormalised, "%q is read as %s", text, meaning)
}

// list are the parts of a cell, parted by ; or , or /.
func list(cell string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";,/", r) }) {
			if part = strings.TrimSpace(part); part != "" && !yield(part) {
				return
			}
		}
	}
}

// read reads all columns. It is false where the row gives no intervention.
func (r *rowReader) read() bool {
	if r.refuseControls(); !r.readCode() || !r.holds() {
		return false
	}
	r.Name = r.cell("name")
	r.readWords()
	r.readLevels()
	r.readTariffs()
	r.readCopay()
	r.readPreauth()
	r.MinAge, r.MaxAge = r.age("min_age"), r.age("max_age")
	r.readAges()
	r.readConditions()
	r.yearly = yearly.MatchString(r.cell("limit"))
	r.readDiagnoses()
	r.readDocuments()
	r.Combination = strings.ToUpper(r.cell("combination"))
	r.From, r.To = r.day("from"), r.day("to")
	r.dated = !r.From.IsZero() || !r.To.IsZero()
	return r.report.Outcome != RowRefused
}

// refuseControls refuses cells with characters that do something where they are printed.
func (r *rowReader) refuseControls() {
	for i, column := range r.table.Columns {
		if i < len(r.cells) && hasControls(r.cells[i]) {
			r.report.refuse(column.Header, "%+q has a control character; wanted is plain text", r.cells[i])
		}
	}
}

// hasControls reports whether a text has characters that are none, but for tabs and ends of lines.
func hasControls(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return unicode.IsControl(c) && c != '\t' && c != '\n' && c != '\r' })
}

// readDiagnoses reads the ICD-11 codes that are allowed with all that is below them.
func (r *rowReader) readDiagnoses() {
	for text := range list(strings.ReplaceAll(r.cell("diagnoses"), " ", ";")) {
		code := misreadICD11.Replace(strings.ToUpper(text))
		if !StemForm(code) {
			r.refuse("diagnoses", "%q is no stem code of ICD-11; wanted are codes such as 1F40 or DA42.Z, with ; between them", text)
			continue
		}
		if code != text {
			r.normalised("diagnoses", text, code)
		}
		r.Diagnoses = append(r.Diagnoses, code)
	}
}

// readDocuments reads codes of attachment types, which are written like DISCHARGE-SUMMARY.
func (r *rowReader) readDocuments() {
	for text := range list(r.cell("documents")) {
		code := strings.ToUpper(strings.NewReplacer(" ", "-", "_", "-").Replace(text))
		if code != text {
			r.normalised("documents", text, code)
		}
		r.Documents = append(r.Documents, code)
	}
}

// day reads a first or last day.
func (r *rowReader) day(column string) fhir.Date {
	text := r.cell(column)
	if text == "" {
		return fhir.Date{}
	}
	day, ok := parseDay(text)
	if !ok {
		r.refuse(column, "%q is no date; wanted is one such as 2026-07-01", text)
	} else if day.String() != text {
		r.normalised(column, text, day.String())
	}
	return day
}
