package main

import (
	"math"
	"strconv"
	"strings"
)

// table is a Markdown table: the first row is its head.
type table [][]string

func (t *table) add(cells ...string) { *t = append(*t, cells) }

// String has a line for each row, and one below the head.
func (t table) String() string {
	text := new(strings.Builder)
	for i, row := range t {
		text.WriteString("|")
		for _, cell := range row {
			if cell != "" {
				text.WriteString(" " + strings.ReplaceAll(cell, "|", `\|`))
			}
			text.WriteString(" |")
		}
		text.WriteString("\n")
		if i == 0 {
			text.WriteString("|" + strings.Repeat("---|", len(row)) + "\n")
		}
	}
	return text.String()
}

// rate is a rate by the second for people; "–" where nothing was measured.
func rate(perSecond float64) string {
	if perSecond == 0 {
		return "–"
	}
	return whole(int(math.Round(perSecond)))
}

// whole is a number for people: "1,000,000".
func whole(n int) string {
	text := strconv.Itoa(n)
	for at := len(text) - 3; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	return text
}

// held says whether a mark is.
func held(is bool) string {
	if is {
		return "held"
	}
	return "**missed**"
}
