package fhir

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/google/fhir/go/fhirversion"
	"github.com/google/fhir/go/jsonformat"
)

// unmarshaller is google/fhir's reader. Its zone is that of zone-less dates, which it keeps as
// they are; UTC needs no time zone database.
var unmarshaller = sync.OnceValues(func() (*jsonformat.Unmarshaller, error) {
	return jsonformat.NewUnmarshaller("UTC", fhirversion.R4)
})

// Judge reads a resource strictly, as google/fhir does, and returns what is wrong with it; nil
// where it is sound R4. It is for resources that the exchange writes.
func Judge(resource []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read resource: %v", p)
		}
	}()
	u, err := unmarshaller()
	if err != nil {
		return err
	}
	_, err = u.Unmarshal(resource)
	return err
}

// maxReads bounds how often google/fhir reads a body: it stops at its first phase when an element
// cannot be read, so that element is cut and the rest is read again.
const maxReads = 3

// judge has google/fhir read what shape found sound or repaired, and reports what it refuses all
// the same. Only the places are taken from its errors: it names them in random order and in two
// styles.
func (s *shape) judge(root *node) {
	defer func() {
		if p := recover(); p != nil {
			s.fault("FHR-003", "structure", root.name, "the body could not be read in full; it holds something that R4 does not foresee")
		}
	}()
	reported := places{}
	for _, issue := range s.issues {
		// What was repaired google/fhir must take.
		if !issue.Graded {
			n, _ := root.deepest(issue.Path)
			reported.add(n)
		}
	}
	for range maxReads {
		paths, complete := refused(root.appendSound(nil))
		named, above, copied := places{}, places{}, uncut{}
		for _, path := range paths {
			if n := copied.find(root, path); !reported[n] && !n.isReference() && !n.isExtended() {
				named[n] = true
				above.add(n.parent)
			}
		}
		for n := range named {
			// What is wrong above may be wrong only by what is wrong below.
			if !above[n] {
				s.refuse(n, "FHR-003", "value", n.refusal())
				reported.add(n)
			}
		}
		if complete || len(named) == 0 {
			return
		}
	}
}

// places are nodes of which a finding speaks.
type places map[*node]bool

// add takes up a node with all that holds it.
func (p places) add(n *node) {
	for ; n != nil && !p[n]; n = n.parent {
		p[n] = true
	}
}

// isReference: what a reference leads to is judged by package profiles.
func (n *node) isReference() bool {
	return n.element != nil && n.element.definition().name == "Reference"
}

// refusal is the text about a value that only google/fhir finds wrong.
func (n *node) refusal() string {
	if n.element == nil {
		return fmt.Sprintf("%s found, which R4 does not take here", found(n))
	}
	d := n.element.definition()
	wanted := d.name
	if d.primitive != "" {
		wanted = d.wanted()
	}
	return fmt.Sprintf("%s found; %s is wanted", found(n), wanted)
}

// refused reads a body and returns the places, in google/fhir's words, that it refuses. It is
// complete when the second phase, which looks at required elements and formats, was reached.
func refused(body []byte) (paths []string, complete bool) {
	u, err := unmarshaller()
	if err != nil {
		panic(err)
	}
	var second secondPhase
	if _, err := u.UnmarshalWithErrorReporter(body, &second); err != nil {
		return append(second, firstPhase(err)...), false
	}
	return second, true
}

// secondPhase collects the paths of google/fhir's second phase; it is its error reporter.
type secondPhase []string

func (p *secondPhase) ReportValidationError(path string, _ error) error {
	*p = append(*p, path)
	return nil
}

func (p *secondPhase) ReportValidationWarning(string, error) error { return nil }

// firstPhase are the paths in an error of google/fhir's first phase, whose type is internal to
// it; in its text each stands quoted behind "error at".
func firstPhase(err error) []string {
	var paths []string
	for rest := err.Error(); ; {
		_, after, ok := strings.Cut(rest, "error at ")
		if !ok {
			break
		}
		quoted, err := strconv.QuotedPrefix(after)
		if err != nil {
			rest = after
			continue
		}
		path, _ := strconv.Unquote(quoted)
		paths = append(paths, path)
		rest = after[len(quoted):]
	}
	if len(paths) == 0 {
		panic(errors.New("google/fhir names no place"))
	}
	return paths
}
