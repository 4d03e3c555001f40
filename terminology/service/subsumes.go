package service

import (
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// The answers of $subsumes.
const (
	equivalent  = "equivalent"
	subsumes    = "subsumes"
	subsumedBy  = "subsumed-by"
	notSubsumed = "not-subsumed"
)

// Subsumes is CodeSystem/$subsumes. Clusters are equivalent where their canonical forms are equal; a
// cluster is subsumed by whatever subsumes its first stem, and subsumes nothing else.
func (s *Service) Subsumes(in Parameters, today fhir.Date) ([]byte, error) {
	a, nameA, err := in.one("codingA", "codeA")
	if err != nil {
		return nil, err
	}
	b, nameB, err := in.one("codingB", "codeB")
	if err != nil {
		return nil, err
	}
	on, err := in.day(today)
	if err != nil {
		return nil, err
	}
	if a.System != "" && b.System != "" && s.find(a.System) != s.find(b.System) {
		return nil, invalid(nameB, "codingA is of %s and codingB of %s; two codes of one code system are wanted", shortened(a.System), shortened(b.System))
	}
	if a.System == "" {
		a.System, a.Version = b.System, b.Version
	}
	codeSystem, err := s.version(in, a, on)
	if err != nil {
		return nil, err
	}
	first, err := s.place(codeSystem, a.Code, nameA)
	if err != nil {
		return nil, err
	}
	second, err := s.place(codeSystem, b.Code, nameB)
	if err != nil {
		return nil, err
	}
	w := newParameters()
	w.output("outcome", "valueCode", first.outcome(second, codeSystem))
	return w.done(), nil
}

// place is a code in the hierarchy: a concept or, of a cluster, the concept of its first stem.
type place struct {
	position int
	// cluster is the canonical form, empty for a code that nothing is joined to.
	cluster string
}

// place finds a code, a cluster or a concept that its owner calls by a URI alone.
func (s *Service) place(in *terminology.CodeSystem, code, parameter string) (place, error) {
	if position, ok := find(in, code); ok {
		return place{position: position}, nil
	}
	if !in.Compositional {
		return place{}, notFound(parameter, "%s has no code %q", in.URL, shortened(code))
	}
	cluster, err := terminology.ParseCluster(code)
	if err != nil {
		return place{}, notFound(parameter, "%s has no %q: %v", in.URL, shortened(code), err)
	}
	for _, fault := range s.faults(in, cluster) {
		if fault.Kind.Missing() {
			return place{}, notFound(parameter, "%s", fault.Text)
		}
	}
	position, _ := in.Find(cluster.Groups[0].Stem.Code)
	if len(cluster.Parts()) == 1 {
		return place{position: position}, nil
	}
	return place{position, cluster.Canonical}, nil
}

func (p place) outcome(other place, in *terminology.CodeSystem) string {
	switch {
	case p == other:
		return equivalent
	case p.cluster == "" && in.Subsumes(p.position, other.position):
		return subsumes
	case other.cluster == "" && in.Subsumes(other.position, p.position):
		return subsumedBy
	}
	return notSubsumed
}
