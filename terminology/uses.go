package terminology

import (
	"bytes"
	_ "embed"
	"fmt"
	"strconv"

	"github.com/bima-exchange/bima/fhir"
)

//go:embed starter/usual.csv
var usualUses []byte

// usualUse is how often a code of the starter lists counts as used before a claim names it: these
// lists are a choice of what facilities use most.
const usualUse = 10

// usual is how often the codes of the starter lists count as used, for the order of search results
// where claims tell little yet: each of them, and some more than others.
func (s *Set) usual() (map[string]int, error) {
	uses := make(map[string]int)
	for _, code := range s.catalogue.Codes() {
		uses[code] = usualUse
	}
	release, _ := s.InForce(ICD11URL, fhir.Date{})
	for position := range release.Len() {
		uses[release.At(position).Code] = usualUse
	}
	err := eachRow(bytes.NewReader(usualUses), []string{"code", "uses"}, func(cells []string) error {
		count, err := strconv.Atoi(cells[1])
		if _, known := uses[cells[0]]; !known || err != nil || count <= usualUse {
			return fmt.Errorf("%s with %s uses; wanted is a code of the starter lists with more than %d", cells[0], cells[1], usualUse)
		}
		uses[cells[0]] = count
		return nil
	})
	return uses, err
}
