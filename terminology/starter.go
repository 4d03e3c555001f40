package terminology

import (
	"bytes"
	_ "embed"
	"sync"
)

//go:embed starter/icd11.csv
var starterICD11 []byte

//go:embed starter/interventions.csv
var starterInterventions []byte

// starterOnce reads the starter lists once: the set is immutable, so all may share it.
var starterOnce = sync.OnceValues(readStarter)

// Starter is the set that comes with the program: the codes that Kenyan facilities use most, so
// that one can begin at once. Both lists are fragments; where the full lists are wanted they are
// imported from their owners.
func Starter() (*Set, error) { return starterOnce() }

func readStarter() (*Set, error) {
	set, err := Read(
		Source{
			Name: "SHA interventions (starter)", URL: InterventionsURL,
			Version: "2026-09-29", Content: Fragment,
			Rows: bytes.NewReader(starterInterventions),
		},
		Source{
			Name: "ICD-11 MMS (starter)", URL: ICD11URL, Version: "2025-01", Content: Fragment,
			Rows: bytes.NewReader(starterICD11),
		},
	)
	if err != nil {
		return nil, err
	}
	uses, err := set.usual()
	if err != nil {
		return nil, err
	}
	return set.withUses(uses), nil
}
