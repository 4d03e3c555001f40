package service

import (
	"fmt"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// given are the codes that a $validate-code is about. Of a CodeableConcept one of several is enough.
type given struct {
	codings []Coding
	// at is the FHIRPath of each with its dot, empty where code and display are parameters.
	at func(i int) string
	// parameter is the input that they came in.
	parameter string
}

// given reads the code, the coding or the codeableConcept, one of which is wanted.
func (in Parameters) given() (given, error) {
	code, coding, concept := in.find("code"), in.find("coding"), in.find("codeableConcept")
	switch {
	case concept != nil && coding == nil && code == nil:
		if n := len(concept.Codings); n == 0 || n > mostCodings {
			return given{}, invalid("codeableConcept", "codeableConcept has %d codings; 1 to %d are wanted", n, mostCodings)
		}
		return given{concept.Codings, func(i int) string { return fmt.Sprintf("CodeableConcept.coding[%d].", i) }, "codeableConcept"}, nil
	case coding != nil && concept == nil && code == nil:
		if len(coding.Codings) != 1 || coding.Codings[0].Code == "" {
			return given{}, invalid("coding", "coding has no code; a valueCoding with system and code is wanted")
		}
		return given{coding.Codings, func(int) string { return "Coding." }, "coding"}, nil
	case code != nil && concept == nil && coding == nil && code.Text != "":
		return given{[]Coding{{Code: code.Text, Display: in.text("display")}}, func(int) string { return "" }, "code"}, nil
	}
	return given{}, invalid("code", "one of code, coding and codeableConcept is wanted")
}

// mostCodings is how many codings of one concept are looked at.
const mostCodings = 50

// question reads what both operations are asked: which codes, and how they are looked at.
func (in Parameters) question(today fhir.Date) (asked given, q question, err error) {
	if asked, err = in.given(); err != nil {
		return asked, q, err
	}
	if q.on, err = in.day(today); err != nil {
		return asked, q, err
	}
	q.abstract, err = in.flag("abstract")
	return asked, q, err
}

// ValidateCode is CodeSystem/$validate-code. The day is that on which it is asked.
func (s *Service) ValidateCode(in Parameters, today fhir.Date) ([]byte, error) {
	asked, q, err := in.question(today)
	if err != nil {
		return nil, err
	}
	url, version := cutVersion(in.text("url", "system"))
	if named := in.text("version"); named != "" {
		version = named
	}
	brought, err := in.codeSystem()
	if err != nil {
		return nil, err
	}
	if url == "" && brought == nil && asked.codings[0].System == "" {
		return nil, invalid("url", "url is missing; the canonical url of the code system is wanted")
	}
	return asked.answer(func(coding Coding, at string) verdict {
		q.at = at
		if coding.System == "" {
			coding.System = url
		}
		if coding.Version == "" {
			coding.Version = version
		}
		return s.judgeIn(brought, url, coding, q)
	}), nil
}

// answer judges each coding and writes what came of it. The first valid one speaks for all; what is
// wrong with others is then for information.
func (g given) answer(judge func(coding Coding, at string) verdict) []byte {
	var best verdict
	var findings []finding
	valid := false
	for i, coding := range g.codings {
		v := judge(coding, g.at(i))
		if i == 0 || v.valid() && !valid {
			best = v
		}
		valid = valid || v.valid()
		findings = append(findings, v.findings...)
	}
	for i := range findings {
		if valid && findings[i].level == fhir.Error {
			findings[i].level = fhir.Information
		}
	}
	best.findings = findings
	return best.write()
}

// codeSystem is the code system that came with the request; nil: none did.
func (in Parameters) codeSystem() (*terminology.CodeSystem, error) {
	parameter := in.find("codeSystem")
	if parameter == nil {
		return nil, nil
	}
	codeSystem, _, err := terminology.ReadResource(parameter.Resource)
	if err != nil || codeSystem == nil {
		return nil, invalid("codeSystem", "codeSystem cannot be read as an R4 CodeSystem with its concepts: %v", err)
	}
	return codeSystem, nil
}

// judgeIn judges a coding, which must be of the code system of the url where one is named, in the
// version that it names or that is in force.
func (s *Service) judgeIn(brought *terminology.CodeSystem, url string, coding Coding, q question) verdict {
	v := verdict{code: coding.Code, system: coding.System}
	if brought != nil {
		if coding.System != "" && coding.System != brought.URL {
			v.invalidCode(q.at+"system", "the code is of %s, and the code system that was sent is %s", coding.System, brought.URL)
			return v
		}
		judgePlain(&v, brought, coding, q)
		v.system, v.version = brought.URL, brought.Version
		return v
	}
	of := s.find(coding.System)
	switch {
	case of == nil:
		v.unknownSystem(coding.System, q.at+"system", "the code system %q is not known here; TerminologyCapabilities lists those that are", shortened(coding.System))
		return v
	case url != "" && s.find(url) != of:
		v.invalidCode(q.at+"system", "the code is of %s, and asked was %s", coding.System, shortened(url))
		return v
	}
	version := of.version(coding.Version, q.on)
	if version == nil {
		v.unknownSystem(of.url+"|"+coding.Version, q.at+"version", "the version %q of %s is not known here; known are %s", shortened(coding.Version), of.url, of.names())
		return v
	}
	return s.judge(version, coding, q)
}
