package fhir

import "fmt"

func (p *parser) object(n *node, depth int) error {
	n.kind = object
	if depth > maxDepth {
		return p.tooDeep()
	}
	p.pos++
	p.space()
	if p.take('}') {
		return nil
	}
	for {
		start := p.pos
		if p.pos == len(p.body) || p.body[p.pos] != '"' {
			return p.fault(p.pos, fmt.Sprintf("%s found where a member name in double quotes is wanted", p.found()))
		}
		name, err := p.string()
		if err != nil {
			return err
		}
		if n.child(name) != nil {
			return p.fault(start, fmt.Sprintf("the member %s occurs twice in %s; a name may occur once", quote(name), place(n)))
		}
		p.space()
		if !p.take(':') {
			return p.fault(p.pos, fmt.Sprintf("%s found where a colon is wanted after the member name", p.found()))
		}
		p.space()
		c := &node{parent: n, name: name}
		n.add(c)
		if err := p.value(c, depth+1); err != nil {
			return err
		}
		p.space()
		if p.take('}') {
			return nil
		}
		if err := p.comma('}'); err != nil {
			return err
		}
	}
}

func (p *parser) array(n *node, depth int) error {
	n.kind = array
	if depth > maxDepth {
		return p.tooDeep()
	}
	p.pos++
	p.space()
	if p.take(']') {
		return nil
	}
	for {
		c := &node{parent: n, index: len(n.children)}
		n.children = append(n.children, c)
		if err := p.value(c, depth+1); err != nil {
			return err
		}
		p.space()
		if p.take(']') {
			return nil
		}
		if err := p.comma(']'); err != nil {
			return err
		}
	}
}

// comma reads a comma behind which one more value must stand.
func (p *parser) comma(end rune) error {
	start := p.pos
	if !p.take(',') {
		return p.fault(p.pos, fmt.Sprintf("%s found where a comma or %c is wanted", p.found(), end))
	}
	p.space()
	if p.pos < len(p.body) && rune(p.body[p.pos]) == end {
		return p.fault(start, fmt.Sprintf("a comma found before %c; the last value has none behind it", end))
	}
	return nil
}

func (p *parser) tooDeep() error {
	return p.fault(p.pos, fmt.Sprintf("arrays and objects nest deeper than %d levels", maxDepth))
}
