package terminology

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
)

// claimSystem is one version of a code system of claims.
func claimSystem(t *testing.T, url, version string) *CodeSystem {
	t.Helper()
	systems, _, err := Claims()
	if err != nil {
		t.Fatal(err)
	}
	for _, system := range systems {
		if system.URL == url && system.Version == version {
			return system
		}
	}
	t.Fatalf("there is no %s %s", url, version)
	return nil
}

func codesOf(system *CodeSystem) string {
	codes := make([]string, system.Len())
	for i := range codes {
		codes[i] = system.At(i).Code
	}
	return strings.Join(codes, " ")
}

func TestClaims(t *testing.T) {
	const thoBase = "http://terminology.hl7.org/CodeSystem/"
	for _, want := range []struct{ url, version, codes string }{
		{thoBase + "claim-type", r4, "institutional oral pharmacy professional vision"},
		{thoBase + "processpriority", r4, "stat normal deferred"},
		{thoBase + "ex-relatedclaimrelationship", r4, "prior associated"},
		{thoBase + "payeetype", r4, "subscriber provider other"},
		{thoBase + "payeetype", "7.0.1", "subscriber provider beneficiary other"},
		{thoBase + "claimcareteamrole", "7.0.1", "primary assist supervisor other attending operating otheroperating prescribing purchasedservice referring rendering"},
		{thoBase + "ex-diagnosis-on-admission", r4, "y n u w"},
		{thoBase + "ex-diagnosis-on-admission", "7.0.1", "yes no unknown"},
		{thoBase + "benefit-network", "7.0.1", "in out negotiated"},
		{"http://hl7.org/fhir/fm-status", r4, "active cancelled draft entered-in-error"},
		{"http://hl7.org/fhir/claim-use", r4, "claim preauthorization predetermination"},
		{"http://hl7.org/fhir/remittance-outcome", r4, "queued complete error partial"},
		{"http://hl7.org/fhir/note-type", r4, "display print printoper"},
	} {
		if got := codesOf(claimSystem(t, want.url, want.version)); got != want.codes {
			t.Errorf("%s %s has %s, want %s", want.url, want.version, got, want.codes)
		}
	}
}

// TestClaims_valueSets fails where a value set chooses of a code system that is not there.
func TestClaims_valueSets(t *testing.T) {
	_, valueSets, err := Claims()
	if err != nil {
		t.Fatal(err)
	}
	urls := map[string]bool{}
	for _, valueSet := range valueSets {
		claimSystem(t, valueSet.Include[0].System, valueSet.Include[0].Version)
		urls[valueSet.URL] = true
	}
	if len(urls) != len(valueSets) || !urls["http://hl7.org/fhir/ValueSet/claim-type"] {
		t.Errorf("%d value sets have %d urls: %v", len(valueSets), len(urls), urls)
	}
}

// Where HL7 has changed a code system since R4, its codes of today are in force.
func TestClaims_newest(t *testing.T) {
	starter, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	systems, _, err := Claims()
	if err != nil {
		t.Fatal(err)
	}
	set, err := NewSet(Parts{CodeSystems: append(starter.CodeSystems(), systems...), Catalogue: starter.Catalogue()})
	if err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"http://terminology.hl7.org/CodeSystem/payeetype":  "7.0.1",
		"http://terminology.hl7.org/CodeSystem/claim-type": r4,
	} {
		if system, ok := set.InForce(url, fhir.Date{}); !ok || system.Version != want {
			t.Errorf("of %s %+v is in force, want version %s", url, system, want)
		}
	}
}

func TestReadClaims_refuses(t *testing.T) {
	const systems, codes = "system,name,title,value_set\n", "system,version,code,display\n"
	for _, c := range []struct{ name, systems, codes, want string }{
		{"another header", "system,name\n", codes, "read the code systems of claims: the columns are"},
		{"no title", systems + "s,N,,v\n", codes, "s has an empty cell"},
		{"a code of no system", systems, codes + "s,1,a,A\n", `there is no code system "s"`},
		{"no display", systems + "s,N,T,v\n", codes + "s,1,a,\n", "line 2: s has an empty cell"},
		{"a code twice", systems + "s,N,T,v\n", codes + "s,1,a,A\ns,1,a,B\n", "s 1: the code a is there twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := readClaims([]byte(c.systems), []byte(c.codes)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %s", err, c.want)
			}
		})
	}
}
