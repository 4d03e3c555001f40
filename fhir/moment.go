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

// parseInstant reads a date with time and zone, the zero Time where it is none.
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
	if zone != "Z" && (len(zone) != 6 || !fits(zone[1:], "00:00") || zone[1:] > "14:00" || zone[0] != '+' && zone[0] != '-') {
		return time.Time{}
	}
	instant, err := time.Parse(time.RFC3339Nano, value)
	if err != nil {
		return time.Time{}
	}
	return instant
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
