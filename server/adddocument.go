package server

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/bima-exchange/bima/engine"
)

// mostDocument is the most bytes of the documents of one request, where bundles may not be smaller still,
// and mostDocuments how many they may be.
const (
	mostDocument  = 10 << 20
	mostDocuments = 20
)

// upload is one document as it was sent, by whichever form.
type upload struct {
	Type, Title, ContentType, URL string
	Content                       []byte
	// fileName is that of a form, for a title where none is told.
	fileName string
}

// readDocuments reads what a facility adds: all of it in one step, since the claim leaves sent-back by it.
func (s *Server) readDocuments(c *call, request *engine.ActionRequest) error {
	sent, err := s.readUploads(c)
	if err != nil {
		return err
	}
	if len(sent) > mostDocuments {
		return engine.Errorf(engine.Invalid, "%d documents were sent; at most %d are taken at a time", len(sent), mostDocuments)
	}
	now := s.Clock.Now().UTC().Truncate(time.Microsecond)
	for i, one := range sent {
		document, err := one.check(min(mostDocument, s.MaxBody))
		if err != nil {
			return ofDocument(err, i, len(sent))
		}
		document.ID, document.ClaimID, document.Actor, document.At = s.NewID(), request.ClaimID, c.client.ID, now
		request.Documents = append(request.Documents, document)
	}
	return nil
}

// ofDocument says which of several documents an Error is about.
func ofDocument(err error, index, count int) error {
	told, isOurs := errors.AsType[*engine.Error](err)
	if !isOurs || count == 1 {
		return err
	}
	return &engine.Error{Kind: told.Kind, Text: fmt.Sprintf("document %d of %d: %s", index+1, count, told.Text)}
}

// readUploads reads the body in one of its forms. In FHIR the content is base64, which is longer by a
// third.
func (s *Server) readUploads(c *call) ([]upload, error) {
	most := min(mostDocument, s.MaxBody)
	if boundary, isForm := c.boundary(); isForm {
		body, err := c.read(most + smallBody)
		if err != nil {
			return nil, err
		}
		return readDocumentForm(body, boundary)
	}
	if err := c.wantType(typeFHIR, typeJSON, typeMultipart+" with a boundary"); err != nil {
		return nil, err
	}
	body, err := c.read(most/3*4 + smallBody)
	if err != nil {
		return nil, err
	}
	return readDocumentReference(body)
}

// check makes a document of what was sent. An Error says what is wrong with it.
func (u upload) check(most int64) (document engine.Document, err error) {
	if document.Title, err = plainText("the title", u.Title, longestTitle); err != nil {
		return document, err
	}
	if document.Type, err = plainText("the type", strings.ToUpper(u.Type), longestCode); err != nil {
		return document, err
	}
	document.ContentType, document.URL, document.Body = strings.ToLower(strings.TrimSpace(u.ContentType)), u.URL, u.Content
	switch {
	case document.Type == "":
		return document, engine.Errorf(engine.Invalid, "the type of the document is missing; a code of attachment-type is wanted, such as discharge-summary")
	case document.Title == "":
		return document, engine.Errorf(engine.Invalid, "the title of the document is missing")
	case u.URL != "" && len(u.Content) > 0:
		return document, engine.Errorf(engine.Invalid, "the attachment has data and a url; send one of them")
	case int64(len(u.Content)) > most:
		return document, tooLarge(most)
	}
	if err := checkContentType(document.ContentType); err != nil {
		return document, err
	}
	if u.URL != "" {
		return document, checkDocumentURL(u.URL)
	}
	return document, checkContent(document.ContentType, document.Body)
}
