// Package receiver is the facility's side of callbacks: an http.Handler that checks who calls,
// drops what was seen before, and hands over the rest. It imports nothing of the exchange, so that
// a facility's own program can use it as it is.
package receiver

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// maxBody is how many bytes a callback may have.
const maxBody = 16 << 20

// Callback is one version of a claim's ClaimResponse, as it came.
type Callback struct {
	// ID is the same each time that this version is sent: "<ClaimID>.<Version>".
	ID      string
	ClaimID string
	// Version is the ClaimResponse's meta.versionId.
	Version int
	// State is the claim's state in this version: "approved".
	State string
	// Mediator is the acknowledgement under which the claim was accepted.
	Mediator string
	// Username is the one with which the caller authenticated.
	Username string
	// Body is the ClaimResponse in JSON.
	Body []byte
}

// Handler takes callbacks. It is safe for concurrent use.
type Handler struct {
	username, password string
	take               func(Callback) error

	mu sync.Mutex
	// last is the last version that was taken of each claim.
	last map[string]int
}

// New returns a Handler that lets in whoever has the username and password, and calls take for
// each callback that is newer than the last one of its claim. Calls of take come one after the
// other. Where take returns an error, the answer is a 500 and the exchange sends the callback again
// later; so take should return nil only when the callback is safe.
//
// What was taken is remembered in memory, one number per claim. A program that is started anew must
// itself drop a version that is not above the one that it has.
func New(username, password string, take func(Callback) error) *Handler {
	return &Handler{username: username, password: password, take: take, last: make(map[string]int)}
}

// ServeHTTP answers 204 for a callback that was taken, now or before.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	username, password, _ := r.BasicAuth()
	if !h.knows(username, password) {
		w.Header().Set("WWW-Authenticate", `Basic realm="callbacks", charset="UTF-8"`)
		http.Error(w, "the username or password is missing or wrong", http.StatusUnauthorized)
		return
	}
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "callbacks are sent with POST", http.StatusMethodNotAllowed)
		return
	}
	callback, ok := named(r.Header.Get("webhook-id"))
	if !ok {
		http.Error(w, "the header webhook-id must be <claim id>.<version>", http.StatusBadRequest)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		http.Error(w, "the callback has more than 16 MiB", http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "the callback broke off", http.StatusBadRequest)
		return
	}
	callback.State = r.Header.Get("X-Bima-State")
	callback.Mediator = r.Header.Get("X-Bima-Mediator-Id")
	callback.Username = username
	callback.Body = body
	if err := h.takeNewer(callback); err != nil {
		http.Error(w, "the callback could not be taken; send it again later", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// takeNewer hands over a callback that is above the last version of its claim, and drops others.
func (h *Handler) takeNewer(callback Callback) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if callback.Version <= h.last[callback.ClaimID] {
		return nil
	}
	if err := h.take(callback); err != nil {
		return err
	}
	h.last[callback.ClaimID] = callback.Version
	return nil
}

// knows compares in a time that tells nothing of how much was right, not even the lengths.
func (h *Handler) knows(username, password string) bool {
	return equal(username, h.username)&equal(password, h.password) == 1
}

func equal(a, b string) int {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:])
}

// named reads a webhook-id. A claim id may itself have dots: the version is behind the last one.
func named(id string) (Callback, bool) {
	dot := strings.LastIndexByte(id, '.')
	if dot < 1 {
		return Callback{}, false
	}
	version, err := strconv.Atoi(id[dot+1:])
	if err != nil || version < 1 {
		return Callback{}, false
	}
	return Callback{ID: id, ClaimID: id[:dot], Version: version}, true
}
