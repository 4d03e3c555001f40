package engine

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// january is a day of January 2026.
func january(day int) fhir.Date { return fhir.Date{Year: 2026, Month: 1, Day: day} }

// TestLasts: what ends on a day is there on that day and not on the next.
func TestLasts(t *testing.T) {
	days := Validity{From: january(5), To: january(20)}
	for _, test := range []struct {
		name string
		is   func(fhir.Date) bool
		// first and last are the days on which it is; zero where it always is, or always was.
		first, last int
	}{
		{"licence of no known end", Facility{Validity: days}.Licensed, 1, 31},
		{"licence", Facility{LicensedTo: january(10), ContractedTo: january(3)}.Licensed, 1, 10},
		{"no licence", Facility{Unlicensed: true, LicensedTo: january(10)}.Licensed, 0, 0},
		{"contract of no known end", Facility{LicensedTo: january(3)}.Contracted, 1, 31},
		{"contract", Facility{ContractedTo: january(11)}.Contracted, 1, 11},
		{"no contract", Facility{Uncontracted: true, ContractedTo: january(10)}.Contracted, 0, 0},
		{"practitioner's licence of no known end", Practitioner{}.Licensed, 1, 31},
		{"practitioner's licence", Practitioner{LicensedTo: january(12)}.Licensed, 1, 12},
		{"practitioner without licence", Practitioner{Unlicensed: true}.Licensed, 0, 0},
		{"cover", Coverage{Validity: days}.Covers, 5, 20},
		{"open cover", Coverage{Validity: Validity{From: january(5)}}.Covers, 5, 31},
		{"cover that is paid up", Coverage{PaidTo: january(9), Validity: days}.Covers, 5, 9},
		{"cover that is paid for longer than it holds", Coverage{PaidTo: january(25), Validity: days}.Covers, 5, 20},
		{"cover with a waiting period", Coverage{WaitUntil: january(8), Validity: days}.Covers, 8, 20},
		{"cover that is not paid when the wait is over", Coverage{PaidTo: january(7), WaitUntil: january(8), Validity: days}.Covers, 0, 0},
	} {
		for day := 1; day <= 31; day++ {
			if want := test.first <= day && day <= test.last; test.is(january(day)) != want {
				t.Errorf("%s on %s: %t, want %t", test.name, january(day), !want, want)
			}
		}
	}
}

func TestValidity_Check(t *testing.T) {
	for _, test := range []struct {
		days Validity
		text string
	}{
		{Validity{From: january(1)}, ""},
		{Validity{From: january(1), To: january(1)}, ""},
		{Validity{To: january(1)}, "the row has no first day; every row is dated"},
		{Validity{From: january(2), To: january(1)}, "the row ends on 2026-01-01, before it begins on 2026-01-02"},
	} {
		text := ""
		if err := test.days.Check(); err != nil {
			if text = err.Error(); KindOf(err) != Invalid {
				t.Errorf("%v: kind %d", test.days, KindOf(err))
			}
		}
		if text != test.text {
			t.Errorf("%v: %q, want %q", test.days, text, test.text)
		}
	}
}
