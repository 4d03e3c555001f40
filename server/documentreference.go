package server

import (
	"encoding/json"
	"net/url"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// documentReference is what is read of an R4 DocumentReference, and written of one.
type documentReference struct {
	ResourceType string            `json:"resourceType"`
	ID           string            `json:"id,omitempty"`
	Status       string            `json:"status"`
	Type         documentConcept   `json:"type,omitzero"`
	Category     []documentConcept `json:"category,omitempty"`
	Content      []documentPart    `json:"content"`
}

type documentConcept struct {
	Coding []documentCoding `json:"coding,omitempty"`
}

type documentCoding struct {
	System string `json:"system,omitempty"`
	Code   string `json:"code,omitempty"`
}

type documentPart struct {
	Attachment attachment `json:"attachment"`
}

type attachment struct {
	ContentType string `json:"contentType,omitempty"`
	Title       string `json:"title,omitempty"`
	URL         string `json:"url,omitempty"`
	Data        []byte `json:"data,omitempty"`
}

// code is the first code of a concept.
func (c documentConcept) code() string {
	for _, coding := range c.Coding {
		if coding.Code != "" {
			return coding.Code
		}
	}
	return ""
}

// kind is what kind of document it is: the type, or the first category that says it.
func (d documentReference) kind() string {
	for _, concept := range append([]documentConcept{d.Type}, d.Category...) {
		if code := concept.code(); code != "" {
			return code
		}
	}
	return ""
}

// readDocumentReference reads documents from FHIR: each content is one. R4 says what is wrong with the
// resource.
func readDocumentReference(body []byte) ([]upload, error) {
	resource, issues := fhir.DecodeResource(body)
	if resource == nil || fhir.HasErrors(issues) {
		return nil, &engine.Error{Kind: engine.Invalid, Issues: issues}
	}
	if resource.Type != "DocumentReference" {
		return nil, engine.Errorf(engine.Invalid, "the body is a %s; a DocumentReference is wanted", resource.Type)
	}
	var read documentReference
	if err := json.Unmarshal(body, &read); err != nil {
		return nil, engine.Errorf(engine.Invalid, "the attachment cannot be read; its data is wanted as base64")
	}
	switch {
	case read.Status != "current":
		return nil, engine.Errorf(engine.Invalid, "the DocumentReference is %q; one that is current is wanted", read.Status)
	case len(read.Content) == 0:
		return nil, engine.Errorf(engine.Invalid, "the DocumentReference has no content; an attachment is wanted")
	}
	var sent []upload
	for _, content := range read.Content {
		part := content.Attachment
		sent = append(sent, upload{Type: read.kind(), Title: part.Title, ContentType: part.ContentType, URL: part.URL, Content: part.Data})
	}
	return sent, nil
}

// longestURL bounds the url of a document.
const longestURL = 2000

// checkDocumentURL returns an Error of kind Invalid where a url leads nowhere. It is never followed.
func checkDocumentURL(text string) error {
	parsed, err := url.Parse(text)
	if err != nil || len(text) > longestURL || parsed.Host == "" || parsed.User != nil || !strings.EqualFold(parsed.Scheme, "https") {
		return engine.Errorf(engine.Invalid, "the url of the attachment is not one that can be opened; an https url of at most %d characters and without credentials is wanted", longestURL)
	}
	return nil
}
