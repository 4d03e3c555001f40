package terminology

import (
	"strings"
	"testing"
)

func TestParseLimit(t *testing.T) {
	tests := map[string]Limit{
		"180 DAYS ANNUALLY household":       {180, LimitDays, Annually, PerHousehold},
		"2 INTERVENTION QUARTERLY person":   {2, LimitIntervention, Quarterly, PerPerson},
		"500000 KES ANNUALLY person":        {500000_00, LimitKES, Annually, PerPerson},
		"4300.5 KES MONTHLY household":      {4300_50, LimitKES, Monthly, PerHousehold},
		"1 INTERVENTION WEEKLY person":      {1, LimitIntervention, Weekly, PerPerson},
		"999999999999 KES ANNUALLY person":  {999999999999_00, LimitKES, Annually, PerPerson},
		"2147483647 DAYS ANNUALLY person":   {2147483647, LimitDays, Annually, PerPerson},
		" 180  DAYS ANNUALLY\thousehold   ": {180, LimitDays, Annually, PerHousehold},
	}
	for text, want := range tests {
		got, err := ParseLimit(text)
		if err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
		if plain := strings.Join(strings.Fields(text), " "); got.String() != plain {
			t.Errorf("%q is written as %q", text, got)
		}
	}
}

func TestParseLimit_refuses(t *testing.T) {
	tests := []string{
		"", "180", "180 DAYS ANNUALLY", "DAYS 180 ANNUALLY household", "0 DAYS ANNUALLY household", "-1 DAYS ANNUALLY household",
		"1.5 DAYS ANNUALLY household", "180 days ANNUALLY household", "180 DAYS YEARLY household", "180 DAYS ANNUALLY family",
		"180 DAYS ANNUALLY household more", "0 KES ANNUALLY person", "2147483648 DAYS ANNUALLY person",
	}
	for _, text := range tests {
		if got, err := ParseLimit(text); err == nil || !strings.Contains(err.Error(), "180 DAYS ANNUALLY household") {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

// People write limits in words. What lacks the quantity, the period or whose use counts is none.
func TestReadLimitPhrase(t *testing.T) {
	tests := map[string]string{
		"180 days per household per year":            "180 DAYS ANNUALLY household",
		"Up to 180 Days per year per Household":      "180 DAYS ANNUALLY household",
		"max 2 sessions per person per week":         "2 INTERVENTION WEEKLY person",
		"max 500000 per person per year":             "500000 KES ANNUALLY person",
		"KES 4,300 per household per year":           "4300 KES ANNUALLY household",
		"4300 KES per family per annum":              "4300 KES ANNUALLY household",
		"1 visit per member per quarter":             "1 INTERVENTION QUARTERLY person",
		"max 2 per person per year":                  "",
		"per person per year":                        "",
		"4300 per year":                              "",
		"capped at 2000 per household":               "",
		"12 days per admission":                      "",
		"2 scans per person per year":                "",
		"180 days per household per year and person": "",
		"400000 per year + 150000 for serious cases": "",
	}
	for phrase, want := range tests {
		got, ok := readLimitPhrase(phrase)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%q: %v, %v; want %q", phrase, got, ok, want)
		}
	}
}
