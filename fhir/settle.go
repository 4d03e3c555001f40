package fhir

import (
	"cmp"
	"slices"
)

// Settle puts the findings about this bundle in order for an answer: an FHR-003 finding is
// dropped where an error of another rule has the same Path, so that no fault is told twice, and
// so are exact repeats; Expression and Offset are set; the rest is sorted by Offset, Rule, Path
// and Text. The slice given is not changed. A nil Bundle, of a body that is none, has no places.
func (b *Bundle) Settle(issues []Issue) []Issue {
	if b == nil {
		return settle(nil, issues)
	}
	return settle(b.root, issues)
}

// Settle is that of a Bundle, for one resource.
func (r *Resource) Settle(issues []Issue) []Issue { return settle(r.node, issues) }

func settle(root *node, issues []Issue) []Issue {
	spoken := map[string]bool{}
	for _, issue := range issues {
		if issue.Rule != "FHR-003" && issue.Level == Error {
			spoken[issue.Path] = true
		}
	}
	issues = slices.DeleteFunc(slices.Clone(issues), func(issue Issue) bool {
		return issue.Rule == "FHR-003" && spoken[issue.Path]
	})
	return arrange(root, issues)
}

// LeftOut reports whether an element is in the body and no view has it, since it or all that it
// holds was dropped.
func (b *Bundle) LeftOut(path string) bool {
	n, whole := b.root.deepest(path)
	return whole && n.dropped
}

// arrange gives findings their places and their order. It silences none, since that is a matter of
// levels: an element that was dropped because it is empty must not hide that it is required.
func arrange(root *node, issues []Issue) []Issue {
	for i, issue := range issues {
		if root != nil {
			n, _ := root.deepest(issue.Path)
			issues[i].Expression, issues[i].Offset = n.path(), n.start
		}
	}
	slices.SortStableFunc(issues, func(a, b Issue) int {
		return cmp.Or(
			cmp.Compare(a.Offset, b.Offset),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Path, b.Path),
			cmp.Compare(a.Text, b.Text),
			cmp.Compare(a.Level, b.Level),
			cmp.Compare(a.Code, b.Code),
		)
	})
	return slices.Compact(issues)
}
