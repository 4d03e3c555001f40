package sheet

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/terminology"
)

// The rows that are published on the payer's interventions read as a whole: what each becomes is
// known. They are not ours to carry, so without the variable SHA_TARIFFS there is nothing to read.
func TestRead_published(t *testing.T) {
	path, ok := os.LookupEnv("SHA_TARIFFS")
	if !ok {
		t.Skip("SHA_TARIFFS does not name the rows on SHA interventions")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	read, err := Read(file, Options{})
	if err != nil {
		t.Fatal(err)
	}
	reading := terminology.ReadTariffs(read.Table, aDay)
	outcomes, kinds := make(map[terminology.Outcome]int), make(map[terminology.RemarkKind]int)
	for _, row := range reading.Report {
		outcomes[row.Outcome]++
		for _, remark := range row.Remarks {
			kinds[remark.Kind]++
		}
	}
	wantOutcomes := map[terminology.Outcome]int{
		terminology.RowRead: 1071, terminology.RowRepeated: 7, terminology.RowLeftOut: 15, terminology.RowSuperseded: 11,
	}
	if diff := cmp.Diff(wantOutcomes, outcomes); diff != "" || len(reading.Report) != 1104 || len(reading.Rows) != 1071 {
		t.Errorf("%d rows became another (-want +got):\n%s", len(reading.Report), diff)
	}
	wantKinds := map[terminology.RemarkKind]int{
		terminology.RemarkNormalised: 732, terminology.RemarkDerived: 678, terminology.RemarkFilled: 8,
		terminology.RemarkDiffers: 3, terminology.RemarkNotKept: 4, terminology.RemarkAside: 33,
	}
	if diff := cmp.Diff(wantKinds, kinds); diff != "" {
		t.Errorf("remarks are others (-want +got):\n%s", diff)
	}
	priced := 0
	for _, row := range reading.Rows {
		if len(row.Tariffs) > 0 {
			priced++
		}
	}
	if priced != 33 {
		t.Errorf("%d codes have an amount, want 33", priced)
	}
}
