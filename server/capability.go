package server

import (
	"encoding/json"

	"github.com/bima-exchange/bima/engine"
)

// capabilityDate is the day on which what the CapabilityStatement says last changed. It goes with
// testdata/capability.json.
const capabilityDate = "2026-11-29"

// capabilityStatement is the R4 CapabilityStatement of a server.
type capabilityStatement struct {
	ResourceType   string                   `json:"resourceType"`
	URL            string                   `json:"url"`
	Version        string                   `json:"version,omitempty"`
	Name           string                   `json:"name"`
	Title          string                   `json:"title"`
	Status         string                   `json:"status"`
	Date           string                   `json:"date"`
	Publisher      string                   `json:"publisher"`
	Description    string                   `json:"description"`
	Kind           string                   `json:"kind"`
	Software       capabilitySoftware       `json:"software"`
	Implementation capabilityImplementation `json:"implementation"`
	FHIRVersion    string                   `json:"fhirVersion"`
	Format         []string                 `json:"format"`
	REST           []capabilityREST         `json:"rest"`
	Messaging      []capabilityMessaging    `json:"messaging"`
}

type capabilitySoftware struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

type capabilityImplementation struct {
	Description string `json:"description"`
	URL         string `json:"url"`
}

type capabilityREST struct {
	Mode          string               `json:"mode"`
	Documentation string               `json:"documentation"`
	Security      capabilitySecurity   `json:"security"`
	Resource      []capabilityResource `json:"resource"`
}

type capabilitySecurity struct {
	CORS        bool              `json:"cors"`
	Service     []codeableConcept `json:"service"`
	Description string            `json:"description"`
}

type capabilityMessaging struct {
	Endpoint      []capabilityEndpoint `json:"endpoint"`
	Documentation string               `json:"documentation"`
}

type capabilityEndpoint struct {
	Protocol coding `json:"protocol"`
	Address  string `json:"address"`
}

// makeCapability is the CapabilityStatement, made of the routes that mean something in FHIR and of
// the profiles that are served.
func (s *Server) makeCapability() []byte {
	oauth := coding{"http://terminology.hl7.org/CodeSystem/restful-security-service", "OAuth", "OAuth"}
	statement := capabilityStatement{
		ResourceType: "CapabilityStatement",
		URL:          s.Base + "/metadata",
		Version:      s.Version,
		Name:         "Bima", // a name for programs: R4 wants a capital first (cpb-0)
		Title:        "bima, a claims exchange",
		Status:       "active",
		Date:         capabilityDate,
		Publisher:    "bima",
		Description:  "Takes claims and preauthorizations for the Social Health Authority as FHIR messages, and tells what became of them.",
		Kind:         "instance",
		Software:     capabilitySoftware{Name: "bima", Version: s.Version},
		Implementation: capabilityImplementation{
			Description: "bima at " + s.Base,
			URL:         s.Base,
		},
		FHIRVersion: "4.0.1",
		Format:      []string{"json"},
		REST: []capabilityREST{{
			Mode:          "server",
			Documentation: "Claims do not come in by REST but as messages. What became of them is told at the address that the acknowledgement names as Content-Location.",
			Security: capabilitySecurity{
				Service:     []codeableConcept{{[]coding{oauth}}},
				Description: "Definitions, code lists and this statement are open to anybody. Everything else wants a bearer token, by OAuth 2 client credentials (RFC 6749) at /oauth2/token or in another of the ways that /docs lists. A client sees the claims of its own facilities only.",
			},
			Resource: s.capabilityResources(),
		}},
		Messaging: s.capabilityMessaging(),
	}
	body, err := json.Marshal(statement)
	if err != nil {
		panic(err) // it holds nothing but text
	}
	return body
}

// capabilityMessaging are the routes that take messages. An address is below that of the exchange.
func (s *Server) capabilityMessaging() []capabilityMessaging {
	transport := coding{"http://terminology.hl7.org/CodeSystem/message-transport", "http", "HTTP"}
	var messaging []capabilityMessaging
	for _, route := range s.Routes() {
		if !route.Means.Message {
			continue
		}
		if route.Alias {
			last := &messaging[len(messaging)-1]
			last.Endpoint = append(last.Endpoint, capabilityEndpoint{transport, route.Path})
			continue
		}
		messaging = append(messaging, capabilityMessaging{[]capabilityEndpoint{{transport, route.Path}}, route.Text})
	}
	return messaging
}

// readCapability answers with the CapabilityStatement.
func (s *Server) readCapability(c *call) error {
	switch mode := c.QueryParam("mode"); mode {
	case "", "full", "normative": // R4 lets a server answer both alike
		return c.answerDocument(s.capability())
	case "terminology":
		return s.readTerminologyCapabilities(c)
	default:
		return engine.Errorf(engine.Invalid, "mode is %q; full, normative or terminology is wanted", mode)
	}
}
