package fhir

import (
	"math/big"
	"testing"
)

func TestDecimal_Cents(t *testing.T) {
	for _, test := range []struct {
		text  string
		cents int64
		ok    bool
	}{
		{"0", 0, true}, {"-0", 0, true}, {"10650", 1065000, true}, {"12.5", 1250, true}, {"12.50", 1250, true}, {"12.500", 1250, true},
		{"-0.05", -5, true}, {"125e-1", 1250, true}, {"1e3", 100000, true},
		{"0.005", 0, false}, {"1e-3", 0, false}, {"0.30000000000000004", 0, false},
		{"92233720368547758.07", 9223372036854775807, true}, {"92233720368547758.08", 0, false}, {"1e30", 0, false},
	} {
		decimal, err := ParseDecimal(test.text)
		if err != nil {
			t.Fatal(err)
		}
		if cents, ok := decimal.Cents(); cents != test.cents || ok != test.ok {
			t.Errorf("%s: %d, %t; want %d, %t", test.text, cents, ok, test.cents, test.ok)
		}
		if decimal.String() != test.text {
			t.Errorf("%s is written %s", test.text, decimal)
		}
	}
	if _, err := ParseDecimal("a lot"); err == nil {
		t.Error(`"a lot" is taken for a number`)
	}
}

func TestDecimal_nearestCent(t *testing.T) {
	for _, test := range []struct {
		text       string
		cents      int64
		near, fits bool
	}{
		{"12.5", 1250, true, true}, {"0.30000000000000004", 30, true, true}, {"29.999999999999996", 3000, true, true}, {"-0.30000000000000004", -30, true, true},
		{"1.00009999999999", 100, true, true}, {"1.0001", 100, false, true}, {"0.9999", 100, false, true}, {"0.99990000000001", 100, true, true}, {"-1.0001", -100, false, true},
		{"1.005", 101, false, true}, {"-1.005", -100, false, true}, {"1e-30", 0, true, true},
		{"92233720368547758.07", 9223372036854775807, true, true}, {"92233720368547758.0749", 9223372036854775807, false, true},
		{"92233720368547758.08", 0, true, false}, {"1e30", 0, true, false}, {"-92233720368547758.08", -9223372036854775808, true, true},
	} {
		decimal, err := ParseDecimal(test.text)
		if err != nil {
			t.Fatal(err)
		}
		cents, near, fits := decimal.nearestCent()
		if fits && cents != test.cents || near != test.near || fits != test.fits {
			t.Errorf("%s: %d, near %t, fits %t; want %d, %t, %t", test.text, cents, near, fits, test.cents, test.near, test.fits)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, test := range []struct {
		money         Money
		decimal, text string
	}{
		{Shillings(10650), "10650", "KES 10650.00"},
		{Cents(1250), "12.5", "KES 12.50"},
		{Cents(1205), "12.05", "KES 12.05"},
		{Cents(-5), "-0.05", "KES -0.05"},
		{Cents(0), "0", "KES 0.00"},
	} {
		if got := test.money.Decimal(); got != test.decimal {
			t.Errorf("decimal %s, want %s", got, test.decimal)
		}
		if got := test.money.String(); got != test.text {
			t.Errorf("text %s, want %s", got, test.text)
		}
	}
}

func TestExact(t *testing.T) {
	for want, value := range map[string]*big.Rat{
		"0": new(big.Rat), "12": big.NewRat(12, 1), "-0.5": big.NewRat(-1, 2), "0.125": big.NewRat(1, 8),
		"0.333333333333333333333333333333": big.NewRat(1, 3),
	} {
		exact := Exact(value)
		if exact.String() != want || exact.Rat().Cmp(value) != 0 {
			t.Errorf("%s becomes %s, which is %s", value, exact, exact.Rat())
		}
	}
}

func TestMoney_String(t *testing.T) {
	for cents, want := range map[int64]string{0: "KES 0.00", 5: "KES 0.05", 1065000: "KES 10650.00", -150: "KES -1.50", -1: "KES -0.01"} {
		if got := Cents(cents).String(); got != want {
			t.Errorf("%d cents are %q, want %q", cents, got, want)
		}
	}
}
