package testdata

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Fresh is the bundle under new ids: Bundle.id and the id of each Claim, wherever they stand
// (fullUrl, identifier, references). So a bundle can be submitted again as another one. newID
// gives a UUID that was never used.
func Fresh(body []byte, newID func() string) []byte {
	return FreshTogether([][]byte{body}, newID)[0]
}

// FreshTogether is Fresh for bundles that name each other's claims, such as a preauthorization
// and the claim that follows it: an id becomes the same new one in all of them.
func FreshTogether(bodies [][]byte, newID func() string) [][]byte {
	fresh := make([][]byte, len(bodies))
	copy(fresh, bodies)
	for _, body := range bodies {
		for _, id := range ids(body) {
			replacement := []byte(newID())
			for n := range fresh {
				fresh[n] = bytes.ReplaceAll(fresh[n], []byte(id), replacement)
			}
		}
	}
	return fresh
}

// ids are Bundle.id and the ids of the bundle's Claims, each once.
func ids(body []byte) []string {
	var found []string
	for _, resource := range append([]json.RawMessage{body}, claims(body)...) {
		var it struct{ ID string }
		if err := json.Unmarshal(resource, &it); err != nil || it.ID == "" {
			panic(fmt.Sprintf("the sample has a bundle or a claim without id: %v", err))
		}
		found = append(found, it.ID)
	}
	return found
}
