package fhir

import (
	"fmt"
	"strings"
	"testing"
)

func TestDecode_repairsCoverage(t *testing.T) {
	const added = `[{"type":"Organization","identifier":{"value":"SHA"},"display":"Social Health Authority"}]`
	idIs := func(b *Bundle) string { return fmt.Sprint(b.Entry[1].Resource.ID) }
	for _, r := range []repair{
		{"no id", id, ``, at(coveragePath+".id", "FHR-013"), coveragePath,
			`the Coverage has no "id"; the last segment of its fullUrl is wanted, and so "CR1234567890123-4-sha-coverage" was read`,
			idIs, "{CR1234567890123-4-sha-coverage " + coveragePath + ".id 1}"},
		{"id that is null", id, `"id": null,`, at(coveragePath+".id", "FHR-012", "FHR-013"), coveragePath + ".id",
			`null found; R4 leaves out an element that has no value, and so it was left out`,
			idIs, "{CR1234567890123-4-sha-coverage " + coveragePath + ".id 1}"},
		{"id that is null among many members", id, `"id": null, "text": {"status": "empty", "div": "<div/>"}, "language": "en", "type": {"text": "x"}, "policyHolder": {"display": "x"}, "subscriber": {"display": "x"}, "subscriberId": "x", "dependent": "x", "relationship": {"text": "x"}, "network": "x", "order": 1,`,
			at(coveragePath+".id", "FHR-012", "FHR-013"), coveragePath + ".id",
			`null found; R4 leaves out an element that has no value, and so it was left out`,
			idIs, "{CR1234567890123-4-sha-coverage " + coveragePath + ".id 1}"},
		{"no payor", payors + ",", ``, at(coveragePath+".payor", "FHR-013"), coveragePath,
			`"payor" is missing; R4 wants it in a Coverage, and so the Social Health Authority was read`, memberOf(1, "payor"), added},
		{"empty payor", payors, `"payor": []`, at(coveragePath+".payor", "FHR-012", "FHR-013"), coveragePath + ".payor",
			`an empty array found; R4 leaves out an element that has no value, and so it was left out`, memberOf(1, "payor"), added},
		{"payor with nothing in it", payors, `"payor": [{"naem": "SHA"}]`, []string{"FHR-013 " + coveragePath + ".payor", "FHR-015 " + coveragePath + ".payor[0].naem"}, coveragePath + ".payor",
			`"payor" is missing; R4 wants it in a Coverage, and so the Social Health Authority was read`, memberOf(1, "payor"), added},
		{"payor by another name", `"payor"`, `"payer"`, []string{"FHR-013 " + coveragePath + ".payor", "FHR-015 " + coveragePath + ".payer"}, coveragePath,
			`"payor" is missing; R4 wants it in a Coverage (what is given as "payer" was not read), and so the Social Health Authority was read`, memberOf(1, "payor"), added},
	} {
		t.Run(r.name, r.test)
	}
	urn := strings.Replace(string(mended(t, "claim-r4", id, ``)), fullURL, `"fullUrl": "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7"`, 1)
	if got := decoded(t, []byte(urn)).Entry[1].Resource.ID.Value; got != "53fefa32-fcbb-4ff8-8a92-55ee120877b7" {
		t.Errorf("from a URN: id %q", got)
	}
}
