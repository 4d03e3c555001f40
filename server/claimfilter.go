package server

import (
	"net/url"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// defaultListed is how many claims a page has where none asks for more.
const defaultListed = 50

// mostListed is how many claims a page has at most.
const mostListed = 200

// readClaimFilter reads the query of a list of claims.
func (s *Server) readClaimFilter(c *call) (filter engine.ClaimFilter, err error) {
	query := c.QueryParams()
	filter = engine.ClaimFilter{Facility: query.Get("facility"), Member: query.Get("patient"), Limit: defaultListed}
	if filter.States, err = readStates(query["state"]); err != nil {
		return filter, err
	}
	if filter.Use, err = readOneOf(query, "use", engine.UseClaim, engine.UsePreauthorization); err != nil {
		return filter, err
	}
	if filter.Sort, err = readOneOf(query, "sort", engine.ByReceived, engine.ByNewest, engine.ByDue); err != nil {
		return filter, err
	}
	if filter.Sort == "" {
		filter.Sort = engine.ByReceived
	}
	if filter.From, err = readDay(query, "from"); err != nil {
		return filter, err
	}
	if filter.To, err = readDay(query, "to"); err != nil {
		return filter, err
	}
	if count := query.Get("count"); count != "" {
		if filter.Limit, err = readNumber("count", count, 1); err != nil {
			return filter, err
		}
		filter.Limit = min(filter.Limit, mostListed)
	}
	if err := s.readInHand(c, query, &filter); err != nil {
		return filter, err
	}
	filter.After, err = readCursor(query.Get("cursor"), filter)
	return filter, err
}

// readInHand reads who has the claims in hand, and whether they are late: matters of the payer's people.
func (s *Server) readInHand(c *call, query url.Values, filter *engine.ClaimFilter) error {
	overdue, err := readFlag(query, "overdue")
	if err != nil {
		return err
	}
	assigned := query.Get("assigned")
	if c.client.Role == engine.Provider && (overdue || assigned != "" || filter.Sort == engine.ByDue) {
		return engine.Errorf(engine.Forbidden, "the role %s may not ask by assigned, overdue or sort=due", c.client.Role)
	}
	switch assigned {
	case "none":
		filter.Unassigned = true
	case me:
		filter.Assigned = c.client.ID
	default:
		filter.Assigned = assigned
	}
	if overdue {
		filter.OverdueAt = s.Clock.Now().UTC()
	}
	return nil
}

// readStates reads states, each a parameter of its own or parted by commas; each once, sorted.
func readStates(values []string) ([]engine.State, error) {
	var states []engine.State
	for name := range strings.SplitSeq(strings.Join(values, ","), ",") {
		state := engine.State(strings.TrimSpace(name))
		if state == "" {
			continue
		}
		if !slices.Contains(engine.States, state) {
			return nil, engine.Errorf(engine.Invalid, "state is %.40q; wanted are %s, parted by commas", name, wordsOf(engine.States))
		}
		states = append(states, state)
	}
	slices.Sort(states)
	return slices.Compact(states), nil
}

// readOneOf reads a parameter that has one of a few values; empty where it is not given.
func readOneOf[T ~string](query url.Values, name string, values ...T) (T, error) {
	value := T(query.Get(name))
	if value != "" && !slices.Contains(values, value) {
		return "", engine.Errorf(engine.Invalid, "%s is %.40q; wanted is one of %s", name, value, wordsOf(values))
	}
	return value, nil
}

// wordsOf are values as a list for people.
func wordsOf[T ~string](values []T) string {
	var words []string
	for _, value := range values {
		words = append(words, string(value))
	}
	return strings.Join(words, ", ")
}

// readDay reads a parameter that is a day.
func readDay(query url.Values, name string) (fhir.Date, error) {
	value := query.Get(name)
	if value == "" {
		return fhir.Date{}, nil
	}
	day, err := fhir.ParseDate(value)
	if err != nil {
		return fhir.Date{}, engine.Errorf(engine.Invalid, "%s is %.40q; a day is wanted, such as 2026-11-21", name, value)
	}
	return day, nil
}
