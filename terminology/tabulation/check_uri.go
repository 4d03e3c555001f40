package tabulation

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/bima-exchange/bima/terminology"
)

// What WHO's URIs begin with; a number follows.
const (
	entity        = "http://id.who.int/icd/entity/"
	linearization = terminology.ICD11URL + "/"
)

var numberForm = regexp.MustCompile(`^[1-9]\d*$`)

// checkURI holds the two URIs against each other. A residual code has no Foundation URI, and its
// linearization URI is made of that of its group.
func checkURI(r *row) error {
	id, ok := strings.CutPrefix(r.cells[linearizationURI], linearization)
	if !ok {
		return fmt.Errorf("%s has the Linearization URI %q; wanted is one that begins with %s", r.name(), r.cells[linearizationURI], linearization)
	}
	if r.cells[isResidual] == "False" {
		if !numberForm.MatchString(id) || r.cells[foundationURI] != entity+id {
			return fmt.Errorf("%s has the URIs %q and %q, which do not name the same", r.name(), r.cells[foundationURI], r.cells[linearizationURI])
		}
		return nil
	}
	if r.parent == nil || r.cells[foundationURI] != "" {
		return fmt.Errorf("%s is a residual code (IsResidual is True), which has a group above it and no Foundation URI", r.name())
	}
	group := r.parent.cells[linearizationURI]
	switch r.cells[linearizationURI] {
	case group + "/other":
		r.residual = "other"
	case group + "/unspecified":
		r.residual = "unspecified"
	default:
		return fmt.Errorf("%s is a residual code of %s, and its Linearization URI is %q", r.name(), r.parent.name(), r.cells[linearizationURI])
	}
	return nil
}

// checkLink holds the number in the link to WHO's browser against the URI. WHO has moved its browser
// more than once, so that no more of the link is known than that it ends in the number, or for residual
// codes has the number and ends in what they are.
func checkLink(r *row) error {
	id, residual, _ := strings.Cut(strings.TrimPrefix(r.cells[linearizationURI], linearization), "/")
	target := linkForm.FindStringSubmatch(r.cells[browserLink])
	if target == nil || target[1] != id || target[2] != residual {
		return fmt.Errorf("%s has the BrowserLink %s, which does not lead to %s", r.name(), r.cells[browserLink], r.cells[linearizationURI])
	}
	return nil
}

// linkForm finds the number of a concept and the kind of a residual one in a link, in which the signs
// between them may be written as %2F.
var linkForm = regexp.MustCompile(`(?i)(?:#|/|%2F)(\d+)(?:(?:/|%2F)mms)?(?:(?:/|%2F)(other|unspecified))?"`)
