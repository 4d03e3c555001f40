package fhir

import (
	"strings"
	"time"
)

// parseDay reads YYYY, YYYY-MM or YYYY-MM-DD as the day with which it begins, the zero Time where
// it is none of them.
func parseDay(value string) time.Time {
	const layout = time.DateOnly
	if len(value) > len(layout) || value < "0001" || !fits(value, layout[:len(value)]) {
		return time.Time{}
	}
	switch len(value) {
	case len("2006"), len("2006-01"), len(layout):
		day, err := time.ParseInLocation(layout[:len(value)], value, Nairobi)
		if err == nil {
			return day
		}
	}
	return time.Time{}
}

// parseInstant reads a date with time and zone, the zero Time where it is none. A leap second is
// none: google/fhir reads no second 60, and there has been none since claims are sent.
func parseInstant(value string) time.Time {
	const layout = "2006-01-02T15:04:05"
	if len(value) <= len(layout) || value < "0001" || !fits(value[:len(layout)], layout) {
		return time.Time{}
	}
	zone := value[len(layout):]
	if zone[0] == '.' {
		fraction := strings.TrimLeft(zone[1:], "0123456789")
		if len(fraction) == len(zone)-1 {
			return time.Time{}
		}
		zone = fraction
	}
	if zone != "Z" && !isOffset(zone) {
		return time.Time{}
	}
	instant, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return time.Time{}
	}
	return instant
}

// isOffset reports whether zone is an offset from UTC, up to 14 hours.
func isOffset(zone string) bool {
	return len(zone) == len("+00:00") && (zone[0] == '+' || zone[0] == '-') && fits(zone[1:], "00:00") &&
		zone[1:] <= "14:00" && zone[4] <= '5'
}

// flaw ends a text about a date or time that is of the right form and yet is none; it is empty
// where the form is wrong.
func flaw(value string) string {
	const day, clock = time.DateOnly, time.TimeOnly
	date, rest, _ := strings.Cut(value, "T")
	if (len(date) == len("2006-01") || len(date) == len(day)) && fits(date, day[:len(date)]) && parseDay(date).IsZero() {
		return ", which is no day of the calendar"
	}
	if len(rest) >= len(clock) && fits(rest[:len(clock)], clock) && (rest[:2] > "23" || rest[3:5] > "59" || rest[6:8] > "59") {
		return ", whose time is none of a day, which goes from 00:00:00 to 23:59:59"
	}
	return ""
}

// fits reports whether value has a digit wherever the layout has one, and else is the same.
func fits(value, layout string) bool {
	for i := range len(value) {
		if digit := '0' <= layout[i] && layout[i] <= '9'; digit != ('0' <= value[i] && value[i] <= '9') || !digit && value[i] != layout[i] {
			return false
		}
	}
	return len(value) == len(layout)
}
