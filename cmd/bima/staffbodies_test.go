package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
)

// stranger is one of our bundles for a member of whom nobody has heard, so that no two claims are
// about one patient. With an open registry that is a member like any other.
func stranger(name string) []byte {
	body := fresh(name)
	number := fmt.Sprintf("CR%013d-%d", rand.Int64N(1e13), rand.IntN(10))
	for _, known := range demoMembers {
		body = bytes.ReplaceAll(body, []byte(known.Number), []byte(number))
	}
	return body
}

// inDoubt is a delivery that the engine leaves to a person: two cases in one item.
func inDoubt(t *testing.T) []byte {
	return withClaim(t, stranger("delivery"), func(claim map[string]any) {
		item := claim["item"].([]any)[0].(map[string]any)
		item["quantity"].(map[string]any)["value"] = 2
		item["unitPrice"].(map[string]any)["value"] = 5000
	})
}

// doubtedPreauthorization is one whose tariff the engine does not know.
func doubtedPreauthorization(t *testing.T) []byte {
	return bytes.ReplaceAll(stranger("dialysis-preauth"), []byte(`"SHA-16-001"`), []byte(`"SHA-16-002"`))
}

// cheap is a preauthorization that is below the amount up to which the engine approves by policy.
func cheap(t *testing.T) []byte {
	return withClaim(t, stranger("dialysis-preauth"), func(claim map[string]any) {
		item := claim["item"].([]any)[0].(map[string]any)
		for _, amount := range []any{item["unitPrice"], item["net"], claim["total"]} {
			amount.(map[string]any)["value"] = 4000
		}
	})
}

// withClaim changes the claims of a bundle.
func withClaim(t *testing.T, body []byte, change func(map[string]any)) []byte {
	t.Helper()
	return withEntries(t, body, func(entries []any) []any {
		for _, entry := range entries {
			if claim := entry.(map[string]any)["resource"].(map[string]any); claim["resourceType"] == "Claim" {
				change(claim)
			}
		}
		return entries
	})
}
