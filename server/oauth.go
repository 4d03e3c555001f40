package server

import (
	"errors"
	"net/http"
	"net/url"
)

const typeForm = "application/x-www-form-urlencoded"

// oauthError is a refusal in the words of RFC 6749 §5.2.
type oauthError struct {
	Code        string `json:"error"`
	Description string `json:"error_description"`
}

// Error is for logs.
func (e *oauthError) Error() string { return e.Code }

// tokenByOAuth gives a token for client credentials (RFC 6749 §4.4). The scope that is asked for
// is ignored, as §3.3 allows: the answer says which one holds.
func (s *Server) tokenByOAuth(c *call) error {
	noStore(c)
	id, secret, err := readOAuth(c)
	if err != nil {
		return s.failOAuth(c, err)
	}
	client, err := s.logIn(c, id, secret)
	if err != nil {
		return s.failOAuth(c, err)
	}
	token, err := s.accessToken(client)
	if err != nil {
		return err
	}
	return c.answerJSON(http.StatusOK, token)
}

// readOAuth reads the credentials of the client, by Basic or from the body.
func readOAuth(c *call) (id, secret string, err error) {
	form, err := c.readForm()
	if err != nil {
		return "", "", err
	}
	switch form.Get("grant_type") {
	case "client_credentials":
	case "":
		return "", "", &oauthError{"invalid_request", "grant_type is missing; client_credentials is wanted"}
	default:
		return "", "", &oauthError{"unsupported_grant_type", "only client_credentials is known here"}
	}
	user, password, basic := c.Request().BasicAuth()
	if !basic {
		return form.Get("client_id"), form.Get("client_secret"), nil
	}
	if form.Has("client_secret") {
		return "", "", &oauthError{"invalid_request", "the client authenticates twice, by Basic and in the body; one of them is wanted"}
	}
	// §2.3.1: both are form-encoded before they become user and password.
	id, errID := url.QueryUnescape(user)
	secret, errSecret := url.QueryUnescape(password)
	if errors.Join(errID, errSecret) != nil {
		return "", "", &oauthError{"invalid_request", "the Basic credentials are not form-encoded"}
	}
	if named := form.Get("client_id"); named != "" && named != id {
		return "", "", &oauthError{"invalid_request", "client_id in the body is not the user of Basic"}
	}
	return id, secret, nil
}

// readForm reads a form in which no parameter may stand twice (§3.2).
func (c *call) readForm() (url.Values, error) {
	if err := c.wantType(typeForm); err != nil {
		return nil, err
	}
	body, err := c.read(smallBody)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, &oauthError{"invalid_request", "the body is not a form"}
	}
	for _, values := range form {
		if len(values) > 1 {
			return nil, &oauthError{"invalid_request", "a parameter is given twice"}
		}
	}
	return form, nil
}

// failOAuth answers what OAuth has a word for. Anything else is left to the server's own answer.
func (s *Server) failOAuth(c *call, err error) error {
	if refusal, ok := errors.AsType[*oauthError](err); ok {
		return c.answerJSON(http.StatusBadRequest, refusal)
	}
	p := problemOf(err, c.id)
	code := ""
	switch p.status {
	case http.StatusUnauthorized:
		code = "invalid_client"
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType:
		code = "invalid_request"
	case http.StatusTooManyRequests:
		code = "temporarily_unavailable"
	default:
		return err
	}
	p.setHeaders(c.Response().Header())
	return c.answerJSON(p.status, &oauthError{code, p.text})
}
