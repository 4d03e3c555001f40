package rules

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// series is a household whose claims come one after another, and what the approved ones took.
type series struct {
	code, limit string
	terms       *terminology.Set
	random      *rand.Rand
	taken       []engine.Usage
	approved    []engine.Preauthorization
	cut         int
}

// TestLimits_series: of a random series of claims and preauthorizations of a household against one limit,
// what is approved never comes to more than the limit in any period.
func TestLimits_series(t *testing.T) {
	for _, test := range []struct{ code, limit string }{
		{stayCode, "6 DAYS MONTHLY household"},
		{stayCode, "9 DAYS MONTHLY person"},
		{"SHA-03-001", "2 INTERVENTION MONTHLY household"},
		{dialysis, "3 INTERVENTION WEEKLY person"},
		{dialysis, "40000 KES MONTHLY household"},
		{stayCode, "20000 KES MONTHLY person"},
		{delivery, "1 INTERVENTION QUARTERLY person"},
	} {
		t.Run(test.code+" "+test.limit, func(t *testing.T) {
			cut := 0
			for seed := range uint64(25) {
				s := &series{code: test.code, limit: test.limit, random: rand.New(rand.NewPCG(seed, 9))}
				s.terms = fixture{Tariffs: []fixtureTariff{{Code: test.code, Preauth: []string{}, Copay: "5%", Limits: []string{test.limit}}}}.terms(t)
				for n := range 30 {
					s.claim(t, n)
				}
				s.check(t)
				cut += s.cut
			}
			if cut < 25 {
				t.Errorf("the limit cut %d claims alone", cut)
			}
		})
	}
}

// claim makes a claim or a preauthorization of one of two members, and keeps what it takes.
func (s *series) claim(t *testing.T, n int) {
	t.Helper()
	made := usual()
	made.Coverages, made.Claim.ID = usualCover, fmt.Sprintf("claim-%d", n)
	made.Claim.Member = []string{ownMember, "CR1000000000002-2"}[s.random.IntN(2)]
	if s.random.IntN(5) == 0 {
		made.Claim.Use = string(engine.UsePreauthorization)
	}
	for range 1 + s.random.IntN(3) {
		start := date(t, "2026-06-01").AddDays(s.random.IntN(60))
		quantity := json.Number([]string{"1", "1", "2", "0.5", "1.25"}[s.random.IntN(5)])
		made.Claim.Items = append(made.Claim.Items, fixtureItem{Code: s.code, Start: start, End: start.AddDays(s.random.IntN(5)), Quantity: quantity, Net: "25000"})
	}
	c := made.build(t)
	c.Terms, c.Taken = s.terms, s.taken
	if c.Claim.Use == engine.UseClaim && s.random.IntN(2) == 0 {
		c.Preauthorizations = s.named(c.Claim.Member)
	}
	decision := engine.Decide(c, All())
	for _, finding := range decision.Findings {
		if finding.Rule == "LIM-001" {
			s.cut++
		}
	}
	if decision.Action() == engine.EngineApprove {
		s.keep(c, decision)
	}
}

// named are the approved preauthorizations of a member, with what claims used of them.
func (s *series) named(member string) []engine.Preauthorization {
	var named []engine.Preauthorization
	for _, one := range s.approved {
		if one.Member != member {
			continue
		}
		one.Items = append([]engine.PreauthorizedItem{}, one.Items...)
		for i := range one.Items {
			item := &one.Items[i]
			for _, taken := range s.taken {
				if taken.Preauthorization == one.ClaimID && taken.PreauthorizationItem == item.Sequence {
					item.UsedQuantity = plus(item.UsedQuantity, taken.Quantity)
					item.UsedAmount.Cents += taken.Amount.Cents
				}
			}
		}
		named = append(named, one)
	}
	return named
}

// keep keeps what an approved claim takes, or what an approved preauthorization holds.
func (s *series) keep(c engine.Case, decision engine.Decision) {
	held := engine.Preauthorization{ClaimID: c.Claim.ID, Member: c.Claim.Member, State: engine.Approved}
	held.Period = engine.Days{First: c.Claim.FirstDay(), Last: c.Claim.FirstDay().AddDays(29)}
	for i, item := range decision.Items {
		one := engine.Usage{
			ClaimID: c.Claim.ID, Sequence: item.Sequence, Member: c.Claim.Member, Household: ownHousehold, Code: s.code, Paid: item.Paid,
			Quantity: item.Units, Amount: item.Benefit, Preauthorization: item.Preauthorization, PreauthorizationItem: item.PreauthorizationItem,
		}
		if c.Claim.Use == engine.UsePreauthorization {
			one.Held, one.Paid, one.HeldUntil = true, held.Period, held.Period.Last.AddDays(7)
			held.Items = append(held.Items, engine.PreauthorizedItem{Sequence: item.Sequence, Code: c.Claim.Items[i].Code, Quantity: item.Units, Amount: item.Benefit})
		}
		s.taken = append(s.taken, one)
	}
	if c.Claim.Use == engine.UsePreauthorization {
		s.approved = append(s.approved, held)
	}
}

// check adds up what was taken in each period, for the household or each member.
func (s *series) check(t *testing.T) {
	t.Helper()
	limit, err := terminology.ParseLimit(s.limit)
	if err != nil {
		t.Fatal(err)
	}
	settings := DefaultSets()[0]
	sums := map[string]*big.Rat{}
	for _, taken := range s.taken {
		if taken.Held {
			continue
		}
		for day := taken.Paid.First; !day.After(taken.Paid.Last); day = day.AddDays(1) {
			key := settings.Period(limit.Frequency, day).First.String()
			if limit.Scope == terminology.PerPerson {
				key += " " + taken.Member
			}
			if sums[key] == nil {
				sums[key] = new(big.Rat)
			}
			if limit.Unit == terminology.LimitDays {
				sums[key].Add(sums[key], big.NewRat(1, 1))
			} else if day == taken.Paid.First {
				sums[key].Add(sums[key], s.amount(limit.Unit, taken))
			}
		}
	}
	for key, sum := range sums {
		if sum.Cmp(new(big.Rat).SetInt64(limit.Quantity)) > 0 {
			t.Errorf("%s: %s were taken of %s", key, sum.FloatString(4), limit)
		}
	}
}

// amount is what one use counts, in money or interventions.
func (s *series) amount(unit terminology.LimitUnit, taken engine.Usage) *big.Rat {
	row, _ := s.terms.Intervention(s.code, fhir.Date{})
	switch {
	case unit == terminology.LimitKES:
		return new(big.Rat).SetInt64(taken.Amount.Cents)
	case row.Unit == terminology.Day || row.Unit == terminology.Case:
		return big.NewRat(1, 1)
	}
	return taken.Quantity.Rat()
}
