package testdata_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

var leapDay = fhir.Date{Year: 2028, Month: time.February, Day: 29}

// decode reads a bundle in which nothing is to be mended, and its one claim.
func decode(t *testing.T, name string, body []byte) (*fhir.Bundle, *fhir.Claim) {
	t.Helper()
	bundle, issues := fhir.Decode(body)
	for _, issue := range issues {
		if issue.Level != fhir.Information {
			t.Errorf("%s: %s %s at %s: %s", name, issue.Rule, issue.Level, issue.Path, issue.Text)
		}
	}
	if bundle == nil || len(bundle.Claims()) != 1 {
		t.Fatalf("%s has not one claim", name)
	}
	return bundle, bundle.Claims()[0]
}

func TestNames_areAllBundles(t *testing.T) {
	for _, name := range testdata.Names() {
		decode(t, name, testdata.Bundle(name))
	}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "no sample bundle bundles/missing") {
			t.Errorf("an unknown name says %q", said)
		}
	}()
	testdata.Bundle("missing")
}

func TestToday_movesTheClaim(t *testing.T) {
	for _, name := range testdata.Names() {
		_, before := decode(t, name, testdata.Bundle(name))
		bundle, after := decode(t, name, testdata.Today(testdata.Bundle(name), leapDay))

		_, end, _ := after.Item[0].Serviced.Days()
		if end != leapDay {
			t.Errorf("%s: service ends on %s, want %s", name, end, leapDay)
		}
		if created, _ := after.Created.Value.Date(); created.After(leapDay) {
			t.Errorf("%s: created on %s, after %s", name, created, leapDay)
		}
		if sent, _ := bundle.Timestamp.Value.Date(); sent.After(leapDay) {
			t.Errorf("%s: sent on %s, after %s", name, sent, leapDay)
		}
		if diff := cmp.Diff(stay(before), stay(after)); diff != "" {
			t.Errorf("%s: clock times or nights differ (-before +after):\n%s", name, diff)
		}
	}
}

// stay is what must not change when a claim is moved: clock times, zones and nights.
func stay(claim *fhir.Claim) []string {
	var kept []string
	for _, period := range []fhir.Period{claim.Billable, claim.Item[0].Serviced} {
		first, last, _ := period.Days()
		kept = append(kept, period.Start.Value.Text[10:], period.End.Value.Text[10:], fmt.Sprint(first.DaysUntil(last)))
	}
	return append(kept, claim.Created.Value.Text[10:])
}

func TestToday_leavesTheRest(t *testing.T) {
	day := regexp.MustCompile(`\d{4}-\d{2}-\d{2}`)
	for _, name := range append(testdata.Names(), "guide/claim", "guide/preauth") {
		before := testdata.Bundle(name)
		after := testdata.Today(before, leapDay)
		if !bytes.Equal(day.ReplaceAll(before, nil), day.ReplaceAll(after, nil)) {
			t.Errorf("%s: more than days has changed", name)
		}
		for _, kept := range []*regexp.Regexp{
			regexp.MustCompile(`"birthDate": "[^"]*"`),
			regexp.MustCompile(`"period": \{[^}]*\}`),
		} {
			if diff := cmp.Diff(kept.FindAll(before, -1), kept.FindAll(after, -1)); diff != "" {
				t.Errorf("%s (-before +after):\n%s", name, diff)
			}
		}
	}
	preauth := string(testdata.Today(testdata.Bundle("dialysis-preauth"), leapDay))
	if !strings.Contains(preauth, `"valueString": "2028-02-29"`) {
		t.Error("the expected day of the session was not moved")
	}
}

func TestFreshTogether_keepsTheLink(t *testing.T) {
	count := 0
	newID := func() string { count++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", count) }
	was := [][]byte{testdata.Bundle("dialysis-preauth"), testdata.Bundle("dialysis-claim")}
	now := testdata.FreshTogether(was, newID)

	preauth, request := decode(t, "preauthorization", now[0])
	_, claim := decode(t, "claim", now[1])
	if count != 4 {
		t.Errorf("%d new ids, want those of two bundles and two claims", count)
	}
	if link := claim.Related[0].Claim.Identifier.Value; link != request.ID.Value {
		t.Errorf("the claim follows %s, the preauthorization is %s", link, request.ID.Value)
	}
	for _, claim := range []*fhir.Claim{request, claim} {
		id := claim.ID.Value
		if claim.Identifier[0].Value != id || !strings.HasSuffix(claim.Entry.FullURL.Value, "/Claim/"+id) {
			t.Errorf("id %s, identifier %s and fullUrl %s do not agree", id, claim.Identifier[0].Value, claim.Entry.FullURL.Value)
		}
	}
	for n, body := range was {
		old, claim := decode(t, "as it was", body)
		for _, id := range []string{old.ID.Value, claim.ID.Value} {
			if bytes.Contains(bytes.Join(now, nil), []byte(id)) {
				t.Errorf("bundle %d: the old id %s is still there", n, id)
			}
		}
	}
	if again, _ := decode(t, "again", testdata.Fresh(now[0], newID)); again.ID.Value == preauth.ID.Value {
		t.Error("the second run has the id of the first")
	}
}
