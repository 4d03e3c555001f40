package storetest

import (
	"cmp"
	"slices"
	"testing"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// otherUse is what another claim took, beside a question of CR1 in the household HH1 about the codes A
// and B from the 5th to the 20th.
type otherUse struct {
	name              string
	member, household string
	code              string
	paid              engine.Days
	held              bool
	// under is the name of the use that holds what was used.
	under string
	// member and household, or household alone, is in whose view it counts.
	own, shared bool
}

var otherUses = []otherUse{
	{name: "within", paid: days(10, 12), own: true},
	{name: "up to the day before", paid: days(1, 4)},
	{name: "up to the first day", paid: days(1, 5), own: true},
	{name: "from the last day on", paid: days(20, 25), own: true},
	{name: "from the day after", paid: days(21, 25)},
	{name: "all days and more", paid: days(1, 31), own: true},
	{name: "another limited code", code: "B", paid: days(10, 12), own: true},
	{name: "a code without limits", code: "C", paid: days(10, 12)},
	{name: "nothing paid", paid: engine.Days{}},
	{name: "in the household of before", household: "HH0", paid: days(10, 12), own: true},
	{name: "of the household", member: "CR2", household: "HH1", paid: days(10, 12), shared: true},
	{name: "of the household, another code", member: "CR2", household: "HH1", code: "C", paid: days(10, 12)},
	{name: "of the household, too late", member: "CR2", household: "HH1", paid: days(21, 25)},
	{name: "of another household", member: "CR3", household: "HH2", paid: days(10, 12)},
	{name: "of a member without a household", member: "CR4", paid: days(10, 12)},
	{name: "held", paid: days(15, 25), held: true, own: true},
	{name: "held later", paid: days(21, 31), held: true},
	{name: "held in the household", member: "CR2", household: "HH1", paid: days(15, 25), held: true, shared: true},
	{name: "used of it outside of the days", under: "held", paid: days(24, 25), own: true},
	{name: "used of it within", under: "held", paid: days(15, 16), own: true},
	{name: "used of it, another code", under: "held", code: "C", paid: days(25, 25), own: true},
	{name: "used of what is held later", under: "held later", paid: days(25, 25)},
	{name: "used of what the household holds", under: "held in the household", member: "CR2", household: "HH1", paid: days(25, 25), shared: true},
}

// usage is the use by the claim of an id.
func (o otherUse) usage(id string) engine.Usage {
	usage := took(id, 1, cmp.Or(o.code, "A"), o.paid)
	usage.Member, usage.Household, usage.Held = cmp.Or(o.member, "CR1"), o.household, o.held
	if o.held {
		usage.HeldUntil = day(28)
	}
	if o.under != "" {
		usage.Preauthorization, usage.PreauthorizationItem = useNamed(o.under), 1
	}
	return usage
}

// useNamed is the claim of a use.
func useNamed(name string) string {
	return claimID(slices.IndexFunc(otherUses, func(use otherUse) bool { return use.name == name }))
}

// testHeldTaken: what others took is that of the member and the household within the days that are
// asked about, and all that was used of what is held in them.
func testHeldTaken(t *testing.T, s *store.Store) {
	var own, all []engine.Usage
	for i, one := range otherUses {
		usage := one.usage(claimID(i))
		acceptAll(t, s, served(usage.ClaimID, fid, usage.Member, usage.Code, days(1, 31)))
		approve(t, s, usage.ClaimID, usage)
		if one.own {
			own = append(own, usage)
		}
		if one.own || one.shared {
			all = append(all, usage)
		}
	}
	for _, id := range []string{"mine", "before"} {
		acceptAll(t, s, served(id, fid, "CR1", "A", days(10, 12)))
		usage := took(id, 1, "A", days(10, 12))
		usage.Preauthorization, usage.PreauthorizationItem = useNamed("held"), 1
		approve(t, s, id, usage)
	}
	question := engine.Question{
		Holder: engine.Holder{Member: "CR1", Household: "HH1"}, ClaimID: "mine", Replaces: "before", Facility: fid,
		Limited: []string{"A", "B"}, Window: days(5, 20),
	}
	diff(t, "taken by the household", byDay(all), asked(t, s, question).Taken)
	question.Household = ""
	diff(t, "taken by the member", byDay(own), asked(t, s, question).Taken)
	question.Limited = nil
	diff(t, "taken where no code is limited", engine.Held{}, asked(t, s, question))
	question.Limited, question.Member, question.Household = []string{"A", "B"}, "", ""
	diff(t, "taken where the member is not known", engine.Held{}, asked(t, s, question))
}

// byDay is the order in which uses are told.
func byDay(usage []engine.Usage) []engine.Usage {
	return slices.SortedFunc(slices.Values(usage), func(a, b engine.Usage) int {
		return cmp.Or(a.Paid.First.Start().Compare(b.Paid.First.Start()), cmp.Compare(a.ClaimID, b.ClaimID), cmp.Compare(a.Sequence, b.Sequence))
	})
}
