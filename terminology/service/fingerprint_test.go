package service

import (
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Every node has the same tag for the same lists, and another as soon as anything differs by which an
// answer could.
func TestFingerprint(t *testing.T) {
	config := func(change func(*terminology.Parts, *Config)) Config {
		parts := sampleParts(t)
		made := Config{Base: base, Version: "1.0.0", Definitions: definitions()}
		change(&parts, &made)
		set, err := terminology.NewSet(parts)
		if err != nil {
			t.Fatal(err)
		}
		made.Set = set
		return made
	}
	nothing := func(*terminology.Parts, *Config) {}
	first := fingerprint(config(nothing))
	if again := fingerprint(config(nothing)); again != first {
		t.Errorf("%s and %s for the same lists", first, again)
	}
	often := func(count int) func(*terminology.Parts, *Config) {
		return func(p *terminology.Parts, _ *Config) { p.Uses = map[string]int{"5A11": count} }
	}
	if one, other := fingerprint(config(often(1000))), fingerprint(config(often(1001))); one != other {
		t.Error("one more use, which changes no order, changes the fingerprint")
	}
	seen := map[string]string{first: "nothing"}
	for name, change := range map[string]func(*terminology.Parts, *Config){
		"the program": func(_ *terminology.Parts, c *Config) { c.Version = "1.0.1" },
		"the base":    func(_ *terminology.Parts, c *Config) { c.Base += "/r4" },
		"a definition": func(_ *terminology.Parts, c *Config) {
			c.Definitions[0].Body = append(c.Definitions[0].Body, ' ')
		},
		"a use": often(1000),
		"a title": func(p *terminology.Parts, _ *Config) {
			concepts := older()
			concepts[2].Display += "!"
			p.CodeSystems[0] = release(t, "2025-01", concepts)
		},
		"a heading": func(p *terminology.Parts, _ *Config) {
			concepts := older()
			concepts[2].Abstract = true
			p.CodeSystems[0] = release(t, "2025-01", concepts)
		},
		"an axis": func(p *terminology.Parts, _ *Config) {
			concepts := older()
			concepts[2].Axes[0].Required = true
			p.CodeSystems[0] = release(t, "2025-01", concepts)
		},
		"a release": func(p *terminology.Parts, _ *Config) { p.CodeSystems = p.CodeSystems[:1] },
		"a tariff": func(p *terminology.Parts, _ *Config) {
			p.Catalogue.Rows("SHA-07-001")[1].Tariffs["4"] = fhir.Shillings(10651)
		},
		"a copayment": func(p *terminology.Parts, _ *Config) {
			p.Catalogue.Rows("SHA-07-001")[0].Copay.Percent = fhir.Whole(10)
		},
		"another copayment": func(p *terminology.Parts, _ *Config) {
			p.Catalogue.Rows("SHA-07-001")[0].Copay.Percent = fhir.Whole(20)
		},
		"an age": func(p *terminology.Parts, _ *Config) {
			age := 18
			p.Catalogue.Rows("SHA-07-001")[0].MinAge = &age
		},
	} {
		print := fingerprint(config(change))
		if other, taken := seen[print]; taken {
			t.Errorf("%s changes no more than %s", name, other)
		}
		seen[print] = name
	}
}
