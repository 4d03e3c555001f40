package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// The media types of answers.
const (
	typeFHIR = "application/fhir+json"
	typeJSON = "application/json"
	typeText = "text/plain; charset=utf-8"
	typeHTML = "text/html; charset=utf-8"
)

// call is one request on its way: what its handlers need and what its line in the log says.
type call struct {
	echo.Context
	// id is the X-Request-Id.
	id string
	// route is the pattern of the path, empty while none fits.
	route string
	// client is who calls; zero where nobody was asked.
	client engine.Client
	// rules counts the findings about the body by rule.
	rules map[string]int
	// cause is the fault behind the answer and stack where it panicked; both for the log alone.
	cause error
	stack []byte
}

// find counts findings for the log.
func (c *call) find(issues []fhir.Issue) {
	for _, issue := range issues {
		if issue.Rule == "" {
			continue
		}
		if c.rules == nil {
			c.rules = map[string]int{}
		}
		c.rules[issue.Rule]++
	}
}

// answerJSON answers with the value as JSON.
func (c *call) answerJSON(status int, value any) error {
	return c.answerAs(status, typeJSON, value)
}

// answerAs answers with the value as JSON of a media type.
func (c *call) answerAs(status int, mediaType string, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	return c.answer(status, mediaType, body)
}

// answer writes the answer, compressed where the caller takes that and it is worth it.
func (c *call) answer(status int, mediaType string, body []byte) error {
	return c.answerEither(status, mediaType, body, func() []byte { return compress(body) })
}

// answerEither is answer for a body whose compressed form may be there already. Every body that the
// server sends goes through here.
func (c *call) answerEither(status int, mediaType string, body []byte, compressed func() []byte) error {
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, mediaType)
	header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
	if len(body) > 1<<10 && acceptsGzip(c.Request().Header) {
		header.Set(echo.HeaderContentEncoding, "gzip")
		body = compressed()
	}
	header.Set(echo.HeaderContentLength, strconv.Itoa(len(body)))
	c.Response().WriteHeader(status)
	// An error here means that the caller went away: there is nobody left to tell.
	_, _ = c.Response().Write(body)
	return nil
}

// compressors are used again, since each takes 800 KB, many times what it compresses.
var compressors = sync.Pool{New: func() any { return gzip.NewWriter(nil) }}

func compress(body []byte) []byte {
	var out bytes.Buffer
	writer := compressors.Get().(*gzip.Writer)
	defer compressors.Put(writer)
	writer.Reset(&out)
	_, _ = writer.Write(body) // a bytes.Buffer takes everything
	_ = writer.Close()
	return out.Bytes()
}

// acceptsGzip reports whether Accept-Encoding lists gzip and does not rule it out by "q=0".
func acceptsGzip(header http.Header) bool {
	for element := range strings.SplitSeq(strings.Join(header.Values(echo.HeaderAcceptEncoding), ","), ",") {
		coding, quality, _ := strings.Cut(element, ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			_, value, found := strings.Cut(quality, "=")
			weight, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return !found || (err == nil && weight > 0)
		}
	}
	return false
}
