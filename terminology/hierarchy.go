package terminology

// Children are the positions right below a concept, in order.
func (c *CodeSystem) Children(position int) []int {
	var children []int
	for i := position + 1; i < int(c.ends[position]); i = int(c.ends[i]) {
		children = append(children, i)
	}
	return children
}

// Roots are the positions below nothing, in order.
func (c *CodeSystem) Roots() []int {
	var roots []int
	for i := 0; i < len(c.concepts); i = int(c.ends[i]) {
		roots = append(roots, i)
	}
	return roots
}

// Ancestors are the positions above a concept, the uppermost first.
func (c *CodeSystem) Ancestors(position int) []int {
	var above []int
	for i := c.concepts[position].Parent; i >= 0; i = c.concepts[i].Parent {
		above = append([]int{i}, above...)
	}
	return above
}

// Subsumes reports whether the second concept is the first or stands below it.
func (c *CodeSystem) Subsumes(a, b int) bool { return a <= b && b < int(c.ends[a]) }

// End is the position behind the last concept below this one: those between are all below it.
func (c *CodeSystem) End(position int) int { return int(c.ends[position]) }
