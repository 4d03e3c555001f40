package terminology

import (
	"fmt"
	"slices"
	"strings"
)

// descriptor begins the extension codes that describe a diagnosis as such ("present on admission")
// and go with any stem: WHO's type 2.
const descriptor = "XY"

// judgeAxes judges the extensions of one group by the axes of its stem (Reference Guide 2.9 to 2.11).
// What the release does not have is not looked at: it has its fault already.
func (c *CodeSystem) judgeAxes(cluster Cluster, n int) []Fault {
	group := cluster.Groups[n]
	stem, ok := c.Find(group.Stem.Code)
	if !ok {
		return nil
	}
	axes := c.At(stem).Axes
	var faults []Fault
	values := make([][]int, len(axes)) // the positions of the values that each axis has
	for _, extension := range group.Extensions {
		position, ok := c.Find(extension.Code)
		if !ok || strings.HasPrefix(extension.Code, descriptor) {
			continue
		}
		i := slices.IndexFunc(axes, func(axis Axis) bool { return c.isValue(axis, position) })
		if i < 0 {
			faults = append(faults, Fault{Kind: AxisUndeclared, Part: extension, Text: fmt.Sprintf(
				"%s does not describe %s by ICD-11's rules; %s", cluster.NameOf(extension), group.Stem.Code, takes(axes))})
			continue
		}
		if c.excludes(axes[i], values[i], position) {
			faults = append(faults, Fault{Kind: AxisMultiple, Part: extension, Axis: axes[i].Name, Text: fmt.Sprintf(
				"%s is one value too many: by ICD-11's rules %s has %s", cluster.NameOf(extension), group.Stem.Code, axes[i].most())})
		}
		values[i] = append(values[i], position)
	}
	for i, axis := range axes {
		if axis.Required && len(values[i]) == 0 && !c.filled(axis, cluster, n) {
			faults = append(faults, Fault{Kind: AxisMissing, Part: group.Stem, Axis: axis.Name, Text: fmt.Sprintf(
				"%s is complete by ICD-11's rules only with a code for its axis %s, joined with & or, where that is a stem code, with /", cluster.NameOf(group.Stem), axis.Name)})
		}
	}
	return faults
}

// isValue reports whether the concept is one of the axis's roots or below one.
func (c *CodeSystem) isValue(axis Axis, position int) bool {
	return slices.ContainsFunc(axis.Roots, func(uri string) bool {
		root, ok := c.FindURI(uri)
		return ok && c.Subsumes(root, position)
	})
}

// excludes reports whether the values that an axis has leave no room for one more.
func (c *CodeSystem) excludes(axis Axis, values []int, position int) bool {
	switch axis.Multiple {
	case NotAllowed:
		return len(values) > 0
	case AllowedExceptFromSameBlock:
		return slices.ContainsFunc(values, func(value int) bool { return c.block(value) == c.block(position) })
	}
	return false
}

// block is the position of the nearest heading over a code, -1 where there is none.
func (c *CodeSystem) block(position int) int {
	for position >= 0 && !c.At(position).Abstract {
		position = c.At(position).Parent
	}
	return position
}

// filled reports whether the stem of another group is a value of the axis.
func (c *CodeSystem) filled(axis Axis, cluster Cluster, n int) bool {
	for i, group := range cluster.Groups {
		if position, ok := c.Find(group.Stem.Code); ok && i != n && c.isValue(axis, position) {
			return true
		}
	}
	return false
}

// takes ends the finding about an extension that fits no axis.
func takes(axes []Axis) string {
	if len(axes) == 0 {
		return "no extension code but a diagnosis descriptor (XY…) is wanted there"
	}
	names := make([]string, len(axes))
	for i, axis := range axes {
		names[i] = axis.Name
	}
	return "wanted are codes for " + strings.Join(names, ", ")
}

// most says how many values an axis can have.
func (a Axis) most() string {
	if a.Multiple == AllowedExceptFromSameBlock {
		return "one of a block for its axis " + a.Name
	}
	return "one for its axis " + a.Name
}
