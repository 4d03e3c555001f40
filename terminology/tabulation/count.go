package tabulation

import "github.com/bima-exchange/bima/terminology"

// count adds a row to the report.
func (l *list) count(r *row) {
	switch r.cells[classKind] {
	case chapter:
		l.report.Chapters++
		return
	case block:
		l.report.Blocks++
		return
	}
	l.report.Codes++
	if terminology.ExtensionForm(r.cells[code]) {
		l.report.Extensions++
	} else {
		l.report.Stems++
	}
	if r.residual != "" {
		l.report.Residuals++
	}
}
