package service

import (
	"cmp"

	"github.com/bima-exchange/bima/terminology"
)

// The parameters that choose the version of a code system: where the value set names none; where it
// names none, and else it must be that; and in any case.
const (
	systemVersion      = "system-version"
	checkSystemVersion = "check-system-version"
	forceSystemVersion = "force-system-version"
)

// pin is a version that a parameter chooses.
type pin struct{ parameter, version string }

// pin reads the parameters that choose versions of code systems.
func (c *composer) pin(in Parameters) error {
	c.pinned = make(map[string]pin)
	for _, name := range []string{systemVersion, checkSystemVersion, forceSystemVersion} {
		for _, canonical := range in.all(name) {
			url, version := cutVersion(canonical)
			of := c.service.find(url)
			if of == nil || of.version(version, c.on) == nil || version == "" {
				return invalid(name, "%s is %q; the url of a code system that is known here, | and one of its versions are wanted", name, shortened(canonical))
			}
			c.pinned[of.url] = pin{name, version}
		}
	}
	return nil
}

// version is the version of a code system to choose from.
func (c *composer) version(of *system, choice terminology.Choice) (*terminology.CodeSystem, error) {
	named, pinned := choice.Version, c.pinned[of.url]
	switch {
	case named == "" || pinned.parameter == forceSystemVersion:
		named = cmp.Or(pinned.version, named)
	case pinned.parameter == checkSystemVersion && named != pinned.version:
		return nil, unprocessable(pinned.parameter, "the value set has codes of %s in the version %q, and %q is wanted", of.url, shortened(named), pinned.version)
	}
	in := of.version(named, c.on)
	if in == nil {
		return nil, unprocessable(c.parameter, "the version %q of %s is not known here; known are %s", shortened(named), of.url, of.names())
	}
	return in, nil
}
