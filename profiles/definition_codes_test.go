package profiles

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/testdata"
)

// Every code of our own bundles that is of one of our code systems is in it, with that display.
func TestCodeSystems_haveTheCodesOfBundles(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range testdata.Names() {
		var bundle any
		if err := json.Unmarshal(testdata.Bundle(name), &bundle); err != nil {
			t.Fatal(err)
		}
		for _, coding := range codingsIn(bundle) {
			id, _ := strings.CutPrefix(coding.system, writtenBase+"/CodeSystem/")
			for _, system := range fixedCodeSystems {
				if system.id != id {
					continue
				}
				seen[id] = true
				if !slices.Contains(system.concepts, coding.Concept) {
					t.Errorf("%s: %s does not have %q as %q", name, id, coding.Code, coding.Display)
				}
			}
		}
	}
	for _, id := range []string{"attachment-type", "category-codes", "claim-relation-type", "claim-subtype", "facility-level"} {
		if !seen[id] {
			t.Errorf("no bundle has a code of %s", id)
		}
	}
}

type coding struct {
	system string
	Concept
}

// codingsIn are all codings in a JSON value.
func codingsIn(value any) []coding {
	var found []coding
	switch value := value.(type) {
	case []any:
		for _, member := range value {
			found = append(found, codingsIn(member)...)
		}
	case map[string]any:
		system, _ := value["system"].(string)
		display, _ := value["display"].(string)
		if code, ok := value["code"].(string); ok {
			found = append(found, coding{system, Concept{code, display}})
		}
		for _, member := range value {
			found = append(found, codingsIn(member)...)
		}
	}
	return found
}

func TestCodeSystems_haveEachCodeOnce(t *testing.T) {
	for _, system := range codeSystems([]Concept{{"above-tariff", "Above the tariff"}}) {
		known := map[string]bool{}
		for _, concept := range system.concepts {
			if known[concept.Code] || concept.Display == "" {
				t.Errorf("%s: %q is there twice or has no display", system.id, concept.Code)
			}
			known[concept.Code] = true
		}
		if len(known) == 0 {
			t.Errorf("%s is empty", system.id)
		}
	}
}

// Every code system and value set that the exchange defines can be read as others are.
func TestDefinitions_canBeRead(t *testing.T) {
	read := 0
	for _, definition := range defined(t) {
		if definition.Type == "StructureDefinition" {
			continue
		}
		system, valueSet, err := terminology.ReadResource(definition.Body)
		switch {
		case err != nil:
			t.Errorf("%s/%s: %v", definition.Type, definition.ID, err)
		case system != nil && (system.URL != definition.URL || system.Concepts == 0):
			t.Errorf("CodeSystem/%s is read as %+v", definition.ID, system.System)
		case valueSet != nil && (valueSet.URL != definition.URL || !strings.HasSuffix(valueSet.Include[0].System, "/CodeSystem/"+definition.ID)):
			t.Errorf("ValueSet/%s is read as %+v", definition.ID, valueSet)
		}
		read++
	}
	if read == 0 {
		t.Error("nothing is defined")
	}
}
