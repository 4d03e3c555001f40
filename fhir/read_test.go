package fhir

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func decoded(t testing.TB, body []byte) *Bundle {
	t.Helper()
	bundle, issues := Decode(body)
	if bundle == nil {
		t.Fatalf("no bundle: %+v", issues)
	}
	return bundle
}

func present[T any](path string, value T) Field[T] {
	return Field[T]{Value: value, Path: path, State: Present}
}

func TestDecode_claimView(t *testing.T) {
	const path = "Bundle.entry[3].resource"
	bundle := decoded(t, sample(t, "claim-r4"))
	claim := bundle.Claims()[0]
	at := func(text string) DateTime {
		instant, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return DateTime{Text: text, Time: instant}
	}
	concept := func(path, system, code, display string) CodeableConcept {
		return CodeableConcept{Path: path, State: Present, Coding: []Coding{{Path: path + ".coding[0]", System: system, Code: code, Display: display}}}
	}
	want := Claim{
		Path:       path,
		ID:         present(path+".id", "37856180-c44e-44dd-8359-6116914a54d0"),
		Identifier: []Identifier{{Path: path + ".identifier[0]", System: "https://qa-mis.apeiro-digital.com/fhir/claim", Value: "37856180-c44e-44dd-8359-6116914a54d0"}},
		Status:     present(path+".status", "active"),
		Use:        present(path+".use", "claim"),
		Created:    present(path+".created", at("2025-05-22T23:08:01.733818+03:00")),
		Type:       concept(path+".type", "http://terminology.hl7.org/CodeSystem/claim-type", "institutional", ""),
		SubType:    concept(path+".subType", "http://terminology.hl7.org/CodeSystem/ex-claimsubtype", "op", ""),
		Priority:   concept(path+".priority", "http://terminology.hl7.org/CodeSystem/processpriority", "normal", ""),
		Patient: Reference{Path: path + ".patient", State: Present, Type: "Patient",
			Literal:    "https://qa-mis.apeiro-digital.com/fhir/Patient/CR1234567890123-4",
			Identifier: Identifier{Path: path + ".patient.identifier", System: "https://qa-mis.apeiro-digital.com/fhir/identifier/shanumber", Value: "CR1234567890123-4"}},
		Provider: Reference{Path: path + ".provider", State: Present, Type: "Organization",
			Literal:    "https://fr.kenya-hie.health/api/v4/Organization/FID-01-116951-6",
			Identifier: Identifier{Path: path + ".provider.identifier", System: "https://fr.kenya-hie.health/api/v4/Organization", Value: "FID-01-116951-6", Type: []string{"fr-code"}}},
		Billable: Period{Path: path + ".billablePeriod", State: Present,
			Start: present(path+".billablePeriod.start", at("2025-05-22T00:00:00+03:00")),
			End:   present(path+".billablePeriod.end", at("2025-05-23T00:00:00+03:00"))},
		Diagnosis: []Diagnosis{{
			Path:     path + ".diagnosis[0]",
			Sequence: present(path+".diagnosis[0].sequence", 1),
			Concept: concept(path+".diagnosis[0].diagnosisCodeableConcept",
				"https://qa-mis.apeiro-digital.com/fhir/terminology/CodeSystem/icd-11", "DA42.Z", "Gastritis, unspecified"),
			Reference: Reference{Path: path + ".diagnosis[0].diagnosisReference"},
		}},
	}
	ignore := cmpopts.IgnoreFields(Claim{}, "Entry", "Insurance", "Item", "Total", "node")
	if diff := cmp.Diff(want, *claim, ignore); diff != "" {
		t.Errorf("claim (-want +got):\n%s", diff)
	}
	if claim.Entry != bundle.Entry[3] {
		t.Error("the claim does not know its entry")
	}
	insurance := claim.Insurance[0]
	if insurance.Sequence.Value != 1 || !insurance.Focal.Value || insurance.Coverage.Literal != "https://qa-mis.apeiro-digital.com/fhir/Coverage/CR1234567890123-4-sha-coverage" {
		t.Errorf("insurance: %+v", insurance)
	}
	if claim.Total.State != Present || claim.Total.Money != Cents(0) {
		t.Errorf("total: %+v", claim.Total)
	}
}

func TestDecode_itemView(t *testing.T) {
	const path = "Bundle.entry[3].resource.item[0]"
	item := decoded(t, mended(t, "claim-r4", `"factor": 1`, `"factor": 1.50, "diagnosisSequence": [1]`)).Claims()[0].Item[0]
	if item.Path != path || item.Sequence != present(path+".sequence", 1) {
		t.Errorf("item: %+v", item)
	}
	if item.ProductOrService.Coding[0].Code != "SHA-12-004" {
		t.Errorf("productOrService: %+v", item.ProductOrService)
	}
	if first, last, ok := item.Serviced.Days(); !ok || first.String() != "2025-06-01" || last.String() != "2025-06-03" {
		t.Errorf("serviced: %v to %v, %t", first, last, ok)
	}
	if item.Factor.Value.String() != "1.50" || item.Quantity.Path != path+".quantity.value" || item.Quantity.Value.String() != "15.0" {
		t.Errorf("factor %+v, quantity %+v", item.Factor, item.Quantity)
	}
	if item.UnitPrice.Money != Shillings(5) || item.UnitPrice.Currency != present(path+".unitPrice.currency", "KES") {
		t.Errorf("unitPrice: %+v", item.UnitPrice)
	}
	if diff := cmp.Diff([]Field[int]{present(path+".diagnosisSequence[0]", 1)}, item.DiagnosisSequence); diff != "" {
		t.Errorf("diagnosisSequence (-want +got):\n%s", diff)
	}
	if extension := item.Extension[0]; extension.Reference.Literal != "https://qa-mis.apeiro-digital.com/fhir/Coverage/CR1234567890123-4-sha-coverage" || !extension.String.Absent() {
		t.Errorf("extension: %+v", extension)
	}
}

// What a finding of level error speaks of is Unreadable, so that no rule speaks of it again.
func TestDecode_statesOfWhatCannotBeRead(t *testing.T) {
	for _, test := range []struct {
		name, old, replacement string
		of                     func(*Claim) State
		want                   State
	}{
		{"number as a word", `"value": 15.0`, `"value": "fifteen"`, func(c *Claim) State { return c.Item[0].Quantity.State }, Unreadable},
		{"quantity that is no object", `"quantity": {`, `"quantity": 15, "extension2": {`, func(c *Claim) State { return c.Item[0].Quantity.State }, Unreadable},
		{"no quantity", `"quantity"`, `"quantities"`, func(c *Claim) State { return c.Item[0].Quantity.State }, Absent},
		{"three decimals", `"value": 5.0`, `"value": 5.001`, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Unreadable},
		{"amount without value", `"value": 5.0,`, ``, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Absent},
		{"its currency", `"value": 5.0,`, ``, func(c *Claim) State { return c.Item[0].UnitPrice.Currency.State }, Present},
		{"amount whose value is null", `"value": 5.0,`, `"value": null,`, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Absent},
		{"amount whose value is no number", `"value": 5.0,`, `"value": "five",`, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Unreadable},
		{"amount that is no object", `"unitPrice": {`, `"unitPrice": 5, "extension2": {`, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Unreadable},
		{"no amount", `"unitPrice"`, `"unitPrices"`, func(c *Claim) State { return c.Item[0].UnitPrice.State }, Absent},
		{"its currency, which is none", `"unitPrice"`, `"unitPrices"`, func(c *Claim) State { return c.Item[0].UnitPrice.Currency.State }, Absent},
		{"unknown currency", `"currency": "KES"`, `"currency": "Shs"`, func(c *Claim) State { return c.Item[0].UnitPrice.Currency.State }, Unreadable},
		{"day that is none", start0, `"start": "2025-02-29T08:00:00"`, func(c *Claim) State { return c.Item[0].Serviced.Start.State }, Unreadable},
		{"period that is a string", `"billablePeriod": {`, `"billablePeriod": "2025-06-01", "x": {`, func(c *Claim) State { return c.Billable.State }, Unreadable},
		{"its start", `"billablePeriod": {`, `"billablePeriod": "2025-06-01", "x": {`, func(c *Claim) State { return c.Billable.Start.State }, Unreadable},
		{"null", `"use": "claim"`, `"use": null`, func(c *Claim) State { return c.Use.State }, Absent},
		{"unknown code", `"use": "claim"`, `"use": "cash"`, func(c *Claim) State { return c.Use.State }, Unreadable},
		{"no use", `"use": "claim"`, `"language": "en"`, func(c *Claim) State { return c.Use.State }, Absent},
	} {
		t.Run(test.name, func(t *testing.T) {
			claim := decoded(t, mended(t, "claim-r4", test.old, test.replacement)).Claims()[0]
			if got := test.of(claim); got != test.want {
				t.Errorf("state %d, want %d", got, test.want)
			}
		})
	}
}

func TestDecode_resourceViews(t *testing.T) {
	bundle := decoded(t, sample(t, "preauth-r4"))
	if got := bundle.Entry[3].Resource.Patient; got.BirthDate.Value.Text != "1952-12-31" || got.Gender.Value != "male" {
		t.Errorf("patient: %+v", got)
	}
	if got := bundle.Entry[2].Resource.Organization; got.Name.Value != "SAMPLE MEDICAL CENTER" {
		t.Errorf("organization: %+v", got)
	}
	if got := bundle.Entry[1].Resource.Coverage; got.Status.Value != "active" || got.Beneficiary.Type != "Patient" || got.Period.State != Absent {
		t.Errorf("coverage: %+v", got)
	}
	if got := bundle.Entry[0].Resource; got.Practitioner == nil || got.Identifier[2].Value != "PUID-0002532-1" {
		t.Errorf("practitioner: %+v", got)
	}
	var references []string
	for _, reference := range bundle.Entry[4].Resource.References {
		references = append(references, reference.Path)
	}
	want := []string{
		"Bundle.entry[4].resource.provider", "Bundle.entry[4].resource.careTeam[0].provider",
		"Bundle.entry[4].resource.insurance[0].coverage", "Bundle.entry[4].resource.patient",
	}
	if diff := cmp.Diff(want, references); diff != "" {
		t.Errorf("references (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Practitioner", "PractitionerRole", "Organization"}, bundle.Entry[4].Resource.References[0].Permitted); diff != "" {
		t.Errorf("permitted (-want +got):\n%s", diff)
	}
}

func TestDecode_relatedView(t *testing.T) {
	const path = "Bundle.entry[3].resource.related[0]"
	body := mended(t, "claim-r4", `"use": "claim"`, `"use": "claim", "related": [{"claim":{"identifier":{"value":"c0"}},"relationship":{"text":"prior"}}]`)
	related := decoded(t, body).Claims()[0].Related[0]
	want := Related{
		Path:         path,
		Claim:        Reference{Path: path + ".claim", State: Present, Identifier: Identifier{Path: path + ".claim.identifier", Value: "c0"}},
		Relationship: CodeableConcept{Path: path + ".relationship", State: Present, Text: "prior"},
	}
	if diff := cmp.Diff(want, related); diff != "" {
		t.Errorf("related (-want +got):\n%s", diff)
	}
}

func TestDecode_unknownResourceType(t *testing.T) {
	bundle := decoded(t, mended(t, "claim-r4", `"resourceType": "Organization"`, `"resourceType": "Organisation"`))
	resource := bundle.Entry[0].Resource
	if resource.KnownType || resource.Type != "Organisation" || resource.ID.Value != "FID-01-116951-6" {
		t.Errorf("resource: %+v", resource)
	}
}

func TestDecode_diagnosisReference(t *testing.T) {
	const contained = `"contained": [{"resourceType":"Condition","id":"c","subject":{"display":"x"},"code":{"coding":[{"code":"GB61"}]}}],`
	body := mended(t, "claim-r4", `"diagnosisCodeableConcept": {`, `"diagnosisReference": {"reference":"#c"}, "extension": [{"url":"http://x.example","valueString":"y"}], "x": {`)
	body = bytes.Replace(body, []byte(`"use": "claim",`), []byte(contained+`"use": "claim",`), 1)
	diagnosis := decoded(t, body).Claims()[0].Diagnosis[0]
	if diagnosis.Concept.State != Present || diagnosis.Concept.Coding[0].Code != "GB61" || diagnosis.Concept.Path != "Bundle.entry[3].resource.contained[0].code" {
		t.Errorf("diagnosis: %+v", diagnosis)
	}
}

func TestDecodeResource(t *testing.T) {
	resource, issues := DecodeResource([]byte(`{"resourceType":"Patient","id":"p","birthDate":"1990-13-01"}`))
	if diff := cmp.Diff([]string{"FHR-003 Patient.birthDate"}, rules(issues)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if issues[0].Expression != "Patient.birthDate" {
		t.Errorf("expression %q", issues[0].Expression)
	}
	if resource.ID != present("Patient.id", "p") || resource.Patient.BirthDate.State != Unreadable {
		t.Errorf("resource: %+v", resource)
	}
	for body, want := range map[string]string{`{`: "FHR-001 ", `{"resourceType":"Member"}`: "FHR-002 ", `{}`: "FHR-002 "} {
		if resource, issues := DecodeResource([]byte(body)); resource != nil || cmp.Diff([]string{want}, rules(issues)) != "" {
			t.Errorf("%s: %v, %v; want %s alone", body, resource, rules(issues), want)
		}
	}
	coverage, issues := DecodeResource([]byte(`{"resourceType":"Coverage","status":"active","beneficiary":{"display":"x"},"payor":[{"display":"SHA"}]}`))
	if diff := cmp.Diff([]string{"FHR-013 Coverage.id"}, rules(issues)); diff != "" || coverage.Coverage.Beneficiary.Display != "x" {
		t.Errorf("coverage %+v, findings (-want +got):\n%s", coverage, diff)
	}
}

func TestDecode_extensionsOfConcept(t *testing.T) {
	bundle := decoded(t, []byte(`{"resourceType": "Bundle", "type": "message", "entry": [{"fullUrl": "https://example.org/Claim/1", "resource": {
		"resourceType": "Claim", "diagnosis": [{"sequence": 1, "diagnosisCodeableConcept": {
			"extension": [{"url": "https://example.org/a", "valueString": "of the concept"}],
			"coding": [{"code": "BA00", "extension": [{"url": "https://example.org/b", "valueString": "of the coding"}]}]}}]}}]}`))
	concept := bundle.Claims()[0].Diagnosis[0].Concept
	const path = "Bundle.entry[0].resource.diagnosis[0].diagnosisCodeableConcept"
	for _, c := range []struct {
		found []Extension
		want  Field[string]
	}{
		{concept.Extension, present(path+".extension[0].valueString", "of the concept")},
		{concept.Coding[0].Extension, present(path+".coding[0].extension[0].valueString", "of the coding")},
	} {
		if len(c.found) != 1 || c.found[0].String != c.want {
			t.Errorf("found %+v, want %+v", c.found, c.want)
		}
	}
}
