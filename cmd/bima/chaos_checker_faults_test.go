package main

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// soundRun is a short run in which every promise is kept: claim a alone, and then with claim b; an
// answer that never came; polls that overlap; a callback that was refused once and sent twice.
func soundRun() ([]act, ending) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	sight := func(claim string, version int) []seen {
		return []seen{{Claim: claim, Version: version, Digest: webhookID(claim, version), Content: claim}}
	}
	acts := []act{
		{Kind: submitted, Began: ms(0), Ended: ms(10), Claims: []string{"a"}, Status: 0, Answer: "connection reset"},
		{Kind: repeated, Began: ms(11), Ended: ms(20), Claims: []string{"a"}, Status: 202, Answer: acknowledgement("m-a")},
		{Kind: submitted, Began: ms(21), Ended: ms(30), Claims: []string{"a", "b"}, Status: 202, Answer: acknowledgement("m-b")},
		{Kind: submitted, Began: ms(21), Ended: ms(22), Claims: []string{"c"}, Status: 503},
		{Kind: polled, Began: ms(31), Ended: ms(50), Claims: []string{"a"}, Ask: "claim_id=a", Known: true, Status: 200, Seen: sight("a", 2)},
		{Kind: polled, Began: ms(40), Ended: ms(55), Claims: []string{"a"}, Ask: "claim_id=a", Known: true, Status: 304, Seen: sight("a", 1)},
		{Kind: polled, Began: ms(40), Ended: ms(55), Claims: []string{"c"}, Ask: "claim_id=c", Status: 404},
		{Kind: calledUp, Began: ms(56), Ended: ms(57), Claims: []string{"a"}, Ask: "a.2", Status: 500, Seen: sight("a", 2)},
		{Kind: calledUp, Began: ms(60), Ended: ms(61), Claims: []string{"a"}, Ask: "a.2", Status: 204, Seen: sight("a", 2)},
		{Kind: calledUp, Began: ms(62), Ended: ms(63), Claims: []string{"a"}, Ask: "a.3", Status: 204, Seen: sight("a", 3)},
		{Kind: calledUp, Began: ms(64), Ended: ms(65), Claims: []string{"a"}, Ask: "a.2", Status: 204, Seen: sight("a", 2)},
		{Kind: calledUp, Began: ms(66), Ended: ms(67), Claims: []string{"b"}, Ask: "b.2", Status: 204, Seen: sight("b", 2)},
		{Kind: repeated, Began: ms(70), Ended: ms(80), Claims: []string{"b", "a"}, Status: 202, Answer: acknowledgement("m-b")},
		{Kind: polled, Began: ms(81), Ended: ms(82), Claims: []string{"b"}, Ask: "bundle_id=m-b", Known: true, Status: 200, Seen: append(sight("a", 3), sight("b", 2)...)},
		{Kind: repeated, Began: ms(81), Ended: ms(90), Claims: []string{"a"}, Status: 202, Answer: acknowledgement("m-a")},
	}
	return acts, ending{Stored: 2, Found: map[string]found{
		"a": {Total: 1, Mediator: "m-a", State: "approved", Versions: map[int]string{1: "a.1", 2: "a.2", 3: "a.3"}},
		"b": {Total: 1, Mediator: "m-b", State: "in-review", Versions: map[int]string{1: "b.1", 2: "b.2"}},
	}}
}

func TestChaosChecker_takesASoundRun(t *testing.T) {
	acts, end := soundRun()
	for _, breach := range breachesOf(acts, end) {
		t.Error(breach)
	}
}

// TestChaosChecker plants one fault of each kind in the sound run.
func TestChaosChecker(t *testing.T) {
	const aloneAgain, bothAgain = 14, 12 // the repeats in the sound run
	change := func(end *ending, id string, how func(*found)) {
		claim := end.Found[id]
		claim.Versions = maps.Clone(claim.Versions)
		how(&claim)
		end.Found[id] = claim
	}
	for _, test := range []struct {
		name string
		want breachKind
		text string
		do   func(acts []act, end *ending) []act
	}{
		{"an accepted claim is not there", lost, "claim b was acknowledged", func(acts []act, end *ending) []act {
			delete(end.Found, "b")
			end.Stored--
			return acts
		}},
		{"a poll does not find an acknowledged claim", lost, "answered 404", func(acts []act, _ *ending) []act {
			acts[4].Status, acts[4].Seen = 404, nil
			return acts
		}},
		{"a poll finds nothing behind an acknowledged id", lost, "did not lead to claim a", func(acts []act, _ *ending) []act {
			acts[4].Seen = nil
			return acts
		}},
		{"a version is missing", lost, "not version 1", func(acts []act, end *ending) []act {
			change(end, "b", func(claim *found) { delete(claim.Versions, 1) })
			return acts
		}},
		{"the store has fewer claims than are found", lost, "not in the store", func(acts []act, end *ending) []act {
			end.Stored = 1
			return acts
		}},
		{"a callback of a claim that is not there", lost, "claim c was called back", func(acts []act, _ *ending) []act {
			return append(acts, act{Kind: calledUp, Ask: "c.2", Status: 204, Seen: []seen{{Claim: "c", Version: 2}}})
		}},
		{"the store has a claim more", doubled, "1 claims are in the store", func(acts []act, end *ending) []act {
			end.Stored = 3
			return acts
		}},
		{"an id leads to two claims", doubled, "claim a leads to 2", func(acts []act, end *ending) []act {
			change(end, "a", func(claim *found) { claim.Total = 2 })
			return acts
		}},
		{"a claim was adjudicated twice", doubled, "version 2 twice", func(acts []act, end *ending) []act {
			change(end, "a", func(claim *found) { claim.Twice = []int{2} })
			return acts
		}},
		{"a repeat gets other bytes", different, "the bundle of a was answered", func(acts []act, _ *ending) []act {
			acts[aloneAgain].Answer += " "
			return acts
		}},
		{"a repeat is answered as another claim", different, "wanted is one of", func(acts []act, _ *ending) []act {
			acts[bothAgain].Answer, acts[2].Answer = acknowledgement("m-a"), acknowledgement("m-a")
			return acts
		}},
		{"the claim has another mediator_id than its acknowledgement", different, "wanted is one of", func(acts []act, end *ending) []act {
			change(end, "b", func(claim *found) { claim.Mediator = "m-x" })
			return acts
		}},
		{"a poll shows other bytes of a version", different, "version 2 of claim a", func(acts []act, _ *ending) []act {
			acts[4].Seen[0].Digest = "other"
			return acts
		}},
		{"a callback has other bytes than the version", different, "version 2 of claim b", func(acts []act, _ *ending) []act {
			acts[11].Seen[0].Digest = "other"
			return acts
		}},
		{"a callback has the body of another", different, "the callback b.2", func(acts []act, _ *ending) []act {
			acts[11].Seen = acts[8].Seen
			return acts
		}},
		{"the claim was exchanged", different, "the content of claim a", func(acts []act, _ *ending) []act {
			acts[4].Seen[0].Content = "other"
			return acts
		}},
		{"an id leads to a claim that was not in the bundle", different, "led to claim b", func(acts []act, _ *ending) []act {
			acts[4].Seen = append(acts[4].Seen, acts[11].Seen...)
			return acts
		}},
		{"a version goes back", wentBack, "claim a had version 2", func(acts []act, _ *ending) []act {
			acts[5].Began = acts[4].Ended + 1
			return acts
		}},
		{"a poll after a callback is older than that", wentBack, "claim a had version 3", func(acts []act, _ *ending) []act {
			acts[5].Began, acts[5].Ended = acts[10].Began, acts[10].Ended
			return acts
		}},
		{"no callback comes", uncalled, "version 2 of claim b", func(acts []act, _ *ending) []act {
			return slices.Delete(acts, 11, 12)
		}},
		{"no callback is taken", uncalled, "version 2 of claim b", func(acts []act, _ *ending) []act {
			acts[11].Status = 500
			return acts
		}},
		{"a callback overtakes", disordered, "version 3 of claim a", func(acts []act, _ *ending) []act {
			acts[9].Began = acts[8].Began
			return acts
		}},
		{"a claim stays queued", stuck, "claim b", func(acts []act, end *ending) []act {
			change(end, "b", func(claim *found) { claim.State = "queued" })
			return acts
		}},
		{"a good bundle is refused", refused, "answered 409", func(acts []act, _ *ending) []act {
			acts[3].Status = 409
			return acts
		}},
		{"a good poll is refused", refused, "answered 401", func(acts []act, _ *ending) []act {
			acts[4].Status = 401
			return acts
		}},
		{"the ledger is broken", tampered, "event 7", func(acts []act, end *ending) []act {
			end.Faults = []string{"event 7 was removed"}
			return acts
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			acts, end := soundRun()
			breaches := breachesOf(test.do(acts, &end), end)
			if !slices.ContainsFunc(breaches, func(b breach) bool { return b.Kind == test.want && strings.Contains(b.Text, test.text) }) {
				t.Errorf("breaches are %v, wanted among them is %s with %q", breaches, test.want, test.text)
			}
		})
	}
}
