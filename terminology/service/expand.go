package service

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

const (
	// defaultCount and mostCount are how many codes are on a page of an expansion.
	defaultCount = 100
	mostCount    = 1000
)

// expansion is what an $expand asks for.
type expansion struct {
	chosen
	// today is the day on which it is asked for, on the one whose codes are wanted.
	today, on     fhir.Date
	filter        string
	offset, count int
	activeOnly    bool
	// designated: designations are to be shown.
	designated bool
	language   string
	// uses are the designations that are wanted; none: all.
	uses []string
}

// Expand is ValueSet/$expand: a page of the codes that can be chosen, flat. With a filter the best are
// first, else they are in the order of their owner. Headings are left out.
func (s *Service) Expand(in Parameters, today fhir.Date) ([]byte, error) {
	e, err := s.readExpansion(in, today)
	if err != nil {
		return nil, err
	}
	page, total := s.page(e)
	return s.writeExpansion(e, page, total), nil
}

func (s *Service) readExpansion(in Parameters, today fhir.Date) (e expansion, err error) {
	e.today = today
	if e.on, err = in.day(today); err != nil {
		return e, err
	}
	if e.offset, err = in.number("offset", 0); err != nil {
		return e, err
	}
	if e.count, err = in.number("count", defaultCount); err != nil {
		return e, err
	}
	e.count = min(e.count, mostCount)
	if e.activeOnly, err = in.flag("activeOnly"); err != nil {
		return e, err
	}
	if e.designated, err = in.flag("includeDesignations"); err != nil {
		return e, err
	}
	if _, err = in.flag("excludeNested"); err != nil { // an expansion is flat here, whichever is asked
		return e, err
	}
	e.filter, e.language = strings.TrimSpace(in.text("filter")), in.text("displayLanguage")
	for _, token := range in.all("designation") {
		e.uses, e.designated = append(e.uses, token[strings.LastIndexByte(token, '|')+1:]), true
	}
	e.chosen, err = s.choose(in, e.on)
	return e, err
}

// found is a concept of an expansion.
type found struct {
	in       *terminology.CodeSystem
	position int
}

// page are the concepts of the page and how many there are on all.
func (s *Service) page(e expansion) (page []found, total int) {
	for _, in := range e.systems {
		keep := func(position int) bool {
			concept := in.At(position)
			return concept.Code != "" && !concept.Abstract && e.has(in, position) && (!e.activeOnly || !s.inactive(in, position, e.on))
		}
		take := func(position int) {
			if total >= e.offset && len(page) < e.count {
				page = append(page, found{in, position})
			}
			total++
		}
		if e.filter != "" {
			for _, position := range s.set.Search(in, e.filter, keep) {
				take(position)
			}
			continue
		}
		for position := range in.Len() {
			if keep(position) {
				take(position)
			}
		}
	}
	return page, total
}

// Tag names the answer to a request without making it: what is asked of what state on what day. The
// same tag is the same answer, on every node.
func (s *Service) Tag(in Parameters, today fhir.Date) string {
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%s\n%s\n", s.state, today) // a hash takes everything
	for _, parameter := range in {
		_, _ = fmt.Fprintf(hash, "%q %q %q %q\n", parameter.Name, parameter.Text, parameter.Codings, parameter.Resource)
	}
	return hex.EncodeToString(hash.Sum(nil)[:12])
}

// identifier names an expansion, whichever page of it is asked for.
func (e *expansion) identifier(state string) string {
	hash := sha256.New()
	_, _ = fmt.Fprintf(hash, "%s %s %q %t\n", state, e.on, e.filter, e.activeOnly)
	for _, in := range e.systems {
		_, _ = fmt.Fprintf(hash, "%s %s\n", in.URL, in.Version)
	}
	_, _ = fmt.Fprintf(hash, "%q", e.valueSet)
	sum := hash.Sum(nil)
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of version 8 (RFC 9562)
	text := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

// wants reports whether a designation is to be shown.
func (e *expansion) wants(designation terminology.Designation) bool {
	return len(e.uses) == 0 || slices.Contains(e.uses, designation.Use) || slices.Contains(e.uses, designation.Language)
}
