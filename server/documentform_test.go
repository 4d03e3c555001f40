package server

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
	"strings"
	"testing"

	"github.com/bima-exchange/bima/engine"
)

// formPart is a part of a form; its content type is set for a file.
type formPart struct{ name, contentType, content string }

// form is a body and its Content-Type.
func form(t testing.TB, parts ...formPart) (body []byte, header string) {
	t.Helper()
	var out bytes.Buffer
	writer := multipart.NewWriter(&out)
	for _, part := range parts {
		head := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + part.name + `"`}}
		if part.contentType != "" {
			head = textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + part.name + `"; filename="scan.pdf"`}, "Content-Type": {part.contentType}}
		}
		to, err := writer.CreatePart(head)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write([]byte(part.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), "Content-Type: " + writer.FormDataContentType()
}

// Whatever comes as a form is refused, or is documents that keep to every bound.
func FuzzReadDocumentForm(f *testing.F) {
	body, header := form(f, formPart{"type", "", "other"}, formPart{"title", "", "Result"}, formPart{"file", "application/pdf", pdf})
	_, boundary, _ := strings.Cut(header, "boundary=")
	f.Add(body, boundary)
	f.Add([]byte("--b\r\n\r\n--b--"), "b")
	f.Fuzz(func(t *testing.T, body []byte, boundary string) {
		if boundary == "" {
			return // the server asks for one
		}
		sent, err := readDocumentForm(body, boundary)
		for _, one := range sent {
			var document engine.Document
			if document, err = one.check(100); err != nil {
				break
			}
			if len(document.Body) > 100 || len(document.Body) == 0 || len([]rune(document.Title)) > longestTitle || documentContents[document.ContentType] == nil {
				t.Errorf("%q is taken as %+v", body, document)
			}
		}
		if kind := engine.KindOf(err); err != nil && kind != engine.Invalid && kind != engine.TooLarge {
			t.Errorf("%q: %v", body, err)
		}
	})
}
