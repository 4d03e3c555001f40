package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTariffReport_formulas: no cell of a report is run by the spreadsheet that opens it, whatever
// the list held.
func TestTariffReport_formulas(t *testing.T) {
	at := newRecord(t, "")
	list := write(t, "hostile.csv", []byte("code,name,mechanism,@tariff\n=1+2,a,PER_DIEM,1\n@SUM(A1),b,PER_DIEM,1\n+1,c,PER_DIEM,1\n-1,d,PER_DIEM,1\nSHA-07-001,e,per diem,KES 5\n"))
	report := filepath.Join(t.TempDir(), "report.csv")
	wantRun(t, exitNo, nil, "tariff", "diff", list, at, "--map", "tariff=@tariff", "--report", report)
	file, err := os.Open(report)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var codes, columns []string
	for _, line := range lines[1:] {
		codes, columns = append(codes, line[1]), append(columns, line[3])
	}
	if diff := cmp.Diff([]string{"'=1+2", "'@SUM(A1)", "'+1", "'-1", "SHA-07-001", "SHA-07-001", "SHA-07-001", "SHA-07-001"}, codes); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"code", "code", "code", "code", "mechanism", "'@tariff", "'@tariff", "unit"}, columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
}

// TestTariffReport_overList: a report never replaces the list that it is about, by whichever name.
func TestTariffReport_overList(t *testing.T) {
	at := newRecord(t, "")
	text := "code,name,mechanism,tariff\nSHA-07-001,Ward,PER_DIEM,4=5\n"
	list := write(t, "list.csv", []byte(text))
	link := filepath.Join(t.TempDir(), "link.csv")
	if err := os.Symlink(list, link); err != nil {
		t.Fatal(err)
	}
	for _, report := range []string{list, link} {
		wantRun(t, exitWrong, []string{"is the list itself"}, "tariff", "import", list, at, "--yes", "--report", report)
	}
	if kept := string(readFixture(t, list)); kept != text {
		t.Errorf("the list is now %q", kept)
	}
	wantRun(t, exitNo, []string{"No tariffs have been imported"}, "tariff", "show", "SHA-07-001", at)
}
