// Package receiver is the facility's side of callbacks: an http.Handler that checks who calls and what was
// signed, drops what was seen before, and hands over the rest in order. It imports nothing of the exchange, so
// that a facility's own program can use it as it is. It also holds the signature, which the exchange makes and
// the receiver checks (api.md "Callbacks").
package receiver

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"net/http"
)

// maxBody is how many bytes a callback may have.
const maxBody = 16 << 20

// Handler takes callbacks. It is safe for concurrent use.
type Handler struct {
	config Config
	keys   [][]byte
	take   func(Callback) error
	turns  turns
	// keep notes the version that was taken of a claim, where the program does not itself.
	keep func(claimID string, version int)
}

// New returns a Handler that lets in whoever the Config says, and calls take for each callback that is
// newer than the last one of its claim. Calls of take for one claim come one after the other; those for
// several claims may go side by side. Where take returns an error, the answer is a 500 and the exchange
// sends the callback again later; so take should return nil only when the callback is safe.
//
// The error says what is missing or wrong in the Config, without the secrets in it.
func New(config Config, take func(Callback) error) (*Handler, error) {
	keys, err := config.complete()
	if err != nil {
		return nil, err
	}
	h := &Handler{config: config, keys: keys, take: take, keep: func(string, int) {}}
	if config.Last == nil {
		known := newMemory(memorySize)
		h.config.Last, h.keep = known.last, known.keep
	}
	return h, nil
}

// ServeHTTP answers 204 for a callback that was taken, now or before, and for one by which the exchange
// tests the endpoint. A 401 says what to check, and a 400 what is missing.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	callback, wrong := h.read(w, r)
	if wrong == nil {
		wrong = h.handle(callback)
	}
	if wrong == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	switch wrong.status {
	case http.StatusUnauthorized:
		w.Header().Set("WWW-Authenticate", `Basic realm="callbacks", charset="UTF-8"`)
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", http.MethodPost)
	}
	h.config.Refused(wrong.status, wrong.text)
	http.Error(w, wrong.text, wrong.status)
}

// read is the callback of a request whose sender and signature are right.
func (h *Handler) read(w http.ResponseWriter, r *http.Request) (Callback, *refusal) {
	username, password, _ := r.BasicAuth()
	if !h.knows(username, password) {
		return Callback{}, refused(http.StatusUnauthorized, "the username or password is missing or wrong")
	}
	if r.Method != http.MethodPost {
		return Callback{}, refused(http.StatusMethodNotAllowed, "callbacks are sent with POST")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return Callback{}, refused(http.StatusRequestEntityTooLarge, "the callback has more than 16 MiB")
	}
	if err != nil {
		return Callback{}, refused(http.StatusBadRequest, "the callback broke off")
	}
	if wrong := h.verify(r.Header, body); wrong != nil {
		return Callback{}, wrong
	}
	callback, ok := named(r.Header.Get("webhook-id"))
	if !ok {
		return Callback{}, refused(http.StatusBadRequest, "the header webhook-id must be <claim id>.<version>")
	}
	callback.State = r.Header.Get("X-Bima-State")
	callback.Mediator = r.Header.Get("X-Bima-Mediator-Id")
	callback.Username = username
	callback.Body = body
	return callback, nil
}

// handle hands over a callback that is above the last version of its claim, and drops others.
func (h *Handler) handle(callback Callback) *refusal {
	if callback.Version == 0 {
		h.config.Tested()
		return nil
	}
	defer h.turns.begin(callback.ClaimID)()
	last, err := h.config.Last(callback.ClaimID)
	if err == nil && callback.Version <= last {
		h.config.Dropped(callback)
		return nil
	}
	if err == nil {
		err = h.take(callback)
	}
	if err != nil {
		return refused(http.StatusInternalServerError, "the callback could not be taken; send it again later")
	}
	h.keep(callback.ClaimID, callback.Version)
	return nil
}

// knows compares in a time that tells nothing of how much was right, not even the lengths.
func (h *Handler) knows(username, password string) bool {
	return equal(username, h.config.Username)&equal(password, h.config.Password) == 1
}

func equal(a, b string) int {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:])
}

// refusal is an answer other than 204, and what it tells the exchange.
type refusal struct {
	status int
	text   string
}

func refused(status int, text string) *refusal { return &refusal{status, text} }
