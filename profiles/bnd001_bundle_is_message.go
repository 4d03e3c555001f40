package profiles

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

var bundleIsMessage = Rule{
	Entry: Entry{
		ID:     "BND-001",
		Title:  "The bundle is of type message.",
		Cites:  "Claims Submission Guide, sample bundles; R4 Bundle.type",
		Mend:   "Write \"type\": \"message\" in the Bundle.",
		Strict: fhir.Error, Lenient: fhir.Warning,
	},
	Check: func(c *check) {
		kind := c.bundle.Type
		switch {
		case kind.Absent():
			c.refuse(kind.Path, "required", `the bundle has no type; "message" is wanted`)
		case !kind.Present() || kind.Value == "message":
		case kind.Value == "collection" && c.operation:
		case !slices.Contains([]string{"collection", "batch", "transaction"}, kind.Value):
			c.refuse(kind.Path, "value", `the bundle is of type %q; "message" is wanted`, kind.Value)
		case kind.Value == "collection":
			c.find(kind.Path, "value", `the bundle is of type "collection"; "message" is wanted, and so it was read`)
		default:
			c.find(kind.Path, "value", `the bundle is of type %q; "message" is wanted, and so it was read: what its entries say in request was ignored`, kind.Value)
		}
	},
}
