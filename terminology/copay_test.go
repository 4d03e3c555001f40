package terminology

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// mustCopay reads a copayment.
func mustCopay(t *testing.T, text string) Copay {
	t.Helper()
	copay, err := ParseCopay(text)
	if err != nil {
		t.Fatal(err)
	}
	return copay
}

func TestParseCopay(t *testing.T) {
	tests := map[string]string{
		"10%": "10%", "12.5%": "12.5%", "500": "500", "500.5": "500.5", "100%": "100%", "0.0001%": "0.0001%", "0.01": "0.01",
		" 10 % ": "10%", "012.50%": "12.5%", "10.00%": "10%", "KES 1,000/=": "1000", "500.50": "500.5",
		"": "", "0": "", "0%": "", "0.00%": "", "KES 0": "",
	}
	for text, want := range tests {
		got, err := ParseCopay(text)
		if err != nil || got.String() != want || got.IsZero() != (want == "") {
			t.Errorf("%q is read as %q, %v; want %q", text, got, err, want)
		}
		if got.Percent.Sign() != 0 && got.Percent.String()+"%" != want {
			t.Errorf("%q has the share %s, want %s", text, got.Percent, want)
		}
	}
}

func TestParseCopay_refuses(t *testing.T) {
	tests := map[string]string{
		"-1%": "from 0% to 100%", "100.0001%": "from 0% to 100%", "101%": "from 0% to 100%", "1e1%": "is no share", "1/3%": "is no share",
		"12,5%": "is no share", "%": "is no share", "10%%": "is no share", "%10": "is no share", "10.%": "is no share", "0.00001%": "is no share",
		"+10%": "is no share", "１0%": "is no share",
		"-500": "negative amount", "3.360": "wanted is 3360 or", "half": "or a share such as 10%", "1e3": "or a share such as 10%", "NaN": "is no amount",
	}
	for text, says := range tests {
		if got, err := ParseCopay(text); err == nil || !strings.Contains(err.Error(), says) || !got.IsZero() {
			t.Errorf("%q: %q, %v; want %q", text, got, err, says)
		}
	}
}

func TestCopay_Of(t *testing.T) {
	tests := []struct {
		copay          string
		eligible, want int64 // cents
	}{
		{"", 3360_00, 0},
		{"10%", 3360_00, 336_00},
		{"12.5%", 100, 13}, // 12.5 cents
		{"12.5%", 99, 12},  // 12.375 cents
		{"50%", 1, 1},
		{"49.9999%", 1, 0},
		{"33.3333%", 300_00, 100_00},
		{"100%", 28000_01, 28000_01},
		{"10%", 0, 0},
		{"10%", -500, 0},
		{"500", 3360_00, 500_00},
		{"500", 500_00, 500_00},
		{"500", 499_99, 499_99},
		{"500", 0, 0},
		{"500", -1, 0},
		{"99.9999%", math.MaxInt64, 9223362813482738952}, // which no float holds
		{"100%", math.MaxInt64, math.MaxInt64},
	}
	for _, test := range tests {
		if got := mustCopay(t, test.copay).Of(fhir.Cents(test.eligible)); got != fhir.Cents(test.want) {
			t.Errorf("%q of %d is %v, want %d", test.copay, test.eligible, got, test.want)
		}
	}
}

// What ParseCopay never gives is bounded, too, and a share counts before an amount.
func TestCopay_Of_beyond(t *testing.T) {
	for name, test := range map[string]struct {
		copay Copay
		want  int64
	}{
		"more than all":     {Copay{Percent: fhir.Whole(150)}, 100},
		"less than nothing": {Copay{Percent: fhir.Whole(-50)}, 0},
		"a negative amount": {Copay{Amount: fhir.Cents(-50)}, 0},
		"both":              {Copay{Percent: fhir.Whole(10), Amount: fhir.Cents(50)}, 10},
	} {
		if got := test.copay.Of(fhir.Cents(100)); got != fhir.Cents(test.want) {
			t.Errorf("%s: %v, want %d", name, got, test.want)
		}
	}
	if got := (Copay{Percent: fhir.Whole(10)}).Of(fhir.Money{Cents: 1000, Currency: "USD"}); got != (fhir.Money{Cents: 100, Currency: "USD"}) {
		t.Errorf("the share of dollars is %v", got)
	}
}

func TestCopay_Equal(t *testing.T) {
	a, _ := fhir.ParseDecimal("12.5")
	b, _ := fhir.ParseDecimal("12.50")
	tests := []struct {
		one, other Copay
		want       bool
	}{
		{Copay{}, Copay{}, true},
		{Copay{Percent: a}, Copay{Percent: b}, true},
		{Copay{Percent: a}, Copay{}, false},
		{Copay{Percent: fhir.Whole(10)}, Copay{Amount: fhir.Shillings(10)}, false},
	}
	for _, test := range tests {
		if got := test.one.Equal(test.other); got != test.want {
			t.Errorf("%q equals %q: %v", test.one, test.other, got)
		}
	}
}

// TestCopay_property: the share lies between nothing and all, is the nearest cent, and who has a dearer
// treatment never has less paid.
func TestCopay_property(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		copay := Copay{Amount: fhir.Cents(random.Int64N(2000))}
		if random.IntN(3) > 0 {
			percent, err := fhir.ParseDecimal(big.NewRat(random.Int64N(1_000_001), 10_000).FloatString(4))
			if err != nil {
				t.Fatal(err)
			}
			copay = Copay{Percent: percent}
		}
		before := int64(0)
		for eligible := random.Int64N(5000); eligible < 6000; eligible += 1 + random.Int64N(40) {
			share := copay.Of(fhir.Cents(eligible)).Cents
			if share < 0 || share > eligible {
				t.Fatalf("%q of %d is %d", copay, eligible, share)
			}
			if eligible-share < before {
				t.Fatalf("%q of %d leaves %d, and of less it left %d", copay, eligible, eligible-share, before)
			}
			before = eligible - share
			if copay.Percent.Sign() == 0 {
				continue
			}
			off := new(big.Rat).Mul(copay.Percent.Rat(), big.NewRat(eligible, 100))
			off.Sub(big.NewRat(share, 1), off) // −½ < off ≤ ½
			if off.Cmp(big.NewRat(-1, 2)) <= 0 || off.Cmp(big.NewRat(1, 2)) > 0 {
				t.Fatalf("%q of %d is %d, which is off by %s", copay, eligible, share, off)
			}
		}
	}
}

// FuzzParseCopay: what is read is within its bounds, and reads the same when it is written again.
func FuzzParseCopay(f *testing.F) {
	for _, text := range []string{"10%", "12.5%", "500", "KES 1,000/=", "0%", "", "-5%", "100.0001%", "012.50 %", "1/3%", "1e9%"} {
		f.Add(text, int64(3360_00))
	}
	f.Fuzz(func(t *testing.T, text string, eligible int64) {
		copay, err := ParseCopay(text)
		if err != nil {
			return
		}
		if copay.Percent.Sign() < 0 || copay.Percent.Rat().Cmp(hundred) > 0 || copay.Amount.Cents < 0 {
			t.Errorf("%q is read as %q", text, copay)
		}
		again, err := ParseCopay(copay.String())
		if err != nil || again.String() != copay.String() || again.IsZero() != copay.IsZero() {
			t.Errorf("%q is %q, and then %q, %v", text, copay, again, err)
		}
		if share := copay.Of(fhir.Cents(eligible)); share.Cents < 0 || share.Cents > max(eligible, 0) || again.Of(fhir.Cents(eligible)) != share {
			t.Errorf("%q of %d is %v", text, eligible, share)
		}
	})
}
