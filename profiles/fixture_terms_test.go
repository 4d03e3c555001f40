package profiles

import (
	"strings"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// terms are code systems with the codes of the fixtures.
func terms(t *testing.T, partial bool) *terminology.Terminology {
	t.Helper()
	content := terminology.Complete
	if partial {
		content = terminology.Fragment
	}
	rows := firstRelease
	releases := []terminology.Source{{Name: "ICD-11", Version: "2025-01", Content: content, Rows: strings.NewReader(rows)}}
	for _, later := range laterReleases {
		from, err := fhir.ParseDate(later.from)
		if err != nil {
			t.Fatal(err)
		}
		rows = later.changes.Replace(rows)
		releases = append(releases, terminology.Source{Name: "ICD-11", Version: later.version, From: from, Content: content, Rows: strings.NewReader(rows)})
	}
	set, err := terminology.Read(
		terminology.Source{Name: "interventions", Content: content, Rows: strings.NewReader(
			"code,name,fund,mechanism,unit,access_point,levels,tariff,preauth,sex,min_age,max_age,from,to\n" +
				"SHA-08-005,Delivery,,CASE_BASED,case,,,,,,,,2024-10-01,\n" +
				"SHA-07-005,Old ward,,PER_DIEM,day,,,,,,,,2024-10-01,2026-01-31\n" +
				"SHA-07-002,Ward by year,,PER_DIEM,day,,,,,,,,2024-10-01,2025-09-30\n" +
				"SHA-07-002,Ward by year,,PER_DIEM,day,,,,,,,,2027-10-01,\n" +
				"SHA-07-003,New ward,,PER_DIEM,day,,,,,,,,2027-07-01,\n" +
				"SHA-05-001,Glasses,,FIXED_FEE_FOR_SERVICE,item,,,,optical,,,,,\n" +
				"SHA-06-025,Radiotherapy,,FEE_FOR_SERVICE,item,,,,oncology,,,,,\n" +
				"SHA-08-004,Immunoglobulin,,FIXED_FEE_FOR_SERVICE,item,,,,manual,,,,,\n" +
				"SHA-09-001,Tomography,,FEE_FOR_SERVICE,item,,,,radiology,,,,,\n" +
				"SHA-16-001,Dialysis,,CASE_BASED,session,,,,renal,,,,,\n" +
				"SHA-19-119,Appendix,,FEE_FOR_SERVICE,item,,,,surgical,,,,,\n" +
				"SHA-07-001,Ward,,PER_DIEM,day,,,,,,,,,\n" +
				"PMF-07-001,Ward,,FEE_FOR_SERVICE,day,,,,,,,,,\n" +
				"SHA-12-001,Consultation,,CAPITATION,capita,,,,,,,,,\n" +
				"SHA-12-002,Laboratory,,CAPITATION,capita,,,,,,,,,\n" +
				"SHA-12-004,Medicines,,CAPITATION,capita,,,,,,,,,\n")},
		releases...,
	)
	if err != nil {
		t.Fatal(err)
	}
	return terminology.New(set)
}
