package server

import (
	"mime"
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// readClaimDocument answers with a document that was added to a claim, to be saved and never to be shown
// as part of a page of ours. One that is elsewhere is answered as the DocumentReference that says where.
func (s *Server) readClaimDocument(c *call) error {
	document, err := s.Engine.FindDocument(c.Request().Context(), c.client.Caller(), c.Param("claim_id"), c.Param("document_id"))
	if err != nil {
		return err
	}
	if document.URL != "" {
		return c.answerAs(http.StatusOK, typeFHIR, referenceTo(document))
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentDisposition, mime.FormatMediaType("attachment", map[string]string{"filename": document.Title}))
	header.Set(echo.HeaderContentSecurityPolicy, "sandbox")
	return c.answer(http.StatusOK, answeredAs(document.ContentType), document.Body)
}

// referenceTo is the DocumentReference of a document that is elsewhere.
func referenceTo(document engine.Document) documentReference {
	return documentReference{
		ResourceType: "DocumentReference", ID: document.ID, Status: "current",
		Type:    documentConcept{[]documentCoding{{Code: document.Type}}},
		Content: []documentPart{{attachment{ContentType: document.ContentType, Title: document.Title, URL: document.URL}}},
	}
}
