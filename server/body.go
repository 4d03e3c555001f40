package server

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

// smallBody is the most bytes of every body that is not a bundle.
const smallBody = 64 << 10

// wantType checks the Content-Type against those that are taken. Other parameters than charset
// (fhirVersion, boundary) say nothing that would be read differently here.
func (c *call) wantType(types ...string) error {
	header := c.Request().Header.Get(echo.HeaderContentType)
	wanted := strings.Join(types, " or ")
	if header == "" {
		return unsupportedMedia("the Content-Type is missing; %s is wanted", wanted)
	}
	mediaType, params, err := mime.ParseMediaType(header)
	if err != nil || !slices.Contains(types, mediaType) {
		return unsupportedMedia("the Content-Type is %q; %s is wanted", header, wanted)
	}
	if charset, given := params["charset"]; given && !strings.EqualFold(charset, "utf-8") {
		return unsupportedMedia("the charset is %q; utf-8 is wanted", charset)
	}
	return nil
}

// read reads the body to its end, decompressed. It never holds more than limit+1 bytes.
func (c *call) read(limit int64) ([]byte, error) {
	request := c.Request()
	if request.ContentLength > limit {
		return nil, tooLarge(limit)
	}
	body := io.Reader(http.MaxBytesReader(c.Response().Writer, request.Body, limit))
	switch coding := request.Header.Get(echo.HeaderContentEncoding); strings.ToLower(coding) {
	case "", "identity":
	case "gzip", "x-gzip":
		unzipped, err := gzip.NewReader(body)
		if err != nil {
			return nil, unreadable(err, limit)
		}
		body = unzipped
	default:
		return nil, unsupportedMedia("the Content-Encoding is %q; gzip or none is wanted", coding)
	}
	data, err := io.ReadAll(io.LimitReader(body, limit+1))
	if err != nil {
		return nil, unreadable(err, limit)
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(limit)
	}
	return data, nil
}

func tooLarge(limit int64) error {
	return engine.Errorf(engine.TooLarge, "the body has more than %d bytes after decompression, which is the most that is taken here", limit)
}

// unreadable says why a body could not be read to its end.
func unreadable(err error, limit int64) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return tooLarge(limit)
	}
	return engine.Errorf(engine.Invalid, "the body cannot be read to its end; it broke off, or it is not the gzip that its Content-Encoding says")
}

// unknownMembers says what becomes of members that a JSON body has beyond those that are known.
type unknownMembers bool

const (
	ignoreUnknown unknownMembers = false
	// refuseUnknown names the member: a misspelt setting must not be lost.
	refuseUnknown unknownMembers = true
)

// readJSON reads a small JSON object into the value.
func (c *call) readJSON(value any, unknown unknownMembers) error {
	if err := c.wantType(typeJSON); err != nil {
		return err
	}
	body, err := c.read(smallBody)
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	if unknown == refuseUnknown {
		decoder.DisallowUnknownFields()
	}
	if err := decoder.Decode(value); err != nil {
		if said, ok := errors.AsType[*engine.Error](err); ok {
			return said // by a type of ours
		}
		if name, found := strings.CutPrefix(err.Error(), "json: unknown field "); found {
			return engine.Errorf(engine.Invalid, "the member %s is not known here", name)
		}
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && wrong.Field != "" {
			return engine.Errorf(engine.Invalid, "the member %q is a JSON %s; a %s is wanted", wrong.Field, wrong.Value, wrong.Type)
		}
		return engine.Errorf(engine.Invalid, "the body is not a JSON object")
	}
	if _, err := decoder.Token(); err != io.EOF {
		return engine.Errorf(engine.Invalid, "the body goes on behind its JSON object")
	}
	return nil
}
