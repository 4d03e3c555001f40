package server

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// accessToken is the answer of RFC 6749 §5.1, which the JSON way in shares.
type accessToken struct {
	Token     string `json:"access_token"`
	Type      string `json:"token_type"`
	ExpiresIn int    `json:"expires_in"`
	Scope     string `json:"scope,omitempty"`
}

// tokenByJSON gives a token for client_id and client_secret in a JSON object. Other members are
// ignored: clients send what their framework adds.
func (s *Server) tokenByJSON(c *call) error {
	noStore(c)
	var credentials struct {
		ID     string `json:"client_id"`
		Secret string `json:"client_secret"`
	}
	if err := c.readJSON(&credentials, ignoreUnknown); err != nil {
		return err
	}
	client, err := s.logIn(c, credentials.ID, credentials.Secret)
	if err != nil {
		return err
	}
	token, err := s.accessToken(client)
	if err != nil {
		return err
	}
	token.Scope = ""
	return c.answerJSON(http.StatusOK, token)
}

// accessToken is a fresh token for a client that has logged in.
func (s *Server) accessToken(client engine.Client) (accessToken, error) {
	token, err := s.issue(client, s.TokenLife)
	return accessToken{
		Token: token, Type: "Bearer", ExpiresIn: int(s.TokenLife.Seconds()),
		Scope: strings.Join(scopes[client.Role], " "),
	}, err
}

// tokenByHIE gives a short-lived token as AfyaLink does: Basic authentication, and the user once
// more as key in the query. GET and POST name the token differently.
func (s *Server) tokenByHIE(c *call) error {
	noStore(c)
	id, secret, _ := c.Request().BasicAuth()
	if key := c.QueryParam("key"); key != id {
		return &problem{
			status: http.StatusUnauthorized, code: "login", challenge: challengeBasic,
			text: "key in the query and the user of the Basic authentication must be the same consumer key",
		}
	}
	client, err := s.logIn(c, id, secret)
	if err != nil {
		return err
	}
	token, err := s.issue(client, s.HIETokenLife)
	if err != nil {
		return err
	}
	switch {
	case c.QueryParam("raw") == "true" || prefersText(c.Request().Header):
		return c.answer(http.StatusOK, typeText, []byte(token))
	case c.Request().Method == http.MethodPost:
		return c.answerJSON(http.StatusOK, map[string]string{"access_token": token})
	}
	return c.answerJSON(http.StatusOK, map[string]string{"token": token})
}

// prefersText reports whether Accept lists plain text before anything that JSON would meet.
func prefersText(header http.Header) bool {
	for element := range strings.SplitSeq(strings.Join(header.Values(echo.HeaderAccept), ","), ",") {
		mediaType, _, _ := strings.Cut(element, ";")
		switch strings.ToLower(strings.TrimSpace(mediaType)) {
		case "text/plain":
			return true
		case typeJSON, "application/*", "*/*":
			return false
		}
	}
	return false
}

// noStore keeps credentials out of every cache.
func noStore(c *call) {
	c.Response().Header().Set(echo.HeaderCacheControl, "no-store")
	c.Response().Header().Set("Pragma", "no-cache")
}
