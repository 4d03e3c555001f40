package main

import (
	"regexp"
	"slices"
	"strings"
)

// scan is a node of a plan that reads a table. An index is named where there is one.
var scan = regexp.MustCompile(`(?:Seq Scan|Index (?:Only )?Scan(?: Backward)? using (\w+)) on (\w+)`)

// readWhole says which of the tables a plan reads from end to end: row by row, or by all of an index of
// which it throws rows away. All of an index that leaves out what is not wanted is another matter: it
// is read in its order as far as there is need.
func readWhole(plan string, tables []string) []string {
	var read []string
	lines := strings.Split(plan, "\n")
	for i, line := range lines {
		match := scan.FindStringSubmatch(line)
		if match == nil || !slices.Contains(tables, match[2]) {
			continue
		}
		what := match[2]
		if index := match[1]; index != "" {
			says := node(lines[i+1:])
			if strings.Contains(says, "Index Cond:") || !strings.Contains(says, "Filter:") {
				continue
			}
			what += " by " + index
		}
		if !slices.Contains(read, what) {
			read = append(read, what)
		}
	}
	return read
}

// node is what a plan says of a node, given the lines behind its first.
func node(lines []string) string {
	for i, line := range lines {
		if strings.Contains(line, "->") || strings.HasSuffix(line, "plan:") {
			return strings.Join(lines[:i], "\n")
		}
	}
	return strings.Join(lines, "\n")
}
