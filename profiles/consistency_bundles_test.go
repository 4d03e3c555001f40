package profiles

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/testdata"
)

// checked are the findings about one of our own bundles after an edit; those of reading are also
// apart.
func checked(t *testing.T, name, edit string) (all, read []fhir.Issue) {
	t.Helper()
	bundle, read := fhir.Decode(edited(t, name, edit))
	return starter(t).Check(bundle, read, fixture{}.sender(bundle), now), read
}

// Of what a profile asks for and a resource has not, the one speaks that has to, and nobody else: R4
// itself is never restated, and PRF-001 and a rule never tell one fault twice.
func TestProfiles_oneSpeaksOfWhatIsMissing(t *testing.T) {
	for id, sample := range samples(t) {
		for _, element := range sample.elements {
			if element.min == 0 {
				continue
			}
			edit, path, name := sample.without(t, element.path)
			issues, read := checked(t, sample.bundle, edit)
			named := regexp.MustCompile(`[:,] ` + regexp.QuoteMeta(name) + `([.,;]|$)`)
			rule, about := saidByRules[id][element.path], []string{}
			for _, issue := range issues {
				if issue.Rule == "PRF-001" && issue.Path == sample.path && named.MatchString(issue.Text) ||
					issue.Rule != "PRF-001" && (issue.Rule == rule || issue.Path == path) {
					about = append(about, issue.Rule)
				}
			}
			if rule == "" {
				rule = "PRF-001"
			}
			if diff := cmp.Diff([]string{rule}, slices.Compact(about)); diff != "" {
				t.Errorf("%s without %s: who speaks of it (-want +got):\n%s", id, element.path, diff)
			}
			if slices.ContainsFunc(read, func(issue fhir.Issue) bool { return issue.Rule == "FHR-003" && issue.Path == path }) {
				t.Errorf("%s restates what R4 says of %s", id, element.path)
			}
		}
	}
}

// What a profile takes once is told when it is there more often.
func TestProfiles_onceIsTold(t *testing.T) {
	for id, sample := range samples(t) {
		for _, element := range sample.elements {
			if !element.once {
				continue
			}
			_, slice, _ := strings.Cut(element.path, ":")
			issues, _ := checked(t, sample.bundle, sample.twice(t, element.path))
			if !slices.ContainsFunc(issues, func(issue fhir.Issue) bool {
				return issue.Rule == "PRF-001" && issue.Path == sample.path &&
					strings.Contains(issue.Text, "more than once") && strings.Contains(issue.Text, slice)
			}) {
				t.Errorf("%s: %s is there more than once, and nobody says so", id, element.path)
			}
		}
	}
}

// A bundle that satisfies R4 and all rules can satisfy the profiles: ours do, with what these fix.
func TestProfiles_ownBundlesSatisfyAll(t *testing.T) {
	profile := starter(t)
	profile.config.Prefixes = []string{"https://fhir.sha.go.ke"}
	for _, name := range testdata.Names() {
		for _, handling := range []Handling{Strict, Lenient} {
			bundle, read := fhir.Decode(testdata.Bundle(name))
			for _, issue := range profile.Check(bundle, read, fixture{handling: handling}.sender(bundle), now) {
				if issue.Rule != "FHR-017" {
					t.Errorf("%s, %s: %s at %s: %s", name, handling, issue.Rule, issue.Path, issue.Text)
				}
			}
		}
	}
	for id, sample := range samples(t) {
		for _, element := range sample.elements {
			if element.fixed == nil || strings.Contains(element.path, ":") {
				continue
			}
			if path, value := sample.at(t, element.path); !holds(value, element.fixed) {
				t.Errorf("%s: %s of %s is %v, and the profile wants %v", id, path, sample.bundle, value, element.fixed)
			}
		}
	}
}

// holds reports whether a value has all that a pattern has.
func holds(value, pattern any) bool {
	switch pattern := pattern.(type) {
	case map[string]any:
		object, ok := value.(map[string]any)
		for name, wanted := range pattern {
			ok = ok && holds(object[name], wanted)
		}
		return ok
	case []any:
		list, _ := value.([]any)
		return !slices.ContainsFunc(pattern, func(wanted any) bool {
			return !slices.ContainsFunc(list, func(member any) bool { return holds(member, wanted) })
		})
	}
	return value == pattern
}
