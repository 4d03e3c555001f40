package profiles

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

//go:embed definitions/*/*.json
var definitionFiles embed.FS

// writtenBase is the base that the files of definitions are written with.
const writtenBase = "https://fhir.sha.go.ke/fhir"

// Definitions are the StructureDefinitions, CodeSystems and ValueSets by which the exchange says what
// it takes and what it answers, sorted by type and id: files for the profiles, tables for the like
// extensions and for the codes. Their canonical urls, and those that they name of each other, are
// under base, a web url without a slash at its end. Reasons are the concepts of
// bima-adjudication-reason. An error says that base is no such url.
func Definitions(base string, reasons []Concept) ([]fhir.CanonicalResource, error) {
	if !isWeb(base) || base[len(base)-1] == '/' {
		return nil, fmt.Errorf("the FHIR base %q is no http or https url without a slash at its end", base)
	}
	var bodies [][]byte
	for _, name := range append(definitionsIn("profile"), definitionsIn("extension")...) {
		text, err := definitionFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read definition: %w", err)
		}
		bodies = append(bodies, bytes.ReplaceAll(text, []byte(writtenBase), []byte(base)))
	}
	for _, extension := range extensions {
		bodies = append(bodies, extension.definition(base))
	}
	for _, system := range codeSystems(reasons) {
		bodies = append(bodies, system.definition(base), system.valueSet(base))
	}
	var definitions []fhir.CanonicalResource
	for _, body := range bodies {
		definition, err := canonical(body)
		if err != nil {
			return nil, err
		}
		definitions = append(definitions, definition)
	}
	slices.SortFunc(definitions, func(a, b fhir.CanonicalResource) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.ID, b.ID))
	})
	return definitions, nil
}

// definitionsIn are the files in a folder of definitions, each named as the id of what it defines.
func definitionsIn(folder string) []string {
	names, err := fs.Glob(definitionFiles, path.Join("definitions", folder, "*.json"))
	if err != nil {
		panic(err) // the pattern is part of the program
	}
	return names
}

func canonical(body []byte) (fhir.CanonicalResource, error) {
	var head struct{ ResourceType, ID, URL, Version, Name, Title string }
	if err := json.Unmarshal(body, &head); err != nil {
		return fhir.CanonicalResource{}, fmt.Errorf("read definition: %w", err)
	}
	return fhir.CanonicalResource{
		Type: head.ResourceType, ID: head.ID,
		URL: head.URL, Version: head.Version, Name: head.Name, Title: head.Title,
		Body: body,
	}, nil
}

// definitionHead are the elements with which every definition begins.
type definitionHead struct {
	ResourceType string `json:"resourceType"`
	ID           string `json:"id"`
	URL          string `json:"url"`
	Version      string `json:"version"`
	Name         string `json:"name"`
	Title        string `json:"title"`
	Status       string `json:"status"`
	Publisher    string `json:"publisher"`
	Description  string `json:"description"`
}

func headOf(resourceType, id, title, says, base string) definitionHead {
	return definitionHead{
		ResourceType: resourceType, ID: id, URL: base + "/" + resourceType + "/" + id, Version: definitionVersion,
		Name: computerName(id), Title: title, Status: "active", Publisher: publisher, Description: says,
	}
}

// written is a definition that a table made, in JSON.
func written(definition any) []byte {
	body, err := json.MarshalIndent(definition, "", "  ")
	if err != nil {
		panic(err) // the types are ours, and JSON can hold them
	}
	return body
}

// computerName is the name of a definition for programs: "claim-state" is "ClaimState".
func computerName(id string) string {
	var name []byte
	upper := true
	for _, b := range []byte(id) {
		switch {
		case b == '-':
			upper = true
		case upper:
			name, upper = append(name, bytes.ToUpper([]byte{b})...), false
		default:
			name = append(name, b)
		}
	}
	return string(name)
}
