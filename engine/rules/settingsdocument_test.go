package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// settingsAbout says what each member of a rule set is for.
var settingsAbout = map[string]string{
	"from":                 "the first day of service for which the set holds",
	"los":                  "TRF-002: `nights` or `days`",
	"unknown_member":       "ELG-001: `refer` or `deny`",
	"tariff_excess":        "TRF-001 to 003: `cut`, or `deny`, which takes nothing off and leaves it to a person",
	"received_within_days": "TIM-001, and for how long what a preauthorization holds counts after it has ended",
	"policy_year":          "LIM-001: the day, `MM-DD`, on which months, quarters and years of limits begin",
	"outcomes":             "another outcome for the findings of a rule, by its id: `off`, `note`, `refer`, `deny`, `watch`",
	"combinations":         "CMB-001: what may be claimed together, above",
	"surveillance":         "SUR-001 and DUP-001: `sessions_per_day` by the beginning of the code (`\"\"`: every other), `claims_per_day`, and `weights` by reason",
	"straight":             "preauthorizations that the engine approves by itself: `{\"code\", \"up_to\"}`, the beginning of the code and the highest amount",
	"valid_for_days":       "for how many days a preauthorization holds, by its kind (`\"\"`: every other)",
	"second_above":         "the approved total above which a second officer is needed; 0: never",
	"clinical_claims":      "whether claims, too, may be referred to a clinical officer",
	"answer_within_days":   "how long a facility has to answer what was sent back",
	"appeal_within_days":   "for how long a rejection may be appealed",
	"due_hours":            "after how many hours a state is overdue, below; 0: it has no clock",
}

// settingsTable has every member of a rule set with its default.
func settingsTable() string {
	defaults := map[string]string{}
	if err := eachMember(defaultSets, func(_ string, value json.RawMessage) error {
		elements, err := elementsOf(value)
		if err != nil {
			return err
		}
		return eachMember(elements[0], func(member string, value json.RawMessage) error {
			defaults[member] = strings.Join(strings.Fields(string(value)), " ")
			return nil
		})
	}); err != nil {
		panic(err) // the file is part of the program
	}
	maps.Copy(defaults, map[string]string{"combinations": "above", "due_hours": "below"})
	var b strings.Builder
	b.WriteString("| member | what it sets | default |\n|---|---|---|\n")
	for _, member := range slices.Sorted(maps.Keys(setMembers)) {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", member, settingsAbout[member], code(defaults[member]))
	}
	return b.String()
}

func code(text string) string {
	if text == "above" || text == "below" {
		return text
	}
	return "`" + text + "`"
}

// overdueTable is after how long each state is overdue.
func overdueTable() string {
	var b strings.Builder
	b.WriteString("| state | hours |\n|---|---|\n")
	due := DefaultSets()[0].Due
	for _, state := range engine.States {
		if due[state] > 0 {
			fmt.Fprintf(&b, "| %s | %d |\n", state, int(due[state].Hours()))
		}
	}
	return b.String()
}

// TestSettingsAbout: every member of a rule set is described, and nothing else is; the default set says
// every member.
func TestSettingsAbout(t *testing.T) {
	table := settingsTable()
	for member := range setMembers {
		if settingsAbout[member] == "" {
			t.Errorf("%s is not described", member)
		}
	}
	if len(settingsAbout) != len(setMembers) {
		t.Errorf("%d members are described, %d exist", len(settingsAbout), len(setMembers))
	}
	if strings.Contains(table, "``") {
		t.Errorf("a member has no default:\n%s", table)
	}
}
