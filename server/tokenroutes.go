package server

import "net/http"

// smallBodyRefusals are those of a route that reads a small JSON body.
var smallBodyRefusals = []int{http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType}

// tokenRoutes give tokens, and the key with which they can be checked.
func (s *Server) tokenRoutes() Group {
	byJSON := Route{
		Method: http.MethodPost, Path: "/api/auth/token/", handle: s.tokenByJSON,
		Description: Description{
			Name:    "tokenByJSON",
			Summary: "Get a token for credentials in JSON",
			Takes:   []Content{{typeJSON, "Credentials"}},
			Gives:   []Answer{{Status: http.StatusOK, Text: "A token.", Content: []Content{{typeJSON, "AccessToken"}}}},
			Refuses: append([]int{http.StatusUnauthorized, http.StatusTooManyRequests}, smallBodyRefusals...),
		},
	}
	return Group{
		Name: "Tokens", Text: "Log in. Every other route that asks for a token takes any of these, and tokens that the client signs itself.",
		Routes: append(byJSON.also("/api/auth/token"), s.oauthRoute(), s.hieRoute(http.MethodGet), s.hieRoute(http.MethodPost), Route{
			Method: http.MethodGet, Path: "/.well-known/jwks.json", handle: s.readKeys,
			Description: Description{
				Name:    "readKeys",
				Summary: "Read the public key of issued tokens",
				Text:    "A JSON Web Key Set (RFC 7517). With it anybody can check a token that the exchange has issued.",
				Gives:   []Answer{{Status: http.StatusOK, Text: "The key set.", Content: []Content{{typeJSON, "KeySet"}}}},
			},
		}),
	}
}

// oauthRoute is the way in of RFC 6749. Its refusals are in the words of that RFC.
func (s *Server) oauthRoute() Route {
	refusal := func(status int, text string) Answer {
		return Answer{Status: status, Text: text, Content: []Content{{typeJSON, "OAuthError"}}, Headers: refusalHeaders[status]}
	}
	return Route{
		Method: http.MethodPost, Path: "/oauth2/token", handle: s.tokenByOAuth,
		Description: Description{
			Name:    "tokenByOAuth",
			Summary: "Get a token by OAuth 2 client credentials",
			Text:    "RFC 6749 §4.4. The client authenticates by Basic or in the body, not by both. A `scope` that is asked for is ignored: the answer says which one holds.",
			Basic:   BasicTaken,
			Takes:   []Content{{typeForm, "TokenRequest"}},
			Gives: []Answer{
				{Status: http.StatusOK, Text: "A token.", Content: []Content{{typeJSON, "AccessToken"}}},
				refusal(http.StatusBadRequest, "The form is not as RFC 6749 wants it."),
				refusal(http.StatusUnauthorized, "The credentials are wrong, or the client is revoked."),
				refusal(http.StatusRequestEntityTooLarge, "The form is too large."),
				refusal(http.StatusUnsupportedMediaType, "The body is no form."),
				refusal(http.StatusTooManyRequests, "Too many failed log-ins. Wait as long as `Retry-After` says."),
			},
		},
	}
}

// hieRoute is the way in of AfyaLink. GET and POST name the token differently.
func (s *Server) hieRoute(method string) Route {
	name, summary, schema, member := "tokenByHIE", "Get a short-lived token as AfyaLink gives it", "HIEToken", "`token`"
	if method == http.MethodPost {
		name, summary, schema, member = "tokenByHIEPost", "Get the same by POST, under another name", "HIEAccessToken", "`access_token`"
	}
	return Route{
		Method: method, Path: "/v1/hie-auth", handle: s.tokenByHIE,
		Description: Description{
			Name:    name,
			Summary: summary,
			Text:    "The consumer key is the user of the Basic credentials and stands once more in the query. The token is the member " + member + ", or the whole body with `Accept: text/plain` or `raw=true`.",
			Basic:   BasicNeeded,
			Params: []Param{
				{In: "query", Name: "key", Text: "The consumer key: the user of the Basic credentials.", Required: true, Example: demoClient},
				{In: "query", Name: "raw", Text: "`true`: the bare token.", Type: "boolean"},
			},
			Gives:   []Answer{{Status: http.StatusOK, Text: "A token.", Content: []Content{{typeJSON, schema}, {typeText, ""}}}},
			Refuses: []int{http.StatusUnauthorized, http.StatusTooManyRequests},
		},
	}
}
