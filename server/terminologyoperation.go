package server

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology/service"
)

// parametersBody is the most bytes of Parameters, where bundles may not be smaller still.
const parametersBody = 1 << 20

// operation is one of the operations of terminology.
type operation func(*service.Service, service.Parameters, fhir.Date) ([]byte, error)

// operate answers with what comes of the operation.
func (s *Server) operate(resourceType string, carryOut operation) func(*call) error {
	return func(c *call) error {
		l, in, err := s.readParameters(c, resourceType)
		if err != nil {
			return err
		}
		body, err := carryOut(l.service, in, s.today())
		if err != nil {
			return refused(err)
		}
		return c.answer(http.StatusOK, typeFHIR, body)
	}
}

// expand is ValueSet/$expand: an answer that still holds is not made again.
func (s *Server) expand(c *call) error {
	l, in, err := s.readParameters(c, "ValueSet")
	if err != nil {
		return err
	}
	today := s.today()
	tag := `W/"` + l.service.Tag(in, today) + `"`
	tags := entityTags(c.Request().Header)
	holds := slices.Contains(tags, tag)
	var body []byte
	if !holds {
		if body, err = l.service.Expand(in, today); err != nil {
			return refused(err)
		}
		holds = slices.Contains(tags, "*")
	}
	header := c.Response().Header()
	header.Set(echo.HeaderCacheControl, "public, max-age=60")
	header.Set("ETag", tag)
	if holds {
		header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
		return c.NoContent(http.StatusNotModified)
	}
	return c.answer(http.StatusOK, typeFHIR, body)
}

// readParameters are what an operation is asked: those of the query and those of the body, if there is
// one; on an instance also what that is.
func (s *Server) readParameters(c *call, resourceType string) (*lists, service.Parameters, error) {
	l, err := s.lists()
	if err != nil {
		return nil, nil, err
	}
	request := c.Request()
	in, err := service.ReadQuery(request.URL.RawQuery)
	if err != nil {
		return nil, nil, refused(err)
	}
	if request.Method == http.MethodPost && request.ContentLength != 0 {
		if err := c.wantType(typeFHIR, typeJSON); err != nil {
			return nil, nil, err
		}
		body, err := c.read(min(parametersBody, s.MaxBody))
		if err != nil {
			return nil, nil, err
		}
		sent, err := service.ReadParameters(body)
		if err != nil {
			return nil, nil, refused(err)
		}
		in = append(in, sent...)
	}
	if id := c.Param("id"); id != "" {
		in, err = l.service.At(s.Definitions, resourceType, id, in)
	}
	return l, in, refused(err)
}

// readTerminologyCapabilities answers with the TerminologyCapabilities.
func (s *Server) readTerminologyCapabilities(c *call) error {
	l, err := s.lists()
	if err != nil {
		return err
	}
	software := service.Software{Name: "bima", Version: s.Version, Date: capabilityDate}
	return c.answerDocument(newDocument(typeFHIR, l.service.Capabilities(software, s.today())))
}
