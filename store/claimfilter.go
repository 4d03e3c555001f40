package store

import (
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// chosenClaims is what a filter chooses from, and its conditions. An index has the claims of one state in
// order, but not those of several: each of several states gives the first of its claims, and the page is
// made of these. The limit is $1.
func chosenClaims(filter engine.ClaimFilter, args *[]any) (from, where string) {
	states := queues(filter)
	if len(states) == 0 {
		return "claim", whereClaim(filter, args)
	}
	var parts []string
	for _, state := range states {
		filter.States = []engine.State{state}
		parts = append(parts, `
		SELECT
		  `+listedFields+`
		FROM (
		SELECT
		  `+listedFields+`
		FROM claim
		WHERE `+whereClaim(filter, args)+`
		ORDER BY `+orderClaim(filter.Sort)+`
		LIMIT $1) queue`)
	}
	return `(` + strings.Join(parts, `
		UNION ALL`) + `) claim`, "TRUE"
}

// queues are the states whose claims are looked for apart: those asked for where they are several, and all
// of them where nothing but the state has an index in the order by due.
func queues(filter engine.ClaimFilter) []engine.State {
	states := slices.Compact(slices.Sorted(slices.Values(filter.States)))
	others := filter.Member != "" || filter.Facility != "" || filter.Assigned != "" || !filter.Scope.All
	switch {
	case len(states) > 1:
		return states
	case len(states) == 0 && filter.Sort == engine.ByDue && !others:
		return engine.States
	}
	return nil
}

// orderClaim is the ORDER BY of an order.
func orderClaim(sort engine.ClaimSort) string {
	switch sort {
	case engine.ByDue:
		return "claim.due_at, claim.id"
	case engine.ByNewest:
		return "claim.received_at DESC, claim.id DESC"
	}
	return "claim.received_at, claim.id"
}

// whereClaim are the conditions of a filter.
func whereClaim(filter engine.ClaimFilter, args *[]any) string {
	conditions := []string{within(filter.Scope, "claim.facility", args)}
	add := func(condition string, value any) {
		conditions = append(conditions, condition+" "+bind(args, value))
	}
	if len(filter.States) > 0 {
		conditions = append(conditions, "claim.state IN ("+bind(args, anys(filter.States)...)+")")
	}
	if filter.Assigned != "" {
		// As the index over it has it.
		conditions = append(conditions, "claim.assigned <> ''")
	}
	for _, equal := range [][2]string{
		{"claim.use =", string(filter.Use)}, {"claim.facility =", filter.Facility}, {"claim.member =", filter.Member}, {"claim.assigned =", filter.Assigned},
	} {
		if equal[1] != "" {
			add(equal[0], equal[1])
		}
	}
	if filter.Unassigned {
		conditions = append(conditions, "claim.assigned = ''")
	}
	if !filter.From.IsZero() {
		add("claim.received_at >=", instant(filter.From.Start()))
	}
	if !filter.To.IsZero() {
		add("claim.received_at <", instant(filter.To.AddDays(1).Start()))
	}
	if !filter.OverdueAt.IsZero() {
		add("claim.due_at <=", instant(filter.OverdueAt))
	}
	if filter.After != nil {
		conditions = append(conditions, afterClaim(filter.Sort, *filter.After, args))
	}
	return strings.Join(conditions, " AND ")
}

// afterClaim is the condition that a claim comes after a place.
func afterClaim(sort engine.ClaimSort, place engine.ClaimPlace, args *[]any) string {
	column, beyond := "claim.received_at", ">"
	switch sort {
	case engine.ByDue:
		column = "claim.due_at"
	case engine.ByNewest:
		beyond = "<"
	}
	at, id := bind(args, deadline(place.At)), bind(args, place.ID)
	return "(" + column + ", claim.id) " + beyond + " (" + at + ", " + id + ")"
}
