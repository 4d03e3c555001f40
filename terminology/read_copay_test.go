package terminology

import (
	"slices"
	"strings"
	"testing"
)

// A number alone is an amount, but below a header of percentages.
func TestReadTariffs_copayment(t *testing.T) {
	tests := []struct{ header, cell, want, told string }{
		{"copayment", "10%", "10%", ""},
		{"copayment", "12.50 %", "12.5%", `"12.50 %" is read as 12.5%`},
		{"copayment", "500", "500", ""},
		{"copayment", "KES 1,000", "1000", `"KES 1,000" is read as 1000`},
		{"copayment", "", "", ""},
		{"copayment", "nil", "", ""},
		{"copayment", "0", "", `"0" is read as nothing`},
		{"Copay (%)", "10", "10%", `"10" is read as 10%`},
		{"Copay (%)", "10%", "10%", ""},
		{"Copay (%)", "KES 500", "500", `"KES 500" is read as 500`},
		{"Copay (%)", "0", "", `"0" is read as nothing`},
		{"Copayment_percent", "12.5", "12.5%", `"12.5" is read as 12.5%`},
		{"Co-payment, per cent", "7", "7%", `"7" is read as 7%`},
		{"Copay (KES)", "10", "10", ""},
		{"Copay (KES)", "10%", "10%", ""},
	}
	for _, test := range tests {
		reading := readCopayment(t, test.header, test.cell)
		if len(reading.Rows) != 1 || reading.Rows[0].Copay.String() != test.want {
			t.Errorf("%s: %q gives %v, refused %v; want %q", test.header, test.cell, reading.Rows, reading.Refused(), test.want)
			continue
		}
		var told strings.Builder
		for _, remark := range reading.Report[0].Remarks {
			told.WriteString(remark.Text)
		}
		if told.String() != test.told {
			t.Errorf("%s: of %q is told %q, want %q", test.header, test.cell, told.String(), test.told)
		}
	}
	for header, cell := range map[string]string{"Copay (%)": "0.1", "Copay % of the tariff": "150"} {
		if refused := readCopayment(t, header, cell).Refused(); len(refused) != 1 || refused[0].Column != header {
			t.Errorf("%s: %q: refused is %v", header, cell, refused)
		}
	}
}

// Of rows with one code the first counts, and has from a later one what it does not say.
func TestReadTariffs_copaymentRepeated(t *testing.T) {
	tests := []struct {
		rows, want string
		kind       RemarkKind
	}{
		{"SHA-07-001,N,,\nSHA-07-001,N,,500", "500", RemarkFilled},
		{"SHA-07-001,N,,10%\nSHA-07-001,N,,500", "10%", RemarkDiffers},
		{"SHA-07-001,N,3,10%\nSHA-07-001,N,4,500", "10%", RemarkDiffers}, // not a row for each level
	}
	for _, test := range tests {
		reading := readRows(t, "code,name,levels,copayment", test.rows)
		if len(reading.Rows) != 1 || reading.Rows[0].Copay.String() != test.want {
			t.Errorf("%q: %v, want %s", test.rows, reading.Rows, test.want)
			continue
		}
		remarks := reading.Report[1].Remarks
		if !slices.ContainsFunc(remarks, func(r Remark) bool { return r.Kind == test.kind && r.Column == "copayment" }) {
			t.Errorf("%q: told is %v", test.rows, remarks)
		}
	}
}

// readCopayment reads a row whose copayment stands below a header.
func readCopayment(t *testing.T, header, cell string) *TariffReading {
	t.Helper()
	table, err := NewTable([]Column{{"code", "code"}, {"name", "name"}, {"copayment", header}}, []Row{{1, []string{"SHA-07-001", "Ward", cell}}})
	if err != nil {
		t.Fatal(err)
	}
	return ReadTariffs(table, aDay)
}
