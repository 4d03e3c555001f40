package server

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bima-exchange/bima/engine"
)

// documentContents are the types of documents that are taken, and how the bytes of each begin. What is
// said to be a picture and is a program would be opened by an officer.
var documentContents = map[string]func([]byte) bool{
	"application/pdf":   begun("%PDF-"),
	"image/jpeg":        begun("\xff\xd8\xff"),
	"image/png":         begun("\x89PNG\r\n\x1a\n"),
	"image/tiff":        begun("II*\x00", "MM\x00*"),
	"application/dicom": func(content []byte) bool { return len(content) > 132 && string(content[128:132]) == "DICM" },
	"text/plain":        func(content []byte) bool { return utf8.Valid(content) && !bytes.ContainsRune(content, 0) },
}

// begun reports whether content begins in one of some ways.
func begun(ways ...string) func([]byte) bool {
	return func(content []byte) bool {
		return slices.ContainsFunc(ways, func(way string) bool { return bytes.HasPrefix(content, []byte(way)) })
	}
}

// documentTypes are the types that are taken, as a list for people.
func documentTypes() string { return strings.Join(slices.Sorted(maps.Keys(documentContents)), ", ") }

// answeredAs is the media type under which a document of a type is answered: text was checked to be UTF-8.
func answeredAs(contentType string) string {
	if contentType == "text/plain" {
		return typeText
	}
	return contentType
}

// checkContentType returns an Error of kind Invalid where documents of the type are not taken.
func checkContentType(contentType string) error {
	if documentContents[contentType] == nil {
		return engine.Errorf(engine.Invalid, "the document is %.60q; wanted is one of %s", contentType, documentTypes())
	}
	return nil
}

// checkContent returns an Error of kind Invalid where the bytes are not of the type that is said.
func checkContent(contentType string, content []byte) error {
	switch {
	case len(content) == 0:
		return engine.Errorf(engine.Invalid, "the document is empty")
	case !documentContents[contentType](content):
		return engine.Errorf(engine.Invalid, "the document is said to be %s, and its bytes are not", contentType)
	}
	return nil
}
