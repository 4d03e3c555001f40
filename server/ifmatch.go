package server

import (
	"net/http"
	"regexp"
	"strconv"

	"github.com/bima-exchange/bima/engine"
)

// ifMatch is the header by which a caller says which version of the claim it has seen.
var ifMatch = Param{In: "header", Name: "If-Match", Required: true, Example: `W/"2"`,
	Text: "The `ETag` of the claim as the caller has seen it, so that nobody decides about what has changed meanwhile."}

// versionTag is the entity tag of a claim's version. It may come in its strong form, too: it names a
// version and no bytes, and is compared as it is meant.
var versionTag = regexp.MustCompile(`^(?:W/)?"([1-9][0-9]{0,8})"$`)

// readIfMatch is the version that the caller has seen.
func readIfMatch(header http.Header) (int, error) {
	values := header.Values("If-Match")
	if len(values) == 0 {
		return 0, &problem{status: http.StatusPreconditionRequired, code: "required",
			text: `the header If-Match is missing; send the ETag of the claim as you have seen it, such as If-Match: W/"2" (GET /v1/claims/{claim_id} tells it)`}
	}
	match := versionTag.FindStringSubmatch(values[0])
	if len(values) > 1 || match == nil {
		return 0, engine.Errorf(engine.Invalid, `If-Match is %.60q; one ETag of the claim is wanted, such as W/"2"`, values[0])
	}
	version, err := strconv.Atoi(match[1])
	if err != nil {
		return 0, err // nine digits are a number
	}
	return version, nil
}

// versionETag is the ETag of a claim: the version of its row.
func versionETag(version int) string { return `W/"` + strconv.Itoa(version) + `"` }
