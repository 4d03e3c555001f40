package service

import (
	"cmp"
	"fmt"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// ValidateInValueSet is ValueSet/$validate-code: a code that is valid in its code system and is in the
// value set.
func (s *Service) ValidateInValueSet(in Parameters, today fhir.Date) ([]byte, error) {
	asked, q, err := in.question(today)
	if err != nil {
		return nil, err
	}
	chosen, err := s.choose(in, q.on)
	if err != nil {
		return nil, err
	}
	q.extensions = chosen.deliberate
	system, version := cutVersion(in.text("system"))
	if named := in.text("systemVersion"); named != "" {
		version = named
	}
	if system == "" && asked.parameter == "code" {
		if len(chosen.systems) != 1 {
			return nil, invalid("system", "system is missing, and the value set has codes of %d code systems; the one of the code is wanted", len(chosen.systems))
		}
		system = chosen.systems[0].URL
	}
	return asked.answer(func(coding Coding, at string) verdict {
		q.at = at
		if coding.System == "" {
			coding.System = system
		}
		if coding.Version == "" {
			coding.Version = cmp.Or(version, chosen.versionOf(s.find(coding.System)))
		}
		v := s.judgeIn(nil, "", coding, q)
		if v.valid() {
			s.member(&v, chosen, q)
		}
		if !v.valid() && asked.parameter == "codeableConcept" && len(asked.codings) > 1 {
			v.inform("this-code-not-in-vs", at+"code", "the code %q is not in %s", shortened(coding.Code), chosen.name())
		}
		return v
	}), nil
}

// member reports a code that is not in the value set. A cluster is where its first stem is, since
// what is joined to that describes it. A code that a fragment does not have is in all codes.
func (s *Service) member(v *verdict, in chosen, q question) {
	code := v.code
	if v.system == terminology.ICD11URL {
		if cluster, err := terminology.ParseCluster(code); err == nil {
			code = cluster.Groups[0].Stem.Code
		}
	}
	for _, codeSystem := range in.systems {
		if codeSystem.URL != v.system || codeSystem.Version != v.version {
			continue
		}
		position, ok := codeSystem.Find(code)
		if ok && in.has(codeSystem, position) || !ok && !in.deliberate {
			return
		}
	}
	v.add(finding{fhir.Error, "code-invalid", "not-in-vs", fmt.Sprintf("the code %s of %s (%s) is not in %s", v.code, v.system, v.version, in.name()), q.at + "code"})
}
