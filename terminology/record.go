package terminology

import (
	"context"
	"errors"

	"github.com/bima-exchange/bima/fhir"
)

// Record is where code systems and tariffs are kept. What is in use is in memory, made of the
// record and made anew when the record has changed. One method is one transaction.
type Record interface {
	// Revision moves with every change of what Read returns.
	Revision(ctx context.Context) (int64, error)
	// Read returns all that is kept, as of one moment.
	Read(ctx context.Context) (Kept, error)
	// SaveCodeSystem adds a version of a code system. It returns false where the same is kept
	// already, and ErrOther where another content is kept under the version: a version never changes.
	SaveCodeSystem(ctx context.Context, system *CodeSystem) (added bool, err error)
	// SaveSupplements adds to concepts of a version, each once. A long work is seen at its end, when
	// FinishSupplements has said that it is whole.
	SaveSupplements(ctx context.Context, url, version string, supplements []Supplement) error
	// Supplemented are the URIs of the concepts of a version that have a supplement.
	Supplemented(ctx context.Context, url, version string) ([]string, error)
	FinishSupplements(ctx context.Context, url, version string) error
	// ChangeTariffs changes the catalogue, all or nothing. It returns ErrMoved where the revision is
	// no longer the one that the change was made for.
	ChangeTariffs(ctx context.Context, change TariffChange) error
	// Uses counts how often the newest claims, at most as many as said, name each diagnosis stem and
	// each intervention.
	Uses(ctx context.Context, claims int) (map[string]int, error)
}

// The errors of a Record that its callers tell apart.
var (
	// ErrOther: the version is kept with another content.
	ErrOther = errors.New("this version is kept with another content")
	// ErrMoved: somebody has changed the record meanwhile.
	ErrMoved = errors.New("the record has changed meanwhile")
)

// Kept is what a Record holds at one moment.
type Kept struct {
	Revision int64
	// CodeSystems have their supplements.
	CodeSystems []*CodeSystem
	// Catalogue is nil where no tariffs have been imported.
	Catalogue *Catalogue
}

// Supplement is what another source says of a concept beyond its owner's list.
type Supplement struct {
	// URI is the concept's.
	URI          string
	Designations []Designation
	Properties   []Property
	Axes         []Axis
}

// TariffChange is one change of the catalogue. No row is ever removed or overwritten: a row ends
// earlier than it would have, and others begin.
type TariffChange struct {
	// Revision is that of the record for which the change was made.
	Revision int64
	// System is the head of the catalogue after the change.
	System System
	Ended  []Ending
	Added  []Intervention
}

// Ending says that the row of a code that began on From (zero: open) has To as its last day.
type Ending struct {
	Code     string
	From, To fhir.Date
}
