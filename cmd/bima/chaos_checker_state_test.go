package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"
)

// store: what is there in the end is there once, whole and adjudicated.
func (c *checker) store() {
	if more := c.end.Stored - len(c.end.Found); more > 0 {
		c.report(doubled, "%d claims are in the store that nobody finds under an id that was sent", more)
	} else if more < 0 {
		c.report(lost, "%d claims are found that are not in the store", -more)
	}
	for _, fault := range c.end.Faults {
		c.report(tampered, "%s", fault)
	}
	for _, id := range slices.Sorted(maps.Keys(c.end.Found)) {
		claim := c.end.Found[id]
		if claim.Total != 1 {
			c.report(doubled, "claim %s leads to %d claims", id, claim.Total)
		}
		for _, version := range claim.Twice {
			c.report(doubled, "claim %s has version %d twice", id, version)
		}
		for version := range len(claim.Versions) {
			if _, ok := claim.Versions[version+1]; !ok {
				c.report(lost, "claim %s has %d versions, and not version %d", id, len(claim.Versions), version+1)
			}
		}
		if claim.State == "queued" {
			c.report(stuck, "claim %s is still queued", id)
		}
	}
}

// sameVersionSameBytes: a version of a ClaimResponse is the same bytes in every poll and callback, and
// so is the claim as it was accepted.
func (c *checker) sameVersionSameBytes() {
	for _, id := range slices.Sorted(maps.Keys(c.end.Found)) {
		for version, bytes := range c.end.Found[id].Versions {
			c.same(fmt.Sprintf("version %d of claim %s", version, id), bytes)
		}
	}
	for _, a := range c.acts {
		for _, s := range a.Seen {
			c.same(fmt.Sprintf("version %d of claim %s", s.Version, s.Claim), s.Digest)
			if s.Content != "" {
				c.same("the content of claim "+s.Claim, s.Content)
			}
		}
	}
}

// same reports a thing that was told in two ways.
func (c *checker) same(thing, digest string) {
	if before, ok := c.digests[thing]; !ok {
		c.digests[thing] = digest
	} else if before != digest {
		c.report(different, "%s was told as the bytes %s and as %s", thing, before, digest)
	}
}

// versionsGoOn: a poll that began after another had ended, or after a callback had come, sees no older
// version than that did. Polls that overlap may see either.
func (c *checker) versionsGoOn() {
	type sight struct {
		act  act
		seen seen
	}
	sights := map[string][]sight{}
	for _, a := range c.acts {
		for _, s := range a.Seen {
			if !s.Earlier {
				sights[s.Claim] = append(sights[s.Claim], sight{a, s})
			}
		}
	}
	for _, claim := range slices.Sorted(maps.Keys(sights)) {
		for _, later := range sights[claim] {
			for _, before := range sights[claim] {
				if later.act.Kind == polled && before.act.Ended < later.act.Began && before.seen.Version > later.seen.Version {
					c.report(wentBack, "claim %s had version %d after %v, and %d in a poll that began after %v",
						claim, before.seen.Version, before.act.Ended, later.seen.Version, later.act.Began)
				}
			}
		}
	}
}

// callbacks: every version from the second on was taken by the receiver, and none came before the one
// below it was taken. The same version may come again at any time.
func (c *checker) callbacks() {
	came, taken := map[string]time.Duration{}, map[string]time.Duration{}
	arrivals := slices.DeleteFunc(slices.Clone(c.acts), func(a act) bool { return a.Kind != calledUp })
	slices.SortFunc(arrivals, func(a, b act) int { return cmp.Compare(a.Began, b.Began) })
	for _, a := range arrivals {
		for _, s := range a.Seen {
			id := webhookID(s.Claim, s.Version)
			if a.Ask != id {
				c.report(different, "the callback %s has the body of %s", a.Ask, id)
			}
			if _, there := c.end.Found[s.Claim]; !there {
				c.report(lost, "claim %s was called back and is not there", s.Claim)
			}
			if _, again := came[id]; !again {
				came[id] = a.Began
			}
			if _, again := taken[id]; a.Status/100 == 2 && (!again || a.Ended < taken[id]) {
				taken[id] = a.Ended
			}
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.end.Found)) {
		for version := 2; version <= len(c.end.Found[id].Versions); version++ {
			if _, ok := taken[webhookID(id, version)]; !ok {
				c.report(uncalled, "version %d of claim %s was not called back", version, id)
			}
			at, ok := came[webhookID(id, version)]
			below, called := taken[webhookID(id, version-1)]
			if ok && version > 2 && (!called || at < below) {
				c.report(disordered, "version %d of claim %s came after %v, before version %d was taken", version, id, at, version-1)
			}
		}
	}
}

// webhookID is the name of the callback of a version.
func webhookID(claim string, version int) string { return fmt.Sprintf("%s.%d", claim, version) }
