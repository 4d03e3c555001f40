package engine

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"unicode"
	"unicode/utf8"
)

// EndpointRequest sets where a facility wants its callbacks.
type EndpointRequest struct {
	URL      string
	Username string
	Password string
	// Enabled is true where it is nil.
	Enabled *bool
}

// SetEndpoint sets the endpoint of a facility that the caller acts for. Where it has no signing secret
// yet it gets one, which is told this once; else the secret is empty. It returns an Error of kind NotFound
// for another facility, and Invalid where a member is missing or the address is one to which nothing may
// be sent.
func (e *Engine) SetEndpoint(ctx context.Context, caller Caller, fid string, request EndpointRequest) (endpoint Endpoint, secret string, err error) {
	endpoint, secret, err = e.newEndpoint(ctx, caller, fid, request)
	if err != nil {
		return Endpoint{}, "", err
	}
	made := endpoint.Signing.Secret
	if endpoint.Signing, err = e.Deliveries.SaveEndpoint(ctx, endpoint); err != nil {
		return Endpoint{}, "", err
	}
	if !bytes.Equal(endpoint.Signing.Secret, made) {
		secret = "" // the one that is in force was told before
	}
	return endpoint, secret, e.wasSet(ctx, caller, endpoint)
}

// AddEndpoint is SetEndpoint for a facility that has no endpoint: where there is one it stays as it is, and
// the Error is of kind Conflict. Of two at a time one is added.
func (e *Engine) AddEndpoint(ctx context.Context, caller Caller, fid string, request EndpointRequest) (endpoint Endpoint, secret string, err error) {
	endpoint, secret, err = e.newEndpoint(ctx, caller, fid, request)
	if err != nil {
		return Endpoint{}, "", err
	}
	if err := e.Deliveries.AddEndpoint(ctx, endpoint); err != nil {
		return Endpoint{}, "", err
	}
	return endpoint, secret, e.wasSet(ctx, caller, endpoint)
}

// newEndpoint is the endpoint of a request, with a signing secret as it is kept and as it is told.
func (e *Engine) newEndpoint(ctx context.Context, caller Caller, fid string, request EndpointRequest) (endpoint Endpoint, secret string, err error) {
	if err := mayConfigure(caller, fid); err != nil {
		return Endpoint{}, "", err
	}
	for _, member := range [][2]string{{"url", request.URL}, {"username", request.Username}, {"password", request.Password}} {
		if member[1] == "" {
			return Endpoint{}, "", Errorf(Invalid, "%s is missing; url, username and password are all needed, since every callback carries Basic authentication", member[0])
		}
	}
	if err := fitsBasic(request); err != nil {
		return Endpoint{}, "", err
	}
	if err := e.Guard.Allow(ctx, request.URL); err != nil {
		return Endpoint{}, "", err
	}
	sealed, err := e.Box.Seal([]byte(request.Password), EndpointContext(fid))
	if err != nil {
		return Endpoint{}, "", err
	}
	secret, signing, err := e.newSigning(fid)
	return Endpoint{
		Facility: fid, URL: request.URL, Username: request.Username, Password: sealed,
		Enabled: request.Enabled == nil || *request.Enabled, SetAt: e.now(), Signing: signing,
	}, secret, err
}

// mostBasic is how many bytes a username or password may have.
const mostBasic = 256

// fitsBasic refuses credentials that Basic authentication cannot carry (RFC 7617 §2).
func fitsBasic(request EndpointRequest) error {
	for _, member := range [][2]string{{"username", request.Username}, {"password", request.Password}} {
		switch name, text := member[0], member[1]; {
		case len(text) > mostBasic:
			return Errorf(Invalid, "the %s has %d bytes; at most %d are taken", name, len(text), mostBasic)
		case !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl):
			return Errorf(Invalid, "the %s has control characters or is not UTF-8; Basic authentication cannot carry it", name)
		}
	}
	if strings.Contains(request.Username, ":") {
		return Errorf(Invalid, "the username has a colon, behind which Basic authentication begins the password; choose one without")
	}
	return nil
}

// wasSet tells who has to know that an endpoint was set.
func (e *Engine) wasSet(ctx context.Context, caller Caller, endpoint Endpoint) error {
	e.Queue.Wake(Task{TaskDeliver, endpoint.Facility}) // what waited is due now
	detail, err := json.Marshal(map[string]any{"enabled": endpoint.Enabled})
	if err == nil {
		e.audit(ctx, caller.Client, "endpoint-set", endpoint.Facility, detail)
	}
	return err
}

// EndpointContext is what a sealed callback password is bound to.
func EndpointContext(fid string) string { return "endpoint/" + fid }

// Endpoint is a facility's endpoint. NotFound where there is none or it is another facility's.
func (e *Engine) Endpoint(ctx context.Context, caller Caller, fid string) (Endpoint, error) {
	if err := mayConfigure(caller, fid); err != nil {
		return Endpoint{}, err
	}
	endpoint, err := e.Deliveries.FindEndpoint(ctx, fid)
	if err != nil && KindOf(err) == NotFound {
		return Endpoint{}, noEndpoint(fid)
	}
	return endpoint, err
}

// RemoveEndpoint ends the callbacks of a facility. NotFound as for Endpoint.
func (e *Engine) RemoveEndpoint(ctx context.Context, caller Caller, fid string) error {
	if err := mayConfigure(caller, fid); err != nil {
		return err
	}
	if err := e.Deliveries.DeleteEndpoint(ctx, fid); err != nil {
		if KindOf(err) == NotFound {
			return noEndpoint(fid)
		}
		return err
	}
	e.audit(ctx, caller.Client, "endpoint-removed", fid, nil)
	return nil
}

// ListDeliveries are the callbacks of one facility that the caller acts for.
func (e *Engine) ListDeliveries(ctx context.Context, caller Caller, filter DeliveryFilter) ([]Delivery, error) {
	if err := mayConfigure(caller, filter.Facility); err != nil {
		return nil, err
	}
	return e.Deliveries.ListDeliveries(ctx, filter)
}

// mayConfigure: a provider for its own facilities, an admin for all. A foreign facility and an
// unknown one are told in the same words.
func mayConfigure(caller Caller, fid string) error {
	if caller.Role == Admin || caller.Role == Provider && caller.Scope.Includes(fid) {
		return nil
	}
	return noEndpoint(fid)
}

func noEndpoint(fid string) error {
	return Errorf(NotFound, "there is no callback endpoint of facility %s that you may see", fid)
}
