package server

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A Bundle in Parameters gets the answer that it gets by itself, places included.
func TestValidateBundle_parameters(t *testing.T) {
	x := newExchange(t)
	check := func(body string) string {
		t.Helper()
		got := x.send("POST", "/fhir/Bundle/$validate", []byte(body), x.bearer(t, "provider"), "Content-Type: application/fhir+json", "Prefer: handling=strict")
		wantStatus(t, got, http.StatusOK)
		if applied := got.Header().Get("Preference-Applied"); applied != "handling=strict" {
			t.Errorf("Preference-Applied is %q", applied)
		}
		return got.Body.String()
	}
	wrong := strings.ReplaceAll(string(bundle(t, "outpatient-phc")), `"KES"`, `"USD"`)
	alone := check(wrong)
	if !strings.Contains(alone, `"Bundle.entry[4].resource.total.currency"`) {
		t.Fatalf("the currency is not found: %s", alone)
	}
	inside := check(`{"resourceType":"Parameters","parameter":[{"name":"resource","resource":` + wrong + `}]}`)
	if diff := cmp.Diff(alone, inside); diff != "" {
		t.Errorf("in Parameters (-alone +inside):\n%s", diff)
	}
}

func TestResourceOf(t *testing.T) {
	for _, test := range []struct{ body, want, fault string }{
		{`{"resourceType":"Bundle", "x": 1.50}`, `{"resourceType":"Bundle", "x": 1.50}`, ""},
		{`{"resourceType":"Parameters"`, `{"resourceType":"Parameters"`, ""},
		{"\xff", "\xff", ""},
		{`[]`, `[]`, ""},
		{`{"resourceType":"Parameters","parameter":[{"name":"resource","resource": {"x": 1.50} }]}`, `{"x": 1.50}`, ""},
		{`{"resourceType":"Parameters"}`, "", "no parameter \"resource\""},
		{`{"resourceType":"Parameters","parameter":[]}`, "", "no parameter \"resource\""},
		{`{"resourceType":"Parameters","parameter":[{"name":"resource","valueString":"x"}]}`, "", "no parameter \"resource\""},
		{`{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"delete"}]}`, "", "\"mode\" is not known"},
		{`{"resourceType":"Parameters","parameter":[1]}`, "", "no parameter;"},
		{`{"resourceType":"Parameters","parameter":[{"name":"resource","resource":{}},{"name":"resource","resource":{}}]}`, "", "given twice"},
	} {
		got, err := resourceOf([]byte(test.body))
		switch {
		case test.fault == "" && (err != nil || string(got) != test.want):
			t.Errorf("%s: %q, %v; wanted %q", test.body, got, err, test.want)
		case test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)):
			t.Errorf("%s: %v; wanted %q in it", test.body, err, test.fault)
		}
	}
}
