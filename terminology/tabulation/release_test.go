package tabulation

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

func TestRead_release(t *testing.T) {
	stamped := extract(t, "layout-2025.txt")
	bare := strings.Replace(stamped, "Version:2025 Jan 01 - 00:00 UTC", "Version:", 1)
	tests := map[string]struct {
		text    string
		options Options
		release string
		says    string
	}{
		"stamp":               {stamped, Options{}, "2025-01", ""},
		"name":                {bare, Options{Name: "SimpleTabulation-ICD-11-MMS-en.2024-01.txt.gz"}, "2024-01", ""},
		"a day in the name":   {stamped, Options{Name: "2026-09-16-SimpleTabulation.zip"}, "2025-01", ""},
		"a day and a release": {bare, Options{Name: "2026-09-16 ICD-11-2024-01-en.zip"}, "2024-01", ""},
		"said":                {bare, Options{Release: "2024-01"}, "2024-01", ""},
		"all three":           {stamped, Options{Name: "2025-01.zip", Release: "2025-01"}, "2025-01", ""},
		"none":                {bare, Options{Name: "list.txt"}, "", "it has to be said"},
		"stamp and name":      {stamped, Options{Name: "en.2024-01.txt"}, "", `the stamp "2025 Jan 01 - 00:00 UTC" in the header says release 2025-01, and the name of the file says 2024-01`},
		"stamp and said":      {stamped, Options{Release: "2026-01"}, "", "the release that is wanted says 2026-01"},
		"no form of releases": {stamped, Options{Release: "2025"}, "", "WHO writes year and month, such as 2025-01"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			test.options.Fragment = true
			system, _, err := Read(strings.NewReader(test.text), test.options)
			switch {
			case test.says != "":
				if err == nil || !strings.Contains(err.Error(), test.says) {
					t.Errorf("the error is %v, want %q", err, test.says)
				}
			case err != nil:
				t.Error(err)
			case system.Version != test.release || system.From.String() != test.release+"-01":
				t.Errorf("release %s from %s, want %s", system.Version, system.From, test.release)
			}
		})
	}
}

func TestRead_from(t *testing.T) {
	day := fhir.Date{Year: 2025, Month: 7, Day: 1}
	if system, _ := mustRead(t, extract(t, "layout-2025.txt"), Options{From: day, Fragment: true}); system.From != day {
		t.Errorf("in force from %s, want %s", system.From, day)
	}
}
