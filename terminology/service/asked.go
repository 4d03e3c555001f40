package service

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// one is the one code that an operation is about, as a Coding or as a code, and the parameter.
func (in Parameters) one(coding, code string) (Coding, string, error) {
	if given := in.find(coding); given != nil {
		if len(given.Codings) != 1 || given.Codings[0].Code == "" {
			return Coding{}, coding, invalid(coding, "%s has no code; a valueCoding with system and code is wanted", coding)
		}
		return given.Codings[0], coding, nil
	}
	if text := in.text(code); text != "" {
		return Coding{Code: text}, code, nil
	}
	return Coding{}, code, invalid(code, "%s is missing; the code that is asked about is wanted", code)
}

// version is the version of a code system that a coding or the parameters system (or url) and version
// name, or that is in force on the day.
func (s *Service) version(in Parameters, coding Coding, on fhir.Date) (*terminology.CodeSystem, error) {
	url, version := cutVersion(in.text("system", "url"))
	if coding.System != "" {
		url, version = coding.System, coding.Version
	}
	if named := in.text("version"); named != "" {
		version = named
	}
	if url == "" {
		return nil, invalid("system", "system is missing; the canonical url of the code system is wanted")
	}
	of := s.find(url)
	if of == nil {
		return nil, notFound("system", "the code system %q is not known here; TerminologyCapabilities lists those that are", shortened(url))
	}
	codeSystem := of.version(version, on)
	if codeSystem == nil {
		return nil, notFound("version", "the version %q of %s is not known here; known are %s", shortened(version), of.url, of.names())
	}
	return codeSystem, nil
}
