package terminology

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"sync"
)

//go:embed starter/claimsystems.csv
var claimSystems []byte

//go:embed starter/claims.csv
var claimCodes []byte

// claimsOnce reads the code systems of claims once: they never change, so all may share them.
var claimsOnce = sync.OnceValues(func() (claims, error) { return readClaims(claimSystems, claimCodes) })

// Claims are FHIR's code systems of Claim, ClaimResponse, Coverage and the resources about them, as
// R4 has them (version 4.0.1) and, where HL7 has changed them since, as HL7 Terminology has them
// (version 7.0.1, which is then the newest); and R4's value sets of all codes of each.
func Claims() ([]*CodeSystem, []ValueSet, error) {
	read, err := claimsOnce()
	return read.codeSystems, read.valueSets, err
}

type claims struct {
	codeSystems []*CodeSystem
	valueSets   []ValueSet
}

// r4 is the version of what is part of R4 itself.
const r4 = "4.0.1"

var (
	claimSystemColumns = []string{"system", "name", "title", "value_set"}
	claimCodeColumns   = []string{"system", "version", "code", "display"}
)

// readClaims reads the heads of code systems, and their codes, which stand together by system and
// version.
func readClaims(systems, codes []byte) (claims, error) {
	var read claims
	heads := map[string]System{}
	err := eachRow(bytes.NewReader(systems), claimSystemColumns, func(cells []string) error {
		if cells[1] == "" || cells[2] == "" || cells[3] == "" {
			return fmt.Errorf("%s has an empty cell", cells[0])
		}
		heads[cells[0]] = System{URL: cells[0], Name: cells[1], Title: cells[2], Content: Complete, CaseSensitive: true}
		read.valueSets = append(read.valueSets, ValueSet{
			URL: cells[3], Version: r4, Name: cells[1], Title: cells[2],
			Include: []Choice{{System: cells[0], Version: r4}},
		})
		return nil
	})
	if err != nil {
		return claims{}, fmt.Errorf("read the code systems of claims: %w", err)
	}
	if err := read.codes(heads, codes); err != nil {
		return claims{}, fmt.Errorf("read the codes of claims: %w", err)
	}
	return read, nil
}

// codes reads the codes of the code systems.
func (c *claims) codes(heads map[string]System, codes []byte) error {
	var head System
	var concepts []Concept
	finish := func() error {
		if len(concepts) == 0 {
			return nil
		}
		system, err := NewCodeSystem(head, concepts)
		if err != nil {
			return fmt.Errorf("%s %s: %w", head.URL, head.Version, err)
		}
		c.codeSystems, concepts = append(c.codeSystems, system), nil
		return nil
	}
	err := eachRow(bytes.NewReader(codes), claimCodeColumns, func(cells []string) error {
		if cells[0] != head.URL || cells[1] != head.Version {
			if err := finish(); err != nil {
				return err
			}
			known := false
			if head, known = heads[cells[0]]; !known {
				return fmt.Errorf("there is no code system %q", cells[0])
			}
			head.Version = cells[1]
		}
		if cells[1] == "" || cells[2] == "" || cells[3] == "" {
			return fmt.Errorf("%s has an empty cell", cells[0])
		}
		concepts = append(concepts, Concept{Code: cells[2], Display: cells[3], Parent: -1})
		return nil
	})
	return errors.Join(err, finish())
}
