package engine

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
)

var firstDay = Validity{From: january(1)}

// readAs reads a resource of one of the kinds.
func readAs[T any](t *testing.T, of func(*fhir.Resource, Validity) (T, error), body string) (T, error) {
	t.Helper()
	resource, _ := fhir.DecodeResource([]byte(body))
	if resource == nil {
		t.Fatalf("no resource: %s", body)
	}
	return of(resource, firstDay)
}

const level4 = `{"url": "https://fhir.sha.go.ke/fhir/StructureDefinition/facility-level", "valueCodeableConcept": {"coding": [{"code": "LEVEL 4"}]}}`

func organizationWith(extensions ...string) string {
	return `{"resourceType": "Organization", "id": "12110", "name": "Sample", "identifier": [{"value": "FID-12191-1"}], "extension": [` + strings.Join(extensions, ", ") + `]}`
}

func practitionerWith(qualifications string) string {
	return `{"resourceType": "Practitioner", "id": "PUID-1", "qualification": [` + qualifications + `]}`
}

func coverageWith(period string) string {
	return `{"resourceType": "Coverage", "id": "c", "status": "active", "payor": [{"display": "SHA"}], "beneficiary": {"reference": "Patient/CR1"}, "period": ` + period + `}`
}

func dateExtension(name, date string) string {
	return `{"url": "https://fhir.sha.go.ke/fhir/StructureDefinition/` + name + `", "valueDate": "` + date + `"}`
}

func TestFacilityOf(t *testing.T) {
	want := Facility{FID: "FID-12191-1", Aliases: []string{"12110"}, Name: "Sample", Level: "4", Validity: firstDay}
	ends := want
	ends.LicensedTo, ends.ContractedTo = january(10), january(20)
	for _, test := range []struct {
		body string
		want Facility
	}{
		{organizationWith(level4), want},
		{organizationWith(level4, dateExtension("facility-license-expiry", "2026-01-10"), dateExtension("facility-contract-expiry", "2026-01-20")), ends},
	} {
		got, err := readAs(t, FacilityOf, test.body)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.body, diff)
		}
	}
}

func TestPractitionerOf(t *testing.T) {
	const code = `"code": {"text": "licence"}`
	for qualifications, want := range map[string]fhir.Date{
		``:               {},
		`{` + code + `}`: {},
		`{` + code + `, "period": {"start": "2005"}}`:                                                                {},
		`{` + code + `, "period": {"end": "2026-01-09"}}, {` + code + `, "period": {"end": "2026-01-31"}}`:           january(31),
		`{` + code + `, "period": {"end": "2026-01-31"}}, {` + code + `}, {"code":{},"period":{"end":"2025-01-01"}}`: january(31),
	} {
		got, err := readAs(t, PractitionerOf, practitionerWith(qualifications))
		if err != nil || got.LicensedTo != want {
			t.Errorf("%s: licensed to %s (%v), want %s", qualifications, got.LicensedTo, err, want)
		}
	}
}

func TestCoverageOf_days(t *testing.T) {
	for period, want := range map[string]Validity{
		`{}`:                      firstDay,
		`{"start": "2026-01-05"}`: {From: january(5)},
		`{"start": "2026-01-05", "end": "2026-01-06"}`: {From: january(5), To: january(6)},
	} {
		got, err := readAs(t, CoverageOf, coverageWith(period))
		if err != nil || got.Validity != want {
			t.Errorf("%s: %v (%v), want %v", period, got.Validity, err, want)
		}
	}
}

// TestRegistryOf_refuses: what cannot be placed in time or priced is told and not guessed.
func TestRegistryOf_refuses(t *testing.T) {
	refused := func(_ any, err error) string {
		if err == nil {
			return "nothing"
		}
		return err.Error()
	}
	for _, test := range []struct{ got, want string }{
		{refused(readAs(t, FacilityOf, organizationWith())), "no extension facility-level"},
		{refused(readAs(t, FacilityOf, organizationWith(strings.Replace(level4, "LEVEL 4", "HOSPITAL", 1)))), `the level is "HOSPITAL"`},
		{refused(readAs(t, FacilityOf, organizationWith(level4, dateExtension("facility-license-expiry", "2026-12")))), `Organization.extension[1].valueDate is "2026-12"; a day is wanted`},
		{refused(readAs(t, FacilityOf, organizationWith(level4, dateExtension("facility-contract-expiry", "2026")))), `valueDate is "2026"`},
		{refused(readAs(t, PractitionerOf, practitionerWith(`{"code": {"text": "x"}, "period": {"end": "2026-12"}}`))), `Practitioner.qualification[0].period.end is "2026-12"`},
		{refused(readAs(t, CoverageOf, coverageWith(`{"end": "2026-12"}`))), `Coverage.period.end is "2026-12"`},
		{refused(readAs(t, CoverageOf, coverageWith(`{"start": "2026"}`))), `Coverage.period.start is "2026"`},
	} {
		if !strings.Contains(test.got, test.want) {
			t.Errorf("%s was said, want %s", test.got, test.want)
		}
	}
}

func TestParseLevel(t *testing.T) {
	for text, want := range map[string]string{
		"4": "4", "LEVEL 4": "4", " level 3a ": "3A", "Level6B": "6B",
		"": "", "7": "", "0": "", "LEVEL": "", "4AB": "", "four": "",
	} {
		got, err := ParseLevel(text)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}
