package fhir

import (
	"strings"
	"testing"
	"time"
)

// What a dateTime is read as: the instant in UTC and the day in Nairobi, both empty where only a
// month or a year is named.
func TestDecode_dateTimes(t *testing.T) {
	for _, test := range []struct{ written, instant, day string }{
		{"2025-05-22", "2025-05-21T21:00:00Z", "2025-05-22"},
		{"2025-05", "", ""},
		{"2025", "", ""},
		{"2024-02-29", "2024-02-28T21:00:00Z", "2024-02-29"},
		{"2000-02-29", "2000-02-28T21:00:00Z", "2000-02-29"},
		{"2024-02-29T23:59:59+03:00", "2024-02-29T20:59:59Z", "2024-02-29"},
		{"2024-02-29T21:00:00Z", "2024-02-29T21:00:00Z", "2024-03-01"},
		{"2025-05-22T00:00:00", "2025-05-21T21:00:00Z", "2025-05-22"},
		{"2025-05-22T00:00:00Z", "2025-05-22T00:00:00Z", "2025-05-22"},
		{"2025-05-22T23:59:59", "2025-05-22T20:59:59Z", "2025-05-22"},
		{"2025-05-22T23:59:59Z", "2025-05-22T23:59:59Z", "2025-05-23"},
		{"2025-05-22T00:00:00-00:00", "2025-05-22T00:00:00Z", "2025-05-22"},
		{"2025-05-22T00:00:00+14:00", "2025-05-21T10:00:00Z", "2025-05-21"},
		{"2025-05-22T23:59:59-14:00", "2025-05-23T13:59:59Z", "2025-05-23"},
		{"2025-05-22T10:00:00+05:45", "2025-05-22T04:15:00Z", "2025-05-22"},
		{"2025-05-22T23:08:01.733818", "2025-05-22T20:08:01.733818Z", "2025-05-22"},
		{"2025-05-22T23:08:01.1234567899+03:00", "2025-05-22T20:08:01.123456789Z", "2025-05-22"},
		{"0001-01-01", "0000-12-31T21:00:00Z", "0001-01-01"},
		{"9999-12-31", "9999-12-30T21:00:00Z", "9999-12-31"},
	} {
		created := decoded(t, mended(t, "claim-r4", `"created": "2025-05-22T23:08:01.733818+03:00"`, `"created": "`+test.written+`"`)).Claims()[0].Created
		if !created.Present() {
			t.Errorf("%s: state %d", test.written, created.State)
			continue
		}
		instant := ""
		if !created.Value.Time.IsZero() {
			instant = created.Value.Time.UTC().Format(time.RFC3339Nano)
		}
		day, known := created.Value.Date()
		if instant != test.instant || day.String() != test.day || known != (test.day != "") {
			t.Errorf("%s: %s, %s (%t); want %s, %s", test.written, instant, day, known, test.instant, test.day)
		}
	}
}

func TestDecode_noDateTimes(t *testing.T) {
	const (
		noDay  = "which is no day of the calendar"
		noTime = "whose time is none of a day"
		form   = `" found; a date (YYYY, YYYY-MM or YYYY-MM-DD) or a date with time and zone (YYYY-MM-DDThh:mm:ss+03:00) is wanted`
	)
	for written, want := range map[string]string{
		"2025-02-29":                     noDay,
		"2100-02-29":                     noDay,
		"2025-04-31T10:00:00Z":           noDay,
		"2025-13-01":                     noDay,
		"2025-13":                        noDay,
		"2025-00":                        noDay,
		"2025-01-00":                     noDay,
		"0000-01-01":                     noDay,
		"2025-02-29T10:00:00":            noDay,
		"2025-05-22T24:00:00Z":           noTime,
		"2025-05-22T24:00:00":            noTime,
		"2025-05-22T23:60:00+03:00":      noTime,
		"2016-12-31T23:59:60Z":           noTime, // the leap second
		"2025-05-22T23:59:59+14:01":      form,
		"2025-05-22T23:59:59+03:60":      form,
		"2025-05-22T23:59:59+0300":       form,
		"2025-05-22T23:59:59+03":         form,
		"2025-05-22T23:59:59 +03:00":     form,
		"2025-05-22T23:59:59EAT":         form,
		"2025-05-22T23:59:59z":           form,
		"2025-05-22t23:59:59Z":           form,
		"2025-05-22T23:59:59.Z":          form,
		"2025-05-22T23:59Z":              form,
		"2025-05-22T":                    form,
		"2025-5-22":                      form,
		"22/05/2025":                     form,
		"22-05-2025":                     form,
		"20250522":                       form,
		"+2025-05-22":                    form,
		"-2025-05-22":                    form,
		"12025-05-22":                    form,
		"2025-05-2２":                     form,
		"2025-05-22 ":                    form,
		"2025-W21-4":                     form,
		"today":                          form,
		"":                               form,
		"2025-05-22T23:59:59.123456789Ä": form,
	} {
		bundle, issues := Decode(mended(t, "claim-r4", `"created": "2025-05-22T23:08:01.733818+03:00"`, `"created": "`+written+`"`))
		if got := rules(issues); len(got) != 1 || got[0] != "FHR-003 "+claimPath+".created" {
			t.Errorf("%q: findings %v", written, got)
			continue
		}
		if text := issues[len(issues)-1].Text; !strings.Contains(text, want) {
			t.Errorf("%q: text %s, want %q in it", written, text, want)
		}
		if got := bundle.Claims()[0].Created.State; got != Unreadable {
			t.Errorf("%q: state %d", written, got)
		}
	}
}
