package profiles

import "maps"

func init() { maps.Copy(fixtures, sequenceFixtures) }

// stays are edits that make three items of a delivery, of one intervention, with these sequences
// and starts.
func stays(sequences, starts [3]string) []string {
	edits := []string{"Claim.item[1] = @Claim.item[0]", "Claim.item[2] = @Claim.item[0]", "Claim.total.value = 30000"}
	for i, item := range []string{"Claim.item[0].", "Claim.item[1].", "Claim.item[2]."} {
		edits = append(edits, item+"sequence = "+sequences[i], item+`servicedPeriod.start = "`+starts[i]+`"`)
	}
	return edits
}

var (
	inOrder = [3]string{"1", "2", "3"}
	// onThreeDays are starts of which each is after the one before.
	onThreeDays = [3]string{"2026-11-10", "2026-11-11T00:00:00+03:00", "2026-11-12T01:00:00+03:00"}
)

var sequenceFixtures = map[string][]fixture{
	"ITM-007": {
		{name: "on two days", edits: again()},
		{name: "a second apart", edits: again(`Claim.item[1].servicedPeriod.start = "2026-11-10T22:15:01+03:00"`)},
		{name: "two interventions at one time", edits: again(
			"Claim.item[1].servicedPeriod = @Claim.item[0].servicedPeriod", `Claim.item[1].productOrService.coding[0].code = "SHA-07-001"`)},
		{name: "a plain date and the instant with which it begins", edits: again(
			`Claim.item[0].servicedPeriod = {"start": "2026-11-10", "end": "2026-11-11"}`,
			`Claim.item[1].servicedPeriod = {"start": "2026-11-10T00:00:00+03:00", "end": "2026-11-11"}`,
		)},
		{name: "two without period", edits: again("- Claim.item[0].servicedPeriod", "- Claim.item[1].servicedPeriod"), want: []string{
			"ITM-002 error " + itemPath + "servicedPeriod", "ITM-002 error " + claimPath + "item[1].servicedPeriod",
		}},
		{name: "the same plain dates", edits: again(
			`Claim.item[0].servicedPeriod = {"start": "2026-11-10", "end": "2026-11-11"}`, "Claim.item[1].servicedPeriod = @Claim.item[0].servicedPeriod",
		), want: []string{"ITM-007 warning " + claimPath + "item[1]"}},
		{name: "the same instants, in another zone and with a fraction, strict", handling: Strict, edits: again(
			`Claim.item[1].servicedPeriod.start = "2026-11-10T19:15:00.9Z"`,
		), want: []string{"ITM-007 warning " + claimPath + "item[1]"}},
		{name: "three times", edits: stays(inOrder, [3]string{"2026-11-10", "2026-11-10", "2026-11-10"}),
			want: []string{"ITM-007 warning " + claimPath + "item[1]"}},
	},
	"ITM-010": {
		{name: "all are there", edits: []string{"Claim.item[0].informationSequence = [2, 1]"}},
		{name: "none are named", edits: []string{"- Claim.item[0].careTeamSequence", "- Claim.item[0].diagnosisSequence"}},
		{name: "dangling, each on its own", edits: []string{
			"Claim.item[0].careTeamSequence = [2]", "Claim.item[0].diagnosisSequence = [1, 3, 4]", "Claim.item[0].informationSequence = [3]",
		}, want: []string{
			"ITM-010 warning " + itemPath + "careTeamSequence[0]", "ITM-010 warning " + itemPath + "diagnosisSequence[1]",
			"ITM-010 warning " + itemPath + "diagnosisSequence[2]", "ITM-010 warning " + itemPath + "informationSequence[0]",
		}},
		{name: "no supportingInfo, strict", handling: Strict, edits: []string{"- Claim.supportingInfo", "Claim.item[0].informationSequence = [1]"},
			want: []string{"ITM-010 warning " + itemPath + "informationSequence[0]"}},
		{name: "no care team is CLM-005's, and no diagnosis CLM-009's", edits: []string{"- Claim.careTeam", "- Claim.diagnosis"},
			want: []string{"CLM-005 error " + claimPath + "careTeam", "CLM-009 error " + claimPath + "diagnosis"}},
		{name: "a row whose sequence could not be read", edits: []string{`Claim.diagnosis[0].sequence = "first"`},
			want: []string{"FHR-003 error " + claimPath + "diagnosis[0].sequence"}},
	},
	"ITM-011": {
		{name: "in order", handling: Strict, edits: stays(inOrder, onThreeDays)},
		{name: "in order, the items not", handling: Strict, edits: stays([3]string{"3", "1", "2"}, [3]string{"2026-11-12", "2026-11-10", "2026-11-11"})},
		{name: "on one day, as far as the plain date tells", handling: Strict,
			edits: stays(inOrder, [3]string{"2026-11-10T08:00:00+03:00", "2026-11-10", "2026-11-10T09:00:00+03:00"})},
		{name: "two interventions, each in order", handling: Strict, edits: append(stays(inOrder, [3]string{"2026-11-11", "2026-11-10", "2026-11-12"}),
			`Claim.item[1].productOrService.coding[0].code = "SHA-07-001"`)},
		{name: "a gap, lenient", edits: stays([3]string{"1", "2", "4"}, onThreeDays), want: []string{"ITM-011 warning " + claimPath + "item"}},
		{name: "from ten on, strict", handling: Strict, edits: stays([3]string{"10", "20", "30"}, onThreeDays),
			want: []string{"ITM-011 error " + claimPath + "item"}},
		{name: "the second starts first, lenient", edits: stays(inOrder, [3]string{"2026-11-11", "2026-11-10", "2026-11-12"}),
			want: []string{"ITM-011 warning " + claimPath + "item[1].sequence"}},
		{name: "by a minute, strict", handling: Strict,
			edits: stays(inOrder, [3]string{"2026-11-10T08:00:00+03:00", "2026-11-10T04:59:00Z", "2026-11-10T09:00:00+03:00"}),
			want:  []string{"ITM-011 error " + claimPath + "item[1].sequence"}},
		{name: "twice the same is ITM-001's", edits: stays([3]string{"1", "1", "9"}, onThreeDays),
			want: []string{"ITM-001 error " + claimPath + "item[1].sequence"}},
		{name: "without start", edits: append(stays(inOrder, onThreeDays), "- Claim.item[1].servicedPeriod.start"),
			want: []string{"ITM-002 error " + claimPath + "item[1].servicedPeriod.start"}},
	},
	"ITM-013": {
		{name: "named"},
		{name: "none, lenient", edits: []string{"- Claim.item[0].diagnosisSequence"}, want: []string{"ITM-013 information " + itemPath + "diagnosisSequence"}},
		{name: "none, strict", handling: Strict, edits: again("- Claim.item[0].diagnosisSequence", "- Claim.item[1].diagnosisSequence"), want: []string{
			"ITM-013 information " + itemPath + "diagnosisSequence", "ITM-013 information " + claimPath + "item[1].diagnosisSequence",
		}},
		{name: "an empty one is FHR-012's", edits: []string{"Claim.item[0].diagnosisSequence = []"},
			want: []string{"FHR-012 warning " + itemPath + "diagnosisSequence"}},
		{name: "one that is no list is FHR-003's", edits: []string{"Claim.item[0].diagnosisSequence = 1"},
			want: []string{"FHR-003 error " + itemPath + "diagnosisSequence"}},
	},
}
