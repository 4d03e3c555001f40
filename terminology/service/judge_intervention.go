package service

import (
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// judgeIntervention judges a code of the payer's interventions by its rows.
func (s *Service) judgeIntervention(v *verdict, in *terminology.CodeSystem, coding Coding, q question) {
	position, ok := in.Find(coding.Code)
	if !ok {
		s.unknownIntervention(v, in, coding, q)
		return
	}
	concept := in.At(position)
	v.named(concept)
	v.heading(concept, q)
	if concept.Abstract {
		return
	}
	row, ok := s.set.Intervention(coding.Code, q.on)
	if !ok {
		v.inactive = true
		v.invalidCode(q.at+"code", "%s is not in force on %s; it is %s", coding.Code, q.on, periods(s.set.Catalogue().Rows(coding.Code)))
		return
	}
	v.display = row.Name
	if coding.Display != row.Name {
		v.judgeDisplay(concept, coding, q)
	}
}

// unknownIntervention says what is wrong with a code that has no row.
func (s *Service) unknownIntervention(v *verdict, in *terminology.CodeSystem, coding Coding, q question) {
	near, ok := s.set.SuggestIntervention(coding.Code)
	switch {
	case ok:
		v.invalidCode(q.at+"code", "%q is no intervention code; is %s meant?", shortened(coding.Code), near)
	case in.Content == terminology.Fragment && terminology.InterventionForm(coding.Code):
		v.unlisted(in, coding, q)
	default:
		v.invalidCode(q.at+"code", "the payer's interventions have no %q; wanted is a code such as SHA-07-001 that they have", shortened(coding.Code))
	}
}

// periods says when the rows of a code are in force.
func periods(rows []terminology.Intervention) string {
	said := make([]string, len(rows))
	for i, row := range rows {
		said[i] = period(row.From, row.To)
	}
	return strings.Join(said, ", and ")
}

func period(from, to fhir.Date) string {
	switch {
	case from.IsZero():
		return "until " + to.String()
	case to.IsZero():
		return "from " + from.String() + " on"
	}
	return "from " + from.String() + " to " + to.String()
}
