package server

import (
	"encoding/json"
	"errors"
	"math/big"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

func TestShillings(t *testing.T) {
	for text, want := range map[string]int64{
		`0`: 0, `3360`: 336000, `3360.5`: 336050, `"3360.50"`: 336050, `-0.05`: -5, `1E+3`: 100000, `1050e-2`: 1050, `10.500`: 1050,
		`0.07`: 7, `"0.29"`: 29, `9007199254740993`: 900719925474099300,
	} {
		var got shillings
		if err := json.Unmarshal([]byte(text), &got); err != nil || fhir.Money(got) != fhir.Cents(want) {
			t.Errorf("%s is %+v, %v; wanted %d cents", text, got, err, want)
		}
	}
	for _, text := range []string{`"1/3"`, `1.005`, `1e999999999`, `1e99`, `"0x10"`, `" 1"`, `""`, `null`, `true`, `{}`, `"KES 5"`, `"1_000"`, `"NaN"`} {
		var got shillings
		err := got.UnmarshalJSON([]byte(text))
		if failure, ok := errors.AsType[*engine.Error](err); !ok || failure.Kind != engine.Invalid {
			t.Errorf("%s is %+v, %v", text, got, err)
		}
	}
}

// What is read is what was written, to the cent, and is written as it can be read again.
func FuzzReadShillings(f *testing.F) {
	for _, text := range []string{"3360.5", "-0.05", "1e2", "1/3", "0.005", "1e-2", "99999999999999.99"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := readShillings(text)
		if err != nil {
			return
		}
		exact, ok := new(big.Rat).SetString(text)
		if !ok || exact.Cmp(big.NewRat(read.Cents, 100)) != 0 {
			t.Errorf("%q is read as %d cents", text, read.Cents)
		}
		written, err := json.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := readShillings(string(written)); err != nil || again != read {
			t.Errorf("%q is written as %s and read as %+v, %v", text, written, again, err)
		}
	})
}
