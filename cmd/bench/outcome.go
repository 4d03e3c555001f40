package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// newClaimID is a new Claim.id that tells its kind, so that the exchange's log tells what became of
// each: the last byte, modulo the number of kinds.
func newClaimID(kind int) string {
	id := uuid.New()
	last := &id[len(id)-1]
	*last = byte(int(*last)%(256/len(kinds))*len(kinds) + kind)
	return id.String()
}

// kindOf is the kind of a claim by its id.
func kindOf(claim string) (string, error) {
	last, err := strconv.ParseUint(claim[max(0, len(claim)-2):], 16, 8)
	if err != nil {
		return "", fmt.Errorf("%q is no id that the load client made", claim)
	}
	return kinds[int(last)%len(kinds)].name, nil
}

// outcomes are how many claims of each kind reached each state.
type outcomes map[string]map[string]int

// add counts a claim.
func (o outcomes) add(kind, state string) {
	if o[kind] == nil {
		o[kind] = map[string]int{}
	}
	o[kind][state]++
}

// check returns an error where claims were refused that must be approved.
func (o outcomes) check() error {
	for _, kind := range kinds {
		if kind.approved && (len(o[kind.name]) != 1 || o[kind.name]["approved"] == 0) {
			return fmt.Errorf("of the claims of %s %s; all of them must be approved, else the figures are those of refusals",
				kind.name, o.of(kind.name))
		}
	}
	return nil
}

// of is what became of the claims of a kind: "12 approved, 3 in-review".
func (o outcomes) of(kind string) string {
	var parts []string
	for _, state := range slices.Sorted(maps.Keys(o[kind])) {
		parts = append(parts, fmt.Sprintf("%s %s", whole(o[kind][state]), state))
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, ", ")
}

// outcomeTable shows what became of the claims of each backlog.
func (r *report) outcomeTable() table {
	t := table{{"bundle", "SQLite", "PostgreSQL + Redis", "the empty store", "the full store"}}
	for _, kind := range kinds {
		row := []string{kind.name}
		for _, drained := range []measured{r.SQLite.Drain, r.Postgres.Drain, r.Million.Empty.Drain, r.Million.Full.Drain} {
			row = append(row, drained.outcomes.of(kind.name))
		}
		t.add(row...)
	}
	return t
}
