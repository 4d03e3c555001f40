package storetest

import (
	"cmp"
	"slices"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/store"
)

// otherClaim is a claim beside the one that is decided, whose days are the 10th to the 12th, and which
// of its items are told of.
type otherClaim struct {
	name     string
	facility string
	member   string
	use      engine.Use
	state    engine.State
	days     []engine.Days
	want     []int
}

var otherClaims = []otherClaim{
	{name: "the day before", days: []engine.Days{days(9, 9)}},
	{name: "up to the day before", days: []engine.Days{days(1, 9)}},
	{name: "up to the first day", days: []engine.Days{days(8, 10)}, want: []int{1}},
	{name: "the first day", days: []engine.Days{days(10, 10)}, want: []int{1}},
	{name: "within", days: []engine.Days{days(11, 11)}, want: []int{1}},
	{name: "the last day", days: []engine.Days{days(12, 12)}, want: []int{1}},
	{name: "from the last day on", days: []engine.Days{days(12, 20)}, want: []int{1}},
	{name: "the day after", days: []engine.Days{days(13, 13)}},
	{name: "all the days and more", days: []engine.Days{days(1, 31)}, want: []int{1}},
	{name: "one item of three", days: []engine.Days{days(1, 9), days(10, 11), days(13, 14)}, want: []int{2}},
	{name: "items on both sides", days: []engine.Days{days(1, 9), days(13, 14)}},
	{name: "another facility", facility: other, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "another member", member: "CR2", days: []engine.Days{days(10, 12)}},
	{name: "nobody known", member: "-", days: []engine.Days{days(10, 12)}},
	{name: "a preauthorization", use: engine.UsePreauthorization, days: []engine.Days{days(10, 12)}},
	{name: "in review", state: engine.InReview, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "in clinical review", state: engine.ClinicalReview, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "in surveillance", state: engine.SentToSurveillance, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "sent back", state: engine.SentBack, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "approved", state: engine.Approved, days: []engine.Days{days(9, 11), days(11, 13)}, want: []int{1, 2}},
	{name: "sent for payment", state: engine.SentForPayment, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "payment declined", state: engine.PaymentDeclined, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "paid", state: engine.PaymentCompleted, days: []engine.Days{days(10, 12)}, want: []int{1}},
	{name: "rejected", state: engine.Rejected, days: []engine.Days{days(10, 12)}},
	{name: "canceled", state: engine.Canceled, days: []engine.Days{days(10, 12)}},
}

// accept accepts the claim under an id and moves it; approved, its first item is paid on the 10th.
func (o otherClaim) accept(t *testing.T, s *store.Store, id string) (want []engine.OtherItem) {
	t.Helper()
	taken := served(id, cmp.Or(o.facility, fid), cmp.Or(o.member, "CR1"), "SHA-16-001", o.days...)
	if o.member == "-" {
		taken.Claim.Member = ""
	}
	taken.Claim.Use = cmp.Or(o.use, engine.UseClaim)
	taken.Claim.ReceivedAt = start.Add(-time.Hour)
	acceptAll(t, s, taken)
	paid := engine.Days{}
	switch {
	case o.state == engine.Approved:
		paid = days(10, 10)
		approve(t, s, id, took(id, 1, "SHA-16-001", paid))
	case o.state != "":
		move(t, s, id, o.state, start)
	}
	for _, sequence := range o.want {
		one := engine.OtherItem{
			ClaimID: id, Facility: taken.Claim.Facility, State: cmp.Or(o.state, engine.Queued), Sequence: sequence, Code: "SHA-16-001",
			Start: o.days[sequence-1].First, End: o.days[sequence-1].Last, ReceivedAt: start.Add(-time.Hour), Quantity: fhir.Whole(1),
		}
		if sequence == 1 {
			one.Paid = paid
		}
		want = append(want, one)
	}
	return want
}

// testHeldOthers: others are the items of the member's other claims whose days touch those of the claim.
func testHeldOthers(t *testing.T, s *store.Store) {
	var want []engine.OtherItem
	for i, one := range otherClaims {
		want = append(want, one.accept(t, s, claimID(i))...)
	}
	slices.SortFunc(want, func(a, b engine.OtherItem) int {
		return cmp.Or(a.Start.Start().Compare(b.Start.Start()), cmp.Compare(a.ClaimID, b.ClaimID), cmp.Compare(a.Sequence, b.Sequence))
	})
	acceptAll(t, s, served("mine", fid, "CR1", "SHA-16-001", days(10, 12)), served("before", fid, "CR1", "SHA-16-001", days(10, 12)))
	question := engine.Question{Holder: engine.Holder{Member: "CR1"}, ClaimID: "mine", Replaces: "before", Facility: fid, Days: days(10, 12)}
	got := asked(t, s, question)
	diff(t, "held", engine.Held{Others: want}, got)
	for i, one := range otherClaims {
		told := slices.ContainsFunc(got.Others, func(item engine.OtherItem) bool { return item.ClaimID == claimID(i) })
		if told != (len(one.want) > 0) {
			t.Errorf("%s: told of: %t, want %t", one.name, told, len(one.want) > 0)
		}
	}
	question.Member = ""
	diff(t, "held where the member is not known", engine.Held{}, asked(t, s, question))
}
