package terminology

import "fmt"

// TariffColumns are the names of the columns that a list of interventions can have. Only code and
// name must be there. A tariff is one amount for each level, or "4=3360;5=3920"; tariff_1 to
// tariff_6 are the amounts of one level; a copayment is "10%" or an amount; age has both ages; a note
// is read for words that say that the row does not hold.
var TariffColumns = []string{
	"code", "name", "scheme", "fund", "mechanism", "unit", "access_point", "levels",
	"tariff", "tariff_1", "tariff_2", "tariff_3", "tariff_4", "tariff_5", "tariff_6",
	"copayment", "limit", "preauth", "sex", "age", "min_age", "max_age", "diagnoses", "documents",
	"capitated", "combination", "from", "to", "note",
}

// Table is a list of interventions as a file has it.
type Table struct {
	Columns []Column
	Rows    []Row
	// index is where a column stands in the cells of a row.
	index map[string]int
}

// Column is a column that is read.
type Column struct {
	// Name is one of TariffColumns.
	Name string
	// Header is what the file calls it.
	Header string
}

// Row is one row of a file. Number is that which a person sees in the file, beginning with 1; Cells
// are in the order of the columns, and those that are missing at the end are empty.
type Row struct {
	Number int
	Cells  []string
}

// NewTable makes a table. It returns an error where a column is there twice, or code or name is not
// there.
func NewTable(columns []Column, rows []Row) (*Table, error) {
	t := &Table{Columns: columns, Rows: rows, index: make(map[string]int)}
	for i, column := range columns {
		if before, twice := t.index[column.Name]; twice {
			return nil, fmt.Errorf("the columns %q and %q are both read as %s; wanted is one of them", columns[before].Header, column.Header, column.Name)
		}
		t.index[column.Name] = i
	}
	for _, name := range []string{"code", "name"} {
		if _, ok := t.index[name]; !ok {
			return nil, fmt.Errorf("there is no column for the %s", name)
		}
	}
	return t, nil
}
