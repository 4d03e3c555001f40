package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/service"
)

// lists are what is served of one state of the code systems.
type lists struct {
	set     *terminology.Set
	service *service.Service
	// defined are all definitions that can be read and searched.
	defined []defined
}

// defined is a definition with what a search looks at beside.
type defined struct {
	fhir.CanonicalResource
	status string
	// summary is the resource without its content.
	summary []byte
}

// keeper makes lists anew when another state is in force.
type keeper struct {
	current atomic.Pointer[lists]
	making  sync.Mutex
}

// lists are those of the state in force.
func (s *Server) lists() (*lists, error) {
	set := s.Terminology.Current()
	l := s.kept.current.Load()
	if l != nil && l.set == set {
		return l, nil
	}
	if !s.kept.making.TryLock() {
		if l != nil {
			return l, nil // one request makes them; the others do not wait for it
		}
		s.kept.making.Lock()
	}
	defer s.kept.making.Unlock()
	if l := s.kept.current.Load(); l != nil && l.set == set {
		return l, nil
	}
	made, err := service.New(service.Config{
		Set: set, Base: s.Base, Definitions: s.Definitions, Version: s.Version,
	})
	if err != nil {
		return nil, err
	}
	l = &lists{set: set, service: made}
	for _, resources := range [][]fhir.CanonicalResource{s.Definitions, made.Resources()} {
		for _, resource := range resources {
			l.defined = append(l.defined, define(resource))
		}
	}
	s.kept.current.Store(l)
	return l, nil
}

func define(resource fhir.CanonicalResource) defined {
	var members map[string]json.RawMessage
	_ = json.Unmarshal(resource.Body, &members) // definitions are ours
	var status string
	_ = json.Unmarshal(members["status"], &status)
	return defined{resource, status, summarize(members)}
}

// summaryElements are those of all definitions that R4 counts to the summary, in the order in which
// they are written.
var summaryElements = []string{
	"resourceType", "id", "url", "identifier", "version", "name", "title", "status", "experimental", "date", "publisher",
	"contact", "jurisdiction", "kind", "abstract", "type", "context", "baseDefinition", "derivation", "caseSensitive",
	"valueSet", "hierarchyMeaning", "compositional", "versionNeeded", "content", "supplements", "count", "filter", "property",
}

// subsetted marks a resource of which something was left out.
const subsetted = `{"tag":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}]}`

func summarize(members map[string]json.RawMessage) []byte {
	body := []byte(`{`)
	for _, name := range summaryElements {
		if value, ok := members[name]; ok {
			if len(body) > 1 {
				body = append(body, ',')
			}
			body = append(append(append(body, '"'), name+`":`...), value...)
		}
		if name == "id" {
			body = append(body, `,"meta":`+subsetted...)
		}
	}
	return append(body, '}')
}

// today is the day in Kenya.
func (s *Server) today() fhir.Date { return fhir.DateOf(s.Clock.Now()) }

// refused says in the words of HTTP why an operation was not carried out.
func refused(err error) error {
	failure, ok := errors.AsType[*service.Failure](err)
	if !ok {
		return err
	}
	p := &problem{status: http.StatusBadRequest, code: "invalid", text: failure.Text}
	switch failure.Kind {
	case service.NotFound:
		p.status, p.code = http.StatusNotFound, "not-found"
	case service.Unprocessable:
		p.status, p.code = http.StatusUnprocessableEntity, "processing"
	}
	p.issues = []fhir.Issue{{Level: fhir.Error, Code: p.code, Path: failure.Parameter, Text: failure.Text}}
	return p
}
