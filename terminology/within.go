package terminology

import (
	"slices"

	"github.com/bima-exchange/bima/fhir"
)

// WithinDiagnoses reports whether one of the stems of a cluster is one of the codes or stands below
// one, in the release of ICD-11 that is in force on the day, or on the zero Date in the newest. A code
// names a stem, a block (BlockL1-1A0) or a chapter (01); one that the release does not have equals
// only itself, and so does such a stem. No codes allow nothing.
func (s *Set) WithinDiagnoses(cluster Cluster, codes []string, on fhir.Date) bool {
	release := inForce(s.versions[ICD11URL], on)
	return slices.ContainsFunc(cluster.Groups, func(group Group) bool {
		return release.within(group.Stem.Code, codes)
	})
}

// within reports whether a code is one of others or stands below one.
func (c *CodeSystem) within(code string, others []string) bool {
	if slices.Contains(others, code) {
		return true
	}
	position, ok := c.Find(code)
	if !ok {
		return false
	}
	for position = c.At(position).Parent; position >= 0; position = c.At(position).Parent {
		if called := c.At(position).called(); called != "" && slices.Contains(others, called) {
			return true
		}
	}
	return false
}

// called is what a list calls a concept: by its code or, since WHO gives headings none, by the id of
// the block or the number of the chapter. It is empty where there is no such name.
func (c *Concept) called() string {
	switch {
	case c.Code != "":
		return c.Code
	case c.Property(ClassKind) == "chapter":
		return c.Property(ChapterNo)
	}
	return c.Property(BlockID)
}
