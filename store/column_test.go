package store

import (
	"testing"
	"time"
)

func TestInstant(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in   time.Time
		want any
	}{
		{time.Time{}, nil},
		{time.Date(2026, 3, 14, 1, 2, 3, 4999, time.FixedZone("EAT", 3*60*60)), "2026-03-13 22:02:03.000004"},
		{time.Date(800, 1, 1, 0, 0, 0, 0, time.UTC), "0800-01-01 00:00:00.000000"},
	} {
		value, err := instant(test.in).Value()
		if err != nil || value != test.want {
			t.Errorf("Value of %s = %v, %v, want %v", test.in, value, err, test.want)
		}
		var back instant
		if err := back.Scan(value); err != nil || !time.Time(back).Equal(test.in.Truncate(time.Microsecond)) {
			t.Errorf("%v comes back as %s, %v, want %s", value, time.Time(back), err, test.in)
		}
	}
}

// TestScan_refuses: what no column of ours can hold is said, and not taken for something else.
func TestScan_refuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		dest  interface{ Scan(any) error }
		value any
	}{
		"instant in words":      {new(instant), "2026-03-14 01:02:03 +0300 EAT"},
		"instant as a number":   {new(instant), int64(1)},
		"octets as text":        {new(octets), "text"},
		"octets that are NULL":  {new(octets), nil},
		"codes as bytes":        {new(codes), []byte("[]")},
		"codes that are object": {new(codes), "{}"},
		"day with a time":       {new(day), "2026-03-14T00:00:00Z"},
		"day as a number":       {new(day), int64(20260314)},
		"decimal in words":      {new(decimal), "two"},
		"decimal as a float":    {new(decimal), 2.5},
		"copay above all":       {new(copay), "101%"},
		"copay as a number":     {new(copay), int64(10)},
	} {
		if err := test.dest.Scan(test.value); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
