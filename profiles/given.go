package profiles

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// insteadOf ends a finding about a missing element with what reading found in its place: an
// unknown element that seems to mean it, or the element itself, empty, of another form, or with
// nothing in it that was read.
func (c *check) insteadOf(path string) string {
	switch found, ok := c.givenFor()[path]; {
	case ok && found.Meant == path:
		return fmt.Sprintf(" (what is given as %q was not read: %s)", element(found.Path), found.Rule)
	case ok && found.Rule == "FHR-003":
		return fmt.Sprintf(" (%s is there, but not as R4 writes it: %s)", element(path), found.Text)
	case ok:
		return fmt.Sprintf(" (%s is there, but empty: FHR-012)", element(path))
	case c.bundle.LeftOut(path):
		return fmt.Sprintf(" (%s is there, but nothing in it could be read)", element(path))
	}
	return ""
}

// givenFor are the findings of reading about what is given in place of an element, by the path of
// that element. They are looked up for every finding, so they are gathered once.
func (c *check) givenFor() map[string]fhir.Issue {
	if c.given != nil {
		return c.given
	}
	c.given = map[string]fhir.Issue{}
	for _, issue := range c.issues {
		switch {
		case issue.Meant != "":
			c.given[issue.Meant] = issue
		case issue.Rule == "FHR-012", issue.Rule == "FHR-003" && issue.Code != "required":
			c.given[issue.Path] = issue
		}
	}
	return c.given
}

// refused reports whether reading has found that an element is there and not as R4 writes it.
func (c *check) refused(path string) bool {
	issue, ok := c.givenFor()[path]
	return ok && issue.Path == path && issue.Rule == "FHR-003"
}

// spokenOf tells whether a finding so far says something of an element that is missing: the finding
// is about the element, about one that seems to mean it, or about something in it that was not read
// as it stands; or what would hold the element is said to be missing or empty.
func (c *check) spokenOf() func(path string) bool {
	const longest = 1000 // only the name of an unknown element makes a path longer
	about, missing := map[string]bool{}, map[string]bool{}
	for _, issue := range c.issues {
		about[issue.Path], about[issue.Meant] = true, true
		missing[issue.Path] = missing[issue.Path] || issue.Code == "required" || issue.Rule == "FHR-012"
		if len(issue.Path) > longest || !strings.HasPrefix(issue.Rule, "FHR-") {
			continue
		}
		for path := issue.Path; path != ""; path = above(path) {
			about[path] = true
		}
	}
	return func(path string) bool {
		for holder := path; holder != ""; holder = above(holder) {
			if missing[holder] {
				return true
			}
		}
		return about[path]
	}
}

// above is the path of what holds an element.
func above(path string) string { return path[:max(strings.LastIndexAny(path, ".["), 0)] }
