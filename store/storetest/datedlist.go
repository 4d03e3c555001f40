package storetest

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// datedRow is a row of any list of the registry: fact stands for all that it says.
type datedRow struct {
	party int
	fact  int
	engine.Validity
}

// datedList is a list of the registry, looked at as rows with days.
type datedList struct {
	save func(ctx context.Context, s *store.Store, rows []datedRow) ([]engine.Saved, error)
	// on is the row of a party that holds on a day; NotFound.
	on func(ctx context.Context, s *store.Store, party int, on fhir.Date) (datedRow, error)
}

var datedLists = map[string]datedList{
	"facility": {
		save: func(ctx context.Context, s *store.Store, rows []datedRow) ([]engine.Saved, error) {
			return s.SaveFacilities(ctx, of(rows, func(r datedRow) engine.Facility {
				name := fmt.Sprint("FID-", r.party)
				return engine.Facility{FID: name, Aliases: []string{"b" + name, fmt.Sprint("a", r.fact)}, Level: "4", Validity: r.Validity}
			}))
		},
		on: func(ctx context.Context, s *store.Store, party int, on fhir.Date) (datedRow, error) {
			f, err := s.FindFacility(ctx, fmt.Sprint("bFID-", party), on)
			if err != nil {
				return datedRow{}, err
			}
			return datedRow{party, number(f.Aliases[0][1:]), f.Validity}, nil
		},
	},
	"practitioner": {
		save: func(ctx context.Context, s *store.Store, rows []datedRow) ([]engine.Saved, error) {
			return s.SavePractitioners(ctx, of(rows, func(r datedRow) engine.Practitioner {
				return engine.Practitioner{PUID: strconv.Itoa(r.party), Registration: strconv.Itoa(r.fact), Validity: r.Validity}
			}))
		},
		on: func(ctx context.Context, s *store.Store, party int, on fhir.Date) (datedRow, error) {
			p, err := s.FindPractitioner(ctx, strconv.Itoa(party), on)
			return datedRow{party, number(p.Registration), p.Validity}, err
		},
	},
	"member": {
		save: func(ctx context.Context, s *store.Store, rows []datedRow) ([]engine.Saved, error) {
			return s.SaveMembers(ctx, of(rows, func(r datedRow) engine.Member {
				return engine.Member{Number: strconv.Itoa(r.party), Household: strconv.Itoa(r.fact), Validity: r.Validity}
			}))
		},
		on: func(ctx context.Context, s *store.Store, party int, on fhir.Date) (datedRow, error) {
			m, err := s.FindMember(ctx, strconv.Itoa(party), on)
			return datedRow{party, number(m.Household), m.Validity}, err
		},
	},
	// Two parties are the two schemes of one member.
	"coverage": {
		save: func(ctx context.Context, s *store.Store, rows []datedRow) ([]engine.Saved, error) {
			return s.SaveCoverages(ctx, of(rows, func(r datedRow) engine.Coverage {
				member, scheme := covered(r.party)
				return engine.Coverage{Member: member, Scheme: scheme, PaidTo: day(r.fact), Validity: r.Validity}
			}))
		},
		on: func(ctx context.Context, s *store.Store, party int, on fhir.Date) (datedRow, error) {
			member, scheme := covered(party)
			list, err := s.ListCoverages(ctx, member)
			list = slices.DeleteFunc(list, func(c engine.Coverage) bool { return c.Scheme != scheme || !c.Holds(on) })
			switch {
			case err != nil:
				return datedRow{}, err
			case len(list) == 0:
				return datedRow{}, engine.Errorf(engine.NotFound, "no cover")
			case len(list) > 1:
				return datedRow{}, fmt.Errorf("two rows hold on %s: %v", on, list)
			}
			return datedRow{party, list[0].PaidTo.Day, list[0].Validity}, nil
		},
	},
}

func covered(party int) (member, scheme string) {
	return fmt.Sprint("CR", party/2), []string{"SHA", "PMF"}[party%2]
}

// of are rows of the registry.
func of[T any](rows []datedRow, row func(datedRow) T) []T {
	var list []T
	for _, r := range rows {
		list = append(list, row(r))
	}
	return list
}

// number is a number that a row was given as text, 0 where there is no row.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}
