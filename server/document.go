package server

import (
	"crypto/sha256"
	"net/http"
	"slices"
	"sync"

	"github.com/labstack/echo/v4"
)

// document is a body that anybody may have and that caches may keep.
type document struct {
	mediaType string
	// tag is the ETag; a weak one, since the body also goes out compressed.
	tag  string
	body []byte
	// compressed is the body as gzip; it is made once.
	compressed func() []byte
}

func newDocument(mediaType string, body []byte) document {
	sum := sha256.Sum256(body)
	return document{
		mediaType: mediaType, tag: `W/"` + base64URL(sum[:12]) + `"`, body: body,
		compressed: sync.OnceValue(func() []byte { return compress(body) }),
	}
}

// made is a document that is made when it is first asked for.
func made(mediaType string, body func() []byte) func() document {
	return sync.OnceValue(func() document { return newDocument(mediaType, body()) })
}

// answerDocument answers with the document, or with 304 where the caller has it already.
func (c *call) answerDocument(d document) error {
	header := c.Response().Header()
	header.Set(echo.HeaderCacheControl, "public, max-age=300")
	header.Set("ETag", d.tag)
	if tags := entityTags(c.Request().Header); slices.Contains(tags, d.tag) || slices.Contains(tags, "*") {
		header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
		return c.NoContent(http.StatusNotModified)
	}
	return c.answerEither(http.StatusOK, d.mediaType, d.body, d.compressed)
}

// documentAnswers are the answers of a route that serves documents.
func documentAnswers(text string, content ...Content) []Answer {
	return []Answer{
		{Status: http.StatusOK, Text: text, Content: content, Headers: []string{"ETag"}},
		{Status: http.StatusNotModified, Text: "It still holds.", Headers: []string{"ETag"}},
	}
}
