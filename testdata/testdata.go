// Package testdata holds bundles that satisfy every rule of intake, and the published samples of
// the guide, for tests and for the demonstration. The people and the facilities in the project's
// own bundles are invented; they are those of the demonstration registry.
package testdata

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed bundles/*.json guide/*.json
var files embed.FS

// Bundle is one of the project's own bundles by its name, "delivery", or a sample of the guide,
// "guide/claim". It panics where there is none: names stand in the program, not in its input.
func Bundle(name string) []byte {
	if !strings.Contains(name, "/") {
		name = "bundles/" + name
	}
	body, err := files.ReadFile(name + ".json")
	if err != nil {
		panic(fmt.Sprintf("no sample bundle %s: %v", name, err))
	}
	return body
}

// Names are the names of the project's own bundles. Each claim that follows a preauthorization
// comes after it.
func Names() []string {
	return []string{
		"outpatient-phc", "dialysis-preauth", "dialysis-claim", "inpatient-per-diem", "delivery", "dual-coverage",
	}
}
