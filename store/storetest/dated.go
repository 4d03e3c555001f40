package storetest

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// history is what was saved of one party, by first day: of two rows with one first day the later.
// It is the model that a list is held against.
type history map[fhir.Date]datedRow

// stands are the rows as they must stand: each ends on the eve of the next one at the latest.
func (h history) stands() []datedRow {
	rows := slices.SortedFunc(maps.Values(h), func(a, b datedRow) int { return cmp.Compare(a.From.String(), b.From.String()) })
	for i := range len(rows) - 1 {
		if eve := rows[i+1].From.AddDays(-1); rows[i].To.IsZero() || rows[i].To.After(eve) {
			rows[i].To = eve
		}
	}
	return rows
}

// save adds a row and tells what must become of it.
func (h history) save(row datedRow) (saved engine.Saved) {
	before := h.stands()
	h[row.From] = row
	after := h.stands()
	saved.Changed = !slices.Equal(before, after)
	for _, stands := range after {
		if stands.From == row.From && stands.To != row.To {
			saved.Cut = stands.To
		}
		if slices.ContainsFunc(before, func(b datedRow) bool { return b.From == stands.From && b.To != stands.To && b.From != row.From }) {
			saved.Ended = stands.From
		}
	}
	return saved
}

// testDated: whatever is saved in whatever order, each list is as the model says. No two rows of one
// party share a day, and saving the same again, in any order, changes nothing.
func testDated(t *testing.T, s *store.Store) {
	for name, list := range datedLists {
		t.Run(name, func(t *testing.T) {
			for seed := range 12 {
				random := rand.New(rand.NewPCG(uint64(seed), 0))
				parties := []int{2 * seed, 2*seed + 1}
				model := map[int]history{parties[0]: {}, parties[1]: {}}
				for range 8 {
					rows := make([]datedRow, 1+random.IntN(4))
					for i := range rows {
						rows[i] = anyRow(random, parties)
					}
					saveAs(t, s, list, model, rows)
				}
				for _, party := range parties {
					wantStands(t, s, list, party, model[party])
					again := slices.Collect(maps.Values(model[party]))
					random.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
					saveAs(t, s, list, model, again)
					saveAs(t, s, list, model, model[party].stands())
					wantStands(t, s, list, party, model[party])
				}
			}
		})
	}
}

// anyRow is a row of one of the parties within twenty days, open in two of five cases.
func anyRow(random *rand.Rand, parties []int) datedRow {
	from := 1 + random.IntN(20)
	row := datedRow{parties[random.IntN(len(parties))], 1 + random.IntN(3), engine.Validity{From: day(from)}}
	if random.IntN(5) > 1 {
		row.To = day(from + random.IntN(8))
	}
	return row
}

// saveAs saves rows at once and holds what became of each against the model.
func saveAs(t *testing.T, s *store.Store, list datedList, model map[int]history, rows []datedRow) {
	t.Helper()
	var want []engine.Saved
	for _, row := range rows {
		want = append(want, model[row.party].save(row))
	}
	got, err := list.save(t.Context(), s, rows)
	must(t, err)
	diff(t, "what became of the rows", want, got)
}

// wantStands asks for a party on each day.
func wantStands(t *testing.T, s *store.Store, list datedList, party int, model history) {
	t.Helper()
	for n := 1; n <= 30; n++ {
		var want datedRow
		for _, row := range model.stands() {
			if row.Holds(day(n)) {
				want = row
			}
		}
		got, err := list.on(t.Context(), s, party, day(n))
		if err != nil && engine.KindOf(err) == engine.NotFound {
			got, err = datedRow{}, nil
		}
		must(t, err)
		if got != want {
			t.Errorf("party %d on %s: %v, want %v", party, day(n), got, want)
		}
	}
}

// testDatedConcurrently: many who save rows of one party at a time leave what one after the other
// would.
func testDatedConcurrently(t *testing.T, s *store.Store) {
	for name, list := range datedLists {
		t.Run(name, func(t *testing.T) {
			model := history{}
			var wg sync.WaitGroup
			for n := 1; n <= 20; n++ {
				row := datedRow{party: 1, fact: n, Validity: engine.Validity{From: day(n)}}
				model.save(row)
				wg.Go(func() {
					if _, err := list.save(t.Context(), s, []datedRow{row}); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			wantStands(t, s, list, 1, model)
		})
	}
}

// testDatedRefused: rows that cannot be placed in time are refused, and the others with them.
func testDatedRefused(t *testing.T, s *store.Store) {
	good := datedRow{1, 1, engine.Validity{From: day(1)}}
	for name, list := range datedLists {
		for what, days := range map[string]engine.Validity{
			"no first day":             {To: day(3)},
			"the end before the start": {From: day(3), To: day(2)},
		} {
			_, err := list.save(t.Context(), s, []datedRow{good, {1, 1, days}})
			if engine.KindOf(err) != engine.Invalid {
				t.Errorf("%s with %s: %v, want Invalid", name, what, err)
			}
		}
		_, err := list.on(t.Context(), s, 1, day(1))
		wantKind(t, err, engine.NotFound)
	}
	_, err := s.SaveCoverage(t.Context(), engine.Coverage{Member: "CR1", Validity: good.Validity})
	wantKind(t, err, engine.Invalid)
	_, err = s.SaveFacility(t.Context(), engine.Facility{Validity: good.Validity})
	wantKind(t, err, engine.Invalid)
}
