package server

// The credentials that `bima dev` knows, in which examples are written.
const (
	demoClient = "demo-hmis"
	demoSecret = "demo-secret"
)

type apiSecurityScheme struct {
	Type         string         `json:"type"`
	Description  string         `json:"description"`
	Scheme       string         `json:"scheme,omitempty"`
	BearerFormat string         `json:"bearerFormat,omitempty"`
	Flows        *apiOAuthFlows `json:"flows,omitempty"`
}

type apiOAuthFlows struct {
	ClientCredentials apiOAuthFlow `json:"clientCredentials"`
}

type apiOAuthFlow struct {
	TokenURL string            `json:"tokenUrl"`
	Scopes   map[string]string `json:"scopes"`
}

// scopeTexts say what the scopes of tokens mean.
var scopeTexts = map[string]string{
	"system/Bundle.cr":       "Send bundles, and read those that were sent.",
	"system/Claim.r":         "Read claims.",
	"system/ClaimResponse.r": "Read what became of claims.",
}

// securitySchemes are all ways to say who one is.
func securitySchemes() map[string]apiSecurityScheme {
	return map[string]apiSecurityScheme{
		"bearer": {
			Type: "http", Scheme: "bearer", BearerFormat: "JWT",
			Description: "A token of any of the token routes, or one that the client has signed itself (HS256).",
		},
		"oauth2": {
			Type:        "oauth2",
			Description: "Client credentials (RFC 6749 §4.4). What a client may do follows from its role; the scopes tell it.",
			Flows:       &apiOAuthFlows{apiOAuthFlow{TokenURL: "/oauth2/token", Scopes: scopeTexts}},
		},
		"basic": {
			Type: "http", Scheme: "basic",
			Description: "Client id and secret; AfyaLink's words for them are consumer key and consumer secret.",
		},
	}
}

// security are the ways in, of which one has to be gone; without any the route is open to anybody.
func (r Route) security() []map[string][]string {
	switch {
	case len(r.May) > 0:
		return []map[string][]string{{"bearer": {}}, {"oauth2": {}}}
	case r.Basic == BasicNeeded:
		return []map[string][]string{{"basic": {}}}
	case r.Basic == BasicTaken:
		return []map[string][]string{{"basic": {}}, {}}
	}
	return []map[string][]string{}
}
