package profiles

// Handling is how a sender asks to be read (Prefer: handling=).
type Handling string

const (
	// Lenient takes what real clients get wrong where that is sound, and says so. The default.
	Lenient Handling = "lenient"
	// Strict takes nothing that R4 and the guide do not allow.
	Strict Handling = "strict"
)

// Sender is what the exchange knows of who sends a bundle.
type Sender struct {
	// Facilities has one element for each claim of the bundle, in the order of Bundle.Claims.
	Facilities []ClaimFacility
	// Handling is how the bundle is read; empty is Lenient.
	Handling Handling
	// Operation: it came by Claim/$submit, which takes a collection as well as a message, and claims
	// that only ask (use predetermination).
	Operation bool
}

// ClaimFacility is whose claim it is (rules.md "Whose claim").
type ClaimFacility struct {
	// Asked are the ids by which the claim names its facility.
	Asked []string
	// Found are the FIDs of the facilities that the registry has under those ids, each once.
	Found []string
	// May: there is one facility, and the sender may act for it.
	May bool
	// Replaceable are, of the ids that the claim says it replaces, those that it may replace: of
	// claims of the same facility, patient and use that are sent back (CLM-016).
	Replaceable []string
}

// facility is whose the bundle's claim at the index is. A claim of which nothing is said has no
// facility, and is refused for that.
func (s Sender) facility(claim int) ClaimFacility {
	if claim >= len(s.Facilities) {
		return ClaimFacility{}
	}
	return s.Facilities[claim]
}
