package profiles

import (
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

func TestDepartures_ofMany(t *testing.T) {
	bundle, _ := fhir.Decode(edited(t, "delivery",
		`Claim.item[1] = @Claim.item[0]`, `Claim.item[2] = @Claim.item[0]`,
		"- Claim.item[1].category.coding[0].display", "- Claim.item[2].category.coding[0].display", "- Claim.extension",
	))
	want := []departure{
		{element: "extension", kind: "extension", slice: "extension-patientInvoice"},
		{element: "item[1].category.coding[0].display", kind: "item.category.coding.display"},
		{element: "item[2].category.coding[0].display", kind: "item.category.coding.display"},
	}
	claim := bundle.Claims()[0].Entry.Resource
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if diff := cmp.Diff(want, departures(claim), cmp.AllowUnexported(departure{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	group.Wait()
}

func TestDepartures_ofTypesWithoutProfile(t *testing.T) {
	condition, _ := fhir.DecodeResource([]byte(`{"resourceType": "Condition", "id": "1"}`))
	if got := departures(condition); got != nil {
		t.Errorf("a Condition departs from no profile, found %v", got)
	}
}

func BenchmarkDepartures(b *testing.B) {
	for _, name := range []string{"delivery", "guide/claim-r4", "guide/preauth-r4"} {
		bundle, _ := fhir.Decode(testdata.Bundle(name))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, entry := range bundle.Entry {
					departures(entry.Resource)
				}
			}
		})
	}
}
