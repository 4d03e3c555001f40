package terminology

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// TariffReading is what a file says, read.
type TariffReading struct {
	// Rows are in the order of the file.
	Rows []TariffRow
	// Report has what became of each row of the file, in its order.
	Report []RowReport
	// Silent are the facts of which the file has no column.
	Silent []string
}

// TariffRow is an intervention with the number of its row in the file.
type TariffRow struct {
	Number int
	Intervention
}

// Refused are the remarks for which nothing of the file may be imported; none: all is well.
func (r *TariffReading) Refused() []Remark {
	var refused []Remark
	for _, row := range r.Report {
		for _, remark := range row.Remarks {
			if remark.Kind == RemarkRefused {
				remark.Code = row.Code
				refused = append(refused, remark)
			}
		}
	}
	return refused
}

// ReadTariffs reads the rows of a file. It goes through all of them, whatever is wrong. A row that
// does not say when it begins is in force from the day on.
func ReadTariffs(table *Table, from fhir.Date) *TariffReading {
	reading := &TariffReading{Report: make([]RowReport, len(table.Rows)), Silent: table.silent()}
	var readers []*rowReader
	undated := make(map[string]*rowReader)
	for n, row := range table.Rows {
		report := &reading.Report[n]
		report.Row, report.Outcome = row.Number, RowRead
		r := &rowReader{report: report, table: table, cells: row.Cells}
		if !r.read() {
			continue
		}
		if r.dated {
			readers = append(readers, r)
		} else if first := undated[r.Code]; first != nil {
			first.complete(r)
		} else {
			undated[r.Code] = r
			readers = append(readers, r)
		}
	}
	for _, r := range readers {
		if r.finish(from) {
			reading.Rows = append(reading.Rows, TariffRow{r.report.Row, r.Intervention})
		}
	}
	reading.refuseOverlaps()
	return reading
}

// refuseOverlaps refuses each row that shares a day with one of the same code before it.
func (r *TariffReading) refuseOverlaps() {
	before := make(map[string][]TariffRow)
	r.Rows = slices.DeleteFunc(r.Rows, func(row TariffRow) bool {
		i := slices.IndexFunc(before[row.Code], func(other TariffRow) bool { return other.overlaps(row.Intervention) })
		if i < 0 {
			before[row.Code] = append(before[row.Code], row)
			return false
		}
		n := slices.IndexFunc(r.Report, func(report RowReport) bool { return report.Row == row.Number })
		other := before[row.Code][i]
		r.Report[n].refuse("", "it holds %s, and row %d %s. The two share days; wanted is a last day of the earlier before the first day of the later",
			row.Period(), other.Number, other.Period())
		return true
	})
}
