package service

import (
	"testing"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

const (
	base     = "https://bima.test/fhir"
	icd11    = terminology.ICD11URL
	tariffs  = "https://fhir.sha.go.ke/fhir/CodeSystem/intervention-codes"
	colours  = "https://bima.test/fhir/CodeSystem/colour"
	whoURI   = "http://id.who.int/icd/release/11/mms/"
	whoWords = "Content of WHO."
)

var (
	today   = fhir.Date{Year: 2026, Month: 6, Day: 30}
	theYear = "date=2025-06-30"
)

// sample answers from two releases of ICD-11 of which the older has axes, a catalogue of two codes, and
// a code system of the exchange.
func sample(t testing.TB) *Service {
	t.Helper()
	set, err := terminology.NewSet(sampleParts(t))
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Set: set, Base: base, Definitions: definitions()})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func sampleParts(t testing.TB) terminology.Parts {
	t.Helper()
	rows := []terminology.Intervention{
		{Code: "SHA-07-001", Name: "Dialysis", Scheme: terminology.SHA, Mechanism: terminology.FeeForService, Unit: terminology.Session, Levels: []string{"4", "5"}, Tariffs: map[string]fhir.Money{"4": fhir.Shillings(9600)}, To: fhir.Date{Year: 2025, Month: 9, Day: 30}},
		{Code: "SHA-07-001", Name: "Haemodialysis", Scheme: terminology.SHA, Mechanism: terminology.FeeForService, Unit: terminology.Session, Levels: []string{"4", "5"}, Tariffs: map[string]fhir.Money{"4": fhir.Shillings(10650), "5": fhir.Shillings(10650)}, Preauth: []string{"renal"}, From: fhir.Date{Year: 2025, Month: 10, Day: 1}},
		{Code: "SHA-07-002", Name: "Ended service", Scheme: terminology.SHA, Mechanism: terminology.FeeForService, Unit: terminology.Item, To: fhir.Date{Year: 2025, Month: 12, Day: 31}},
	}
	catalogue, err := terminology.NewCatalogue(terminology.System{URL: tariffs, Version: "2025-10-01", Name: "SHAInterventions", Title: "SHA interventions", Content: terminology.Complete, CaseSensitive: true}, rows)
	if err != nil {
		t.Fatal(err)
	}
	return terminology.Parts{
		CodeSystems: []*terminology.CodeSystem{release(t, "2025-01", older()), release(t, "2026-01", newer())}, Catalogue: catalogue,
	}
}

func release(t testing.TB, version string, concepts []terminology.Concept) *terminology.CodeSystem {
	t.Helper()
	system := terminology.System{
		URL: icd11, Version: version, Name: "ICD11MMS", Title: "ICD-11 MMS", Copyright: whoWords, Content: terminology.Complete, CaseSensitive: true, Compositional: true,
		Properties: []terminology.PropertyKind{{Code: terminology.ClassKind, Type: "code", Description: "chapter, block or category"}},
	}
	if version > "2025-01" {
		system.From = fhir.Date{Year: 2026, Month: time.April, Day: 1}
	}
	made, err := terminology.NewCodeSystem(system, concepts)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func heading(uri, title string, parent int) terminology.Concept {
	return terminology.Concept{URI: whoURI + uri, Display: title, Parent: parent, Abstract: true, Properties: []terminology.Property{{Code: terminology.ClassKind, Value: "block"}}}
}

func concept(code, title string, parent int, axes ...terminology.Axis) terminology.Concept {
	return terminology.Concept{Code: code, URI: whoURI + code, Display: title, Parent: parent, Axes: axes, Properties: []terminology.Property{{Code: terminology.ClassKind, Value: "category"}}}
}

func axis(name string, required bool, multiple terminology.Multiple, root string) terminology.Axis {
	return terminology.Axis{Name: name, Required: required, Multiple: multiple, Roots: []string{whoURI + root}}
}

// older has for the clusters of the Reference Guide what they need.
func older() []terminology.Concept {
	concepts := []terminology.Concept{
		heading("circulatory", "Diseases of the circulatory system", -1),
		concept("BA41", "Acute myocardial infarction", 0, axis("specificAnatomy", false, terminology.AllowAlways, "anatomy")),
		concept("BA41.0", "Acute ST elevation myocardial infarction", 1, axis("specificAnatomy", false, terminology.AllowAlways, "anatomy")),
		concept("BA41.Z", "Acute myocardial infarction, unspecified", 1),
		heading("others", "Other diseases", -1),
		concept("1A00", "Cholera", 4, axis("infectiousAgents", false, terminology.AllowAlways, "agents")),
		concept("1D00", "Infectious encephalitis", 4),
		concept("5A11", "Type 2 diabetes mellitus", 4),
		concept("5A23", "Diabetic acute complication", 4),
		concept("CA20", "Retired disease", 4),
		concept("CB41", "Respiratory failure", 4, axis("associatedWith", true, terminology.AllowAlways, "others")),
		concept("DD51", "Hernia", 4, axis("laterality", false, terminology.NotAllowed, "laterality")),
		concept("GB51", "Acute pyelonephritis", 4, axis("laterality", false, terminology.NotAllowed, "laterality"), axis("infectiousAgents", false, terminology.AllowAlways, "agents")),
		concept("GC08.0", "Urinary tract infection due to Escherichia coli", 4),
		concept("ME24.2", "Digestive system obstruction", 4, axis("hasSeverity", false, terminology.AllowAlways, "severity")),
		concept("MG50.27", "Fluoroquinolone resistant Escherichia coli", 4),
		heading("extensions", "Extension codes", -1),
		heading("agents", "Infectious agents", 16),
		concept("XN62R", "Vibrio cholerae", 17),
		concept("XN6P4", "Escherichia coli", 17),
		heading("laterality", "Laterality", 16),
		concept("XK8G", "Left", 20),
		concept("XK9K", "Right", 20),
		heading("anatomy", "Anatomy", 16),
		concept("XA7RE3", "Left ventricle", 23),
		heading("severity", "Severity", 16),
		concept("XT5R", "Acute", 25),
		concept("XY0Y", "Main condition", 16),
	}
	concepts[1].Divided = true
	concepts[7].Designations = []terminology.Designation{{Language: "en", Use: terminology.Synonym, Value: "Non-insulin-dependent diabetes"}, {Language: "en", Use: terminology.IndexTerm, Value: "Sugar disease"}, {Language: "sw", Value: "Kisukari aina ya pili"}}
	return concepts
}

// newer has CA20 as DA20, CA22 beside, and no axes.
func newer() []terminology.Concept {
	concepts := older()
	for i := range concepts {
		concepts[i].Axes = nil
		if concepts[i].Code == "CA20" {
			concepts[i].Code, concepts[i].Display = "DA20", "Disease under a new code"
		}
	}
	return append(concepts, concept("CA22", "New disease", -1))
}

// definitions are a code system with headings and a code out of use, and value sets that choose in all
// ways.
func definitions() []fhir.CanonicalResource {
	define := func(resourceType, id, rest string) fhir.CanonicalResource {
		url := base + "/" + resourceType + "/" + id
		return fhir.CanonicalResource{
			Type: resourceType, ID: id, URL: url, Version: "1.0.0", Name: id,
			Body: []byte(`{"resourceType":"` + resourceType + `","id":"` + id + `","url":"` + url + `","version":"1.0.0","status":"active",` + rest + `}`),
		}
	}
	valueSet := func(id, compose string) fhir.CanonicalResource {
		return define("ValueSet", id, `"compose":`+compose)
	}
	return []fhir.CanonicalResource{
		define("CodeSystem", "colour", `"content":"complete","caseSensitive":true,"property":[{"code":"warm","type":"boolean"},{"code":"inactive","type":"boolean"}],"concept":[
			{"code":"red","display":"Red","property":[{"code":"warm","valueBoolean":true}],"concept":[{"code":"pink","display":"Pink"}]},
			{"code":"cold","display":"Cold colours","property":[{"code":"notSelectable","valueBoolean":true}],"concept":[{"code":"blue","display":"Blue"},{"code":"mauve","display":"Mauve","property":[{"code":"inactive","valueBoolean":true}]}]}]`),
		valueSet("reds", `{"include":[{"system":"`+colours+`","filter":[{"property":"concept","op":"is-a","value":"red"}]}]}`),
		valueSet("no-reds", `{"include":[{"system":"`+colours+`"}],"exclude":[{"valueSet":["`+base+`/ValueSet/reds"]}]}`),
		valueSet("both", `{"include":[{"system":"`+colours+`","concept":[{"code":"pink"},{"code":"blue"},{"code":"green"}]},{"system":"`+icd11+`","concept":[{"code":"5A11"}]}]}`),
		valueSet("reds-of-both", `{"include":[{"system":"`+colours+`","valueSet":["`+base+`/ValueSet/both","`+base+`/ValueSet/reds"]}]}`),
		valueSet("chicken", `{"include":[{"valueSet":["`+base+`/ValueSet/egg"]}]}`),
		valueSet("egg", `{"include":[{"valueSet":["`+base+`/ValueSet/chicken"]}]}`),
		valueSet("lost", `{"include":[{"valueSet":["http://example.org/none"]}]}`),
		valueSet("foreign", `{"include":[{"system":"http://example.org/none"}]}`),
	}
}

// ask reads a query and carries out an operation.
func ask(t testing.TB, carryOut func(Parameters, fhir.Date) ([]byte, error), query string) ([]byte, error) {
	t.Helper()
	in, err := ReadQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return carryOut(in, today)
}
