package engine

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/terminology"
)

func TestSettings_Period(t *testing.T) {
	calendar := Settings{}
	july := Settings{PolicyYearMonth: time.July, PolicyYearDay: 1}
	leap := Settings{PolicyYearMonth: time.February, PolicyYearDay: 29}
	for _, test := range []struct {
		settings         Settings
		frequency        terminology.Frequency
		day, first, last string
	}{
		{calendar, terminology.Annually, "2026-06-05", "2026-01-01", "2026-12-31"},
		{calendar, terminology.Annually, "2026-01-01", "2026-01-01", "2026-12-31"},
		{calendar, terminology.Annually, "2026-12-31", "2026-01-01", "2026-12-31"},
		{calendar, terminology.Quarterly, "2026-05-31", "2026-04-01", "2026-06-30"},
		{calendar, terminology.Monthly, "2028-02-29", "2028-02-01", "2028-02-29"},
		{calendar, terminology.Weekly, "2026-11-29", "2026-11-23", "2026-11-29"}, // a Sunday
		{calendar, terminology.Weekly, "2026-11-30", "2026-11-30", "2026-12-06"},
		{calendar, terminology.Weekly, "2027-01-01", "2026-12-28", "2027-01-03"},
		{july, terminology.Annually, "2026-06-30", "2025-07-01", "2026-06-30"},
		{july, terminology.Annually, "2026-07-01", "2026-07-01", "2027-06-30"},
		{july, terminology.Quarterly, "2026-12-31", "2026-10-01", "2026-12-31"},
		{july, terminology.Monthly, "2027-01-15", "2027-01-01", "2027-01-31"},
		{leap, terminology.Annually, "2026-03-01", "2026-02-28", "2027-02-27"},
		{leap, terminology.Annually, "2028-02-28", "2027-02-28", "2028-02-28"},
		{leap, terminology.Annually, "2028-02-29", "2028-02-29", "2029-02-27"},
	} {
		got := test.settings.Period(test.frequency, day(test.day))
		if want := (Days{day(test.first), day(test.last)}); got != want {
			t.Errorf("%s in a year from %s %d: the period of %s is %v, want %v", test.frequency, test.settings.PolicyYearMonth, test.settings.PolicyYearDay, test.day, got, want)
		}
	}
}

// TestSettings_Period_covers: every day lies in exactly the period that the days beside it say, so that
// no day is counted twice or not at all.
func TestSettings_Period_covers(t *testing.T) {
	for _, settings := range []Settings{{}, {PolicyYearMonth: time.July, PolicyYearDay: 1}, {PolicyYearMonth: time.March, PolicyYearDay: 31}, {PolicyYearMonth: time.February, PolicyYearDay: 29}} {
		for _, frequency := range []terminology.Frequency{terminology.Weekly, terminology.Monthly, terminology.Quarterly, terminology.Annually} {
			last := settings.Period(frequency, day("2024-01-01"))
			for at := day("2024-01-01"); at.Before(day("2030-01-01")); at = at.AddDays(1) {
				period := settings.Period(frequency, at)
				if at.Before(period.First) || at.After(period.Last) {
					t.Fatalf("%s, year from %s %d: %s is not in its period %v", frequency, settings.PolicyYearMonth, settings.PolicyYearDay, at, period)
				}
				if period != last && (period.First != at || last.Last != at.AddDays(-1)) {
					t.Fatalf("%s, year from %s %d: on %s the period goes from %v to %v", frequency, settings.PolicyYearMonth, settings.PolicyYearDay, at, last, period)
				}
				last = period
			}
		}
	}
}

func TestRuleSets_On(t *testing.T) {
	sets := RuleSets{{Name: "a"}, {Name: "b", From: day("2026-01-01")}, {Name: "c", From: day("2026-07-01")}}
	for on, want := range map[string]string{"2024-01-01": "a", "2025-12-31": "a", "2026-01-01": "b", "2026-06-30": "b", "2026-07-01": "c", "2030-01-01": "c"} {
		if got := sets.On(day(on)).Name; got != want {
			t.Errorf("on %s %q is in force, want %q", on, got, want)
		}
	}
	if got := RuleSets(nil).On(day("2026-01-01")).Name; got != "default" {
		t.Errorf("without rule sets %q is in force, want the default", got)
	}
}

func TestDays(t *testing.T) {
	june := Days{day("2026-06-01"), day("2026-06-05")}
	for _, test := range []struct {
		other      Days
		meet, join Days
	}{
		{Days{day("2026-06-05"), day("2026-06-09")}, Days{day("2026-06-05"), day("2026-06-05")}, Days{day("2026-06-01"), day("2026-06-09")}},
		{Days{day("2026-06-06"), day("2026-06-09")}, Days{}, Days{day("2026-06-01"), day("2026-06-09")}},
		{Days{day("2026-05-01"), day("2026-07-09")}, june, Days{day("2026-05-01"), day("2026-07-09")}},
		{Days{}, Days{}, june},
	} {
		if got := june.Meet(test.other); got != test.meet {
			t.Errorf("%v and %v meet in %v, want %v", june, test.other, got, test.meet)
		}
		if got := june.Join(test.other); got != test.join {
			t.Errorf("%v and %v join to %v, want %v", june, test.other, got, test.join)
		}
	}
	if june.Count() != 5 || (Days{}).Count() != 0 {
		t.Errorf("counted %d and %d, want 5 and 0", june.Count(), Days{}.Count())
	}
}
