package terminology

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// coding is the first coding of a CodeableConcept.
type coding struct {
	Coding []struct{ Code, Display string }
}

// The project's own sample bundles must be adjudicated in full on the starter lists: each code
// known under its title, and each amount within the tariff.
func TestStarter_servesTheSamples(t *testing.T) {
	paths, err := filepath.Glob("../testdata/bundles/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no sample bundles: %v", err)
	}
	set := starter(t)
	for _, path := range paths {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var bundle struct {
			Entry []struct {
				Resource struct {
					Diagnosis []struct{ DiagnosisCodeableConcept coding }
					Item      []struct {
						ProductOrService coding
						Quantity, Net    struct{ Value int64 }
					}
				}
			}
		}
		if err := json.Unmarshal(body, &bundle); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		claim := bundle.Entry[len(bundle.Entry)-1].Resource
		if len(claim.Item) == 0 || len(claim.Diagnosis) == 0 {
			t.Errorf("%s: the last entry is no claim", path)
		}
		for _, diagnosis := range claim.Diagnosis {
			given := diagnosis.DiagnosisCodeableConcept.Coding[0]
			if d, ok := set.Diagnosis(given.Code, fhir.Date{}); !ok || d.Title != given.Display || !d.Leaf {
				t.Errorf("%s: %+v is not in the starter, is no leaf or has another title (%q)", path, given, d.Title)
			}
		}
		for _, item := range claim.Item {
			code := item.ProductOrService.Coding[0].Code
			i, ok := set.Intervention(code, fhir.Date{})
			if !ok || !i.AllowsLevel("4") || !i.AllowsLevel("5") && !i.Capitated {
				t.Errorf("%s: %s is not for the facility's level: %v %q", path, code, ok, i.Levels)
			}
			tariff, _ := i.Tariff("4")
			if net := fhir.Shillings(item.Net.Value); net.Cents > tariff.Cents*item.Quantity.Value || i.Capitated != (net.Cents == 0) {
				t.Errorf("%s: %s for %s, the tariff is %s", path, net, code, tariff)
			}
		}
	}
}
