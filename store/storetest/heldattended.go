package storetest

import (
	"cmp"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/store"
)

// testHeldAttended: a practitioner is told to be elsewhere where a service of theirs in another
// facility began less than an hour before or after one of the claim's.
func testHeldAttended(t *testing.T, s *store.Store) {
	nine := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	three := nine.Add(6 * time.Hour)
	var want []engine.Attendance
	for i, test := range []struct {
		name         string
		facility     string
		practitioner string
		use          engine.Use
		state        engine.State
		at           time.Time
		want         bool
	}{
		{name: "an hour before", at: nine.Add(-time.Hour)},
		{name: "less than an hour before", at: nine.Add(-59 * time.Minute), want: true},
		{name: "at the time", at: nine, want: true},
		{name: "at the time, in another's claim", at: nine, want: true},
		{name: "less than an hour after", at: nine.Add(59 * time.Minute), want: true},
		{name: "an hour after", at: nine.Add(time.Hour)},
		{name: "between the services", at: nine.Add(3 * time.Hour)},
		{name: "at the time of another service", at: three, want: true},
		{name: "on the day without a time"},
		{name: "in the same facility", facility: fid, at: nine},
		{name: "another practitioner", practitioner: "PUID-2", at: nine},
		{name: "a preauthorization", use: engine.UsePreauthorization, at: nine},
		{name: "rejected", state: engine.Rejected, at: nine},
		{name: "canceled", state: engine.Canceled, at: nine},
	} {
		taken := served(claimID(i), cmp.Or(test.facility, other), "CR2", "SHA-16-001", days(10, 10))
		taken.Claim.Practitioner = cmp.Or(test.practitioner, "PUID-1")
		taken.Claim.Use = cmp.Or(test.use, engine.UseClaim)
		taken.Claim.Items[0].At = test.at
		acceptAll(t, s, taken)
		if test.state != "" {
			move(t, s, claimID(i), test.state, start)
		}
		if test.want {
			want = append(want, engine.Attendance{Facility: other, At: test.at})
		}
	}
	question := engine.Question{ClaimID: "mine", Facility: fid, Practitioner: "PUID-1", At: []time.Time{nine, three}}
	diff(t, "attended", engine.Held{Attended: want}, asked(t, s, question))
	question.At = []time.Time{three}
	diff(t, "attended in the afternoon", engine.Held{Attended: want[len(want)-1:]}, asked(t, s, question))
	question.At = nil
	diff(t, "attended where no time is known", engine.Held{}, asked(t, s, question))
	question.At, question.Practitioner = []time.Time{nine}, ""
	diff(t, "attended where the practitioner is not known", engine.Held{}, asked(t, s, question))
}

// testHeldDocuments: the types of documents are told once each, where they are asked for.
func testHeldDocuments(t *testing.T, s *store.Store) {
	accept(t, s, "a", "b")
	for i, kind := range []string{"LAB", "CLAIM-FORM", "LAB"} {
		addDocument(t, s, "a", claimID(i), kind)
	}
	addDocument(t, s, "b", "b", "INVOICE")
	diff(t, "documents", engine.Held{Documents: []string{"CLAIM-FORM", "LAB"}}, asked(t, s, engine.Question{ClaimID: "a", Documents: true}))
	diff(t, "documents not asked for", engine.Held{}, asked(t, s, engine.Question{ClaimID: "a"}))
	diff(t, "documents of nothing", engine.Held{}, asked(t, s, engine.Question{ClaimID: "c", Documents: true}))
}
