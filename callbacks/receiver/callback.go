package receiver

import (
	"strconv"
	"strings"
)

// Callback is one version of a claim's ClaimResponse, as it came.
type Callback struct {
	// ID is the same each time that this version is sent: "<ClaimID>.<Version>".
	ID      string
	ClaimID string
	// Version is the ClaimResponse's meta.versionId.
	Version int
	// State is the claim's state in this version: "approved". It and Mediator come in headers that are not
	// signed; what decides about money should be read from Body.
	State string
	// Mediator is the acknowledgement under which the claim was accepted.
	Mediator string
	// Username is the one with which the caller authenticated.
	Username string
	// Body is the ClaimResponse in JSON.
	Body []byte
}

// named reads a webhook-id. A claim id may itself have dots: the version is behind the last one. That of a
// callback by which the exchange tests an endpoint is "test.<uuid>", without a version. Its X-Bima-State is
// "test", too, but only the id is signed.
func named(id string) (Callback, bool) {
	dot := strings.LastIndexByte(id, '.')
	if dot < 1 {
		return Callback{}, false
	}
	callback := Callback{ID: id, ClaimID: id[:dot]}
	version, err := strconv.Atoi(id[dot+1:])
	if err == nil && version > 0 {
		callback.Version = version
		return callback, true
	}
	return callback, err != nil && callback.ClaimID == "test"
}
