package rules

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// fixture is a case as a file of testdata/adjudication writes it. What it does not say is as usual: a
// claim of a member and a facility with nothing wrong about them. Amounts are in shillings.
type fixture struct {
	// About says in a sentence what the case is about.
	About string
	Claim fixtureClaim
	// On is the day of the decision: that of receipt where it is not said.
	On           fhir.Date
	Facility     *fixtureFacility
	Member       *fixtureMember
	Practitioner *fixturePractitioner
	Coverages    []fixtureCoverage

	Preauthorizations []fixturePreauthorization
	Others            []fixtureOther
	Taken             []fixtureUsage
	Attended          []fixtureAttendance
	Documents         []string
	// Tariffs are facts that the starter catalogue has not: each is put over the starter's row of the code.
	Tariffs []fixtureTariff
	// Settings is a set of a file of rule sets, without its first day.
	Settings map[string]json.RawMessage
	// Also are the other rules that speak.
	Also []string
}

type fixtureClaim struct {
	ID, Use, Facility, Member, Practitioner string
	Received                                fhir.Date
	Diagnosis, Schemes, Documents           []string
	Preauthorizations                       []string
	Sex, Level                              string
	BirthDate                               fhir.Date `json:"birth_date"`
	Items                                   []fixtureItem
}

type fixtureItem struct {
	Code       string
	Start, End fhir.Date
	Quantity   json.Number
	Net        json.Number
	Diagnosis  []string
	// At is the hour at which it began: "10:30".
	At string
}

type fixtureFacility struct {
	Level                    string
	LicensedTo               fhir.Date `json:"licensed_to"`
	ContractedTo             fhir.Date `json:"contracted_to"`
	Unlicensed, Uncontracted bool
}

type fixtureMember struct {
	Sex, Household string
	BirthDate      fhir.Date `json:"birth_date"`
}

type fixturePractitioner struct {
	LicensedTo fhir.Date `json:"licensed_to"`
	Unlicensed bool
}

type fixtureCoverage struct {
	Scheme    string
	From, To  fhir.Date
	PaidTo    fhir.Date `json:"paid_to"`
	WaitUntil fhir.Date `json:"wait_until"`
}

type fixturePreauthorization struct {
	ID, Number, Member, State string
	From, To                  fhir.Date
	Items                     []fixturePreauthorized
}

type fixturePreauthorized struct {
	Sequence         int
	Code             string
	Quantity, Amount json.Number
	Used             json.Number
	UsedAmount       json.Number `json:"used_amount"`
}

type fixtureOther struct {
	ID, Facility, State string
	Sequence            int
	Code                string
	Start, End          fhir.Date
	Quantity            json.Number
	Received            fhir.Date
	Paid                engine.Days
}

type fixtureUsage struct {
	ID                   string
	Sequence             int
	Member, Household    string
	Code                 string
	Paid                 engine.Days
	Quantity, Amount     json.Number
	Preauthorization     string
	PreauthorizationItem int `json:"preauthorization_item"`
	// HeldUntil: it is held by a preauthorization.
	HeldUntil fhir.Date `json:"held_until"`
}

type fixtureAttendance struct {
	Facility string
	At       time.Time
}

type fixtureTariff struct {
	Code, Unit, Fund string
	Tariff           map[string]json.Number
	Levels           []string
	Limits           []string
	Copay            string
	Preauth          []string
	Sex              string
	MinAge           *int `json:"min_age"`
	MaxAge           *int `json:"max_age"`
	Diagnoses        []string
	Documents        []string
	From, To         fhir.Date
}

const (
	ownFacility     = "FID-01-000001-1"
	otherFacility   = "FID-02-000002-2"
	ownMember       = "CR1000000000001-1"
	ownHousehold    = "HH1000000000001-1"
	ownPractitioner = "PUID-0000001-1"
)

// usual is a fixture that says nothing.
func usual() fixture {
	return fixture{
		Claim: fixtureClaim{
			ID: "a1b2c3d4", Use: string(engine.UseClaim), Facility: ownFacility, Member: ownMember, Practitioner: ownPractitioner,
			Diagnosis: []string{"GB61.5"}, Schemes: []string{string(terminology.SHA)},
		},
		Facility:     &fixtureFacility{Level: "4"},
		Member:       &fixtureMember{Sex: "female", Household: ownHousehold, BirthDate: fhir.Date{Year: 1985, Month: 6, Day: 15}},
		Practitioner: &fixturePractitioner{},
	}
}

// usualCover is that of a member of whom nothing is said.
var usualCover = []fixtureCoverage{{Scheme: string(terminology.SHA), From: fhir.Date{Year: 2024, Month: 10, Day: 1}}}

// readFixture reads one over what is usual; what it does not know it refuses.
func readFixture(t testing.TB, path string) fixture {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	read := usual()
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&read); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if read.About == "" {
		t.Fatalf("%s does not say what it is about", path)
	}
	if read.Coverages == nil {
		read.Coverages = usualCover
	}
	return read
}
