package terminology_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// catalogue makes a catalogue of rows.
func catalogue(t *testing.T, rows ...terminology.Intervention) *terminology.Catalogue {
	t.Helper()
	made, err := terminology.NewCatalogue(terminology.System{URL: "https://a.example" + terminology.InterventionsPath, Version: "1"}, rows)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// copay reads a copayment.
func copay(t *testing.T, text string) terminology.Copay {
	t.Helper()
	read, err := terminology.ParseCopay(text)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestCatalogue_CodeSystem(t *testing.T) {
	first, _ := fhir.ParseDate("2024-10-01")
	last, _ := fhir.ParseDate("2025-12-31")
	in := catalogue(t,
		terminology.Intervention{Code: "SHA-16-001", Name: "Earlier", From: first, To: last},
		terminology.Intervention{Code: "SHA-16-001", Name: "Latest", From: last.AddDays(1)},
		terminology.Intervention{Code: "SHA-99-001", Name: "Of a chapter that we know nothing of"},
		terminology.Intervention{Code: "SHA-08-006", Name: "Caesarean delivery"},
		terminology.Intervention{Code: "PMF-03-001", Name: "Intensive care"},
	).CodeSystem()
	var got []string
	for position := range in.Len() {
		concept := in.At(position)
		line := concept.Code + " " + concept.Display
		if concept.Abstract {
			line += " (heading)"
		}
		for _, above := range in.Ancestors(position) {
			line = in.At(above).Code + " > " + line
		}
		got = append(got, line)
	}
	want := []string{
		"PMF-03 Public officers: intensive and high dependency care (heading)",
		"PMF-03 > PMF-03-001 Intensive care",
		"SHA-08 Maternity and newborn care (heading)",
		"SHA-08 > SHA-08-006 Caesarean delivery",
		"SHA-16 Kidney care (heading)",
		"SHA-16 > SHA-16-001 Latest",
		"SHA-99 SHA-99 (heading)",
		"SHA-99 > SHA-99-001 Of a chapter that we know nothing of",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("concepts differ (-want +got):\n%s", diff)
	}
	if in.URL != "https://a.example"+terminology.InterventionsPath || in.Version != "1" || in.Concepts != 8 {
		t.Errorf("the head is %+v", in.System)
	}
	caesarean, _ := in.Find("SHA-08-006")
	if !slices.Contains(in.At(caesarean).Designations, terminology.Designation{Language: "en", Use: terminology.Synonym, Value: "C-section"}) {
		t.Errorf("SHA-08-006 has no words of our own: %+v", in.At(caesarean).Designations)
	}
	latest, _ := in.Find("SHA-16-001")
	if got := in.At(latest).Property(terminology.FromProperty); got != "2026-01-01" {
		t.Errorf("the properties are those of the row from %s", got)
	}
}

func TestCatalogue_refusesAChapterAsCode(t *testing.T) {
	_, err := terminology.NewCatalogue(terminology.System{}, []terminology.Intervention{{Code: "SHA-07-001"}, {Code: "SHA-07-001-A"}})
	if err == nil || !strings.Contains(err.Error(), "SHA-07-001 is there twice") {
		t.Errorf("error is %v", err)
	}
}

// Each chapter of the starter has a name of its own.
func TestCatalogue_namesChapters(t *testing.T) {
	_, _, in := starterLists(t)
	for _, chapter := range in.Roots() {
		if concept := in.At(chapter); concept.Display == concept.Code || !concept.Abstract {
			t.Errorf("%s has no name or is no heading: %+v", concept.Code, concept)
		}
	}
}

func TestProperties(t *testing.T) {
	from, _ := fhir.ParseDate("2024-10-01")
	to, _ := fhir.ParseDate("2025-12-31")
	i := terminology.Intervention{
		Code: "SHA-16-001", Name: "Haemodialysis", Scheme: terminology.SHA, Fund: "SHIF_Only",
		Mechanism: terminology.CaseBased, Unit: terminology.Session, AccessPoint: "OP", Levels: []string{"4", "5"},
		Tariffs: map[string]fhir.Money{"5": fhir.Shillings(10650), "4": fhir.Cents(50)},
		Copay:   copay(t, "12.50%"),
		Limits:  []terminology.Limit{{Quantity: 180, Unit: terminology.LimitDays, Frequency: terminology.Annually, Scope: terminology.PerHousehold}},
		Preauth: []string{"renal", "manual"}, Sex: "female", MinAge: new(10), MaxAge: new(100), Diagnoses: []string{"GB61"},
		Documents: []string{"invoice"}, Combination: "SHA-16", Capitated: true, From: from, To: to,
	}
	want := []terminology.Property{
		{"scheme", "SHA"}, {"fund", "SHIF_Only"}, {"mechanism", "CASE_BASED"}, {"unit", "session"}, {"accessPoint", "OP"},
		{"level", "4"}, {"level", "5"}, {"tariff-4", "0.5"}, {"tariff-5", "10650"}, {"copayment", "12.5%"}, {"preauth", "renal"}, {"preauth", "manual"},
		{"limit", "180 DAYS ANNUALLY household"}, {"sex", "female"}, {"minAge", "10"}, {"maxAge", "100"}, {"diagnosis", "GB61"},
		{"document", "invoice"}, {"combination", "SHA-16"}, {"capitated", "true"}, {"from", "2024-10-01"}, {"to", "2025-12-31"},
	}
	if diff := cmp.Diff(want, terminology.Properties(i)); diff != "" {
		t.Errorf("properties differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]terminology.Property{{"capitated", "false"}}, terminology.Properties(terminology.Intervention{})); diff != "" {
		t.Errorf("of a row that says nothing (-want +got):\n%s", diff)
	}
	declared := make(map[string]string)
	for _, kind := range catalogue(t, i).CodeSystem().Properties {
		declared[kind.Code] = kind.Type
	}
	for _, property := range want {
		if declared[property.Code] == "" {
			t.Errorf("%s is not declared", property.Code)
		}
	}
	if declared["tariff-4"] != "decimal" || declared["minAge"] != "integer" || declared["capitated"] != "boolean" || declared["from"] != "dateTime" {
		t.Errorf("declared are %v", declared)
	}
}
