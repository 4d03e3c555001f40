package tabulation

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// checks are what must hold of each row. WHO says most things twice, in the URI and the link, or in
// the dashes and the depth: a cell that was changed stands against another one.
var checks = []func(*row) error{
	checkTitle, checkKind, checkChapter, checkFlags, checkURI, checkLink, checkCode, checkBlock, checkDepth,
}

var chapterForm = regexp.MustCompile(`^(0[1-9]|1\d|2[0-6]|V|X)$`)

func checkTitle(r *row) error {
	if r.title == "" {
		return fmt.Errorf("%s has no title", r.name())
	}
	if strings.TrimLeft(r.title, " -") != r.title || strings.TrimRight(r.title, " ") != r.title || strings.ContainsFunc(r.title, func(c rune) bool { return c < ' ' }) {
		return fmt.Errorf("the title %q begins or ends with what is none of it", r.title)
	}
	return nil
}

func checkKind(r *row) error {
	kind := r.cells[classKind]
	if !slices.Contains([]string{chapter, block, category}, kind) {
		return fmt.Errorf("%s has the ClassKind %q; chapter, block or category is wanted", r.name(), kind)
	}
	if (kind == chapter) != (r.parent == nil) {
		return fmt.Errorf("%s is a %s and stands %d levels deep: chapters, and they alone, stand below nothing", r.name(), kind, r.depth)
	}
	return nil
}

func checkChapter(r *row) error {
	no := r.cells[chapterNo]
	if !chapterForm.MatchString(no) {
		return fmt.Errorf("%s has the ChapterNo %q; 01 to 26, V or X is wanted", r.name(), no)
	}
	if r.parent != nil && r.parent.cells[chapterNo] != no {
		return fmt.Errorf("%s has the ChapterNo %s and stands in chapter %s", r.name(), no, r.parent.cells[chapterNo])
	}
	return nil
}

func checkFlags(r *row) error {
	for _, flag := range []int{isLeaf, isResidual} {
		if r.cells[flag] != "True" && r.cells[flag] != "False" {
			return fmt.Errorf("%s has the %s %q; True or False is wanted", r.name(), columns[flag], r.cells[flag])
		}
	}
	return nil
}

// checkDepth holds the depth against the rows above: it counts those of the same kind.
func checkDepth(r *row) error {
	depth := 1
	for above := r.parent; above != nil && above.cells[classKind] == r.cells[classKind]; above = above.parent {
		depth++
	}
	if r.cells[depthInKind] != strconv.Itoa(depth) {
		return fmt.Errorf("%s has the DepthInKind %q, and by the rows above it is %d: one of them is missing, or the dashes of the title were changed", r.name(), r.cells[depthInKind], depth)
	}
	return nil
}

// checkParent holds what a row of the layout of 2026-01 says that it belongs to against what it
// stands below.
func checkParent(r *row) error {
	want := ""
	if r.parent != nil {
		want = r.parent.cells[foundationURI]
	}
	if r.cells[parent] != want {
		return fmt.Errorf("%s names %q as Parent, and stands below %q", r.name(), r.cells[parent], want)
	}
	return nil
}
