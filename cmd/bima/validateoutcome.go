package main

import (
	"encoding/json"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// outcomeReport is the report in FHIR.
type outcomeReport struct {
	out *terminal
	// one: the OperationOutcome stands alone, since only one file can be meant.
	one   bool
	entry []outcomeEntry
}

type outcomeEntry struct {
	FullURL  string          `json:"fullUrl"`
	Resource json.RawMessage `json:"resource"`
}

func (r *outcomeReport) add(found checked) error {
	outcome := found.answer
	if outcome == nil {
		outcome = fhir.EncodeOutcome(defaultBase, found.issues)
	}
	at, err := fileURL(found.file)
	if err != nil {
		return err
	}
	r.entry = append(r.entry, outcomeEntry{at, outcome})
	return nil
}

func (r *outcomeReport) close() error {
	if r.one {
		return r.out.json(r.entry[0].Resource)
	}
	return r.out.json(struct {
		ResourceType string         `json:"resourceType"`
		Type         string         `json:"type"`
		Entry        []outcomeEntry `json:"entry"`
	}{"Bundle", "collection", r.entry})
}

// fileURL is the absolute url of a file.
func fileURL(file string) (string, error) {
	if file == standardInput {
		return "file:///dev/stdin", nil
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return (&url.URL{Scheme: "file", Path: path}).String(), nil
}
