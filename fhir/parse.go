package fhir

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"
)

const (
	// maxDepth is how deep arrays and objects may nest, the body itself included.
	maxDepth = 64
	// maxValues bounds what a body costs in memory. A claim has some 400 values, so that a body of
	// 10 MB that holds claims stays below.
	maxValues = 500_000
)

// parser reads one JSON value (RFC 8259) into nodes. It stops at the first fault.
type parser struct {
	body []byte
	pos  int
	// values counts those read so far.
	values int
}

// fault is where and why a body is not the JSON that is wanted.
type fault struct {
	offset int
	text   string
}

func (f *fault) Error() string { return f.text }

// parse reads the whole body (FHR-001). The root gets name.
func parse(body []byte, name string) (*node, error) {
	p := &parser{body: body}
	if bytes.HasPrefix(body, []byte("\xef\xbb\xbf")) {
		return nil, p.fault(0, "the body begins with a byte-order mark; UTF-8 without one is wanted")
	}
	if bytes.HasPrefix(body, []byte("\xff\xfe")) || bytes.HasPrefix(body, []byte("\xfe\xff")) {
		return nil, p.fault(0, "the body is UTF-16; UTF-8 is wanted")
	}
	p.space()
	if p.pos == len(body) {
		return nil, p.fault(p.pos, "the body is empty; a JSON object is wanted")
	}
	root := &node{name: name}
	if err := p.value(root, 1); err != nil {
		return nil, err
	}
	p.space()
	if p.pos < len(body) {
		return nil, p.fault(p.pos, fmt.Sprintf("%s follows the end of the JSON object; nothing may", p.found()))
	}
	if root.kind != object {
		return nil, p.fault(root.start, fmt.Sprintf("the body is %s; a JSON object is wanted", root.kind))
	}
	return root, nil
}

func (p *parser) fault(offset int, text string) error {
	line := 1 + bytes.Count(p.body[:offset], []byte("\n"))
	column := 1 + utf8.RuneCount(p.body[bytes.LastIndexByte(p.body[:offset], '\n')+1:offset])
	return &fault{offset, fmt.Sprintf("line %d, column %d: %s", line, column, text)}
}

// found names what stands at the present position.
func (p *parser) found() string {
	if p.pos >= len(p.body) {
		return "the end of the body"
	}
	r, size := utf8.DecodeRune(p.body[p.pos:])
	if r == utf8.RuneError && size <= 1 {
		return "a byte that is not UTF-8"
	}
	return fmt.Sprintf("%q", r)
}

func (p *parser) space() {
	for p.pos < len(p.body) {
		switch p.body[p.pos] {
		case ' ', '\t', '\n', '\r':
			p.pos++
		default:
			return
		}
	}
}

// take goes past c where it is the next byte.
func (p *parser) take(c byte) bool {
	if p.pos < len(p.body) && p.body[p.pos] == c {
		p.pos++
		return true
	}
	return false
}

func (p *parser) value(n *node, depth int) (err error) {
	n.start = p.pos
	if p.values++; p.values > maxValues {
		return p.fault(p.pos, fmt.Sprintf("the body has more than %d values; send it as several bundles, each with some of the claims", maxValues))
	}
	if p.pos == len(p.body) {
		return p.fault(p.pos, "the body ends where a value is wanted")
	}
	switch c := p.body[p.pos]; {
	case c == '{':
		err = p.object(n, depth)
	case c == '[':
		err = p.array(n, depth)
	case c == '"':
		n.kind = text
		n.text, err = p.string()
	case c == '-' || '0' <= c && c <= '9':
		n.kind = number
		err = p.number(n)
	default:
		err = p.word(n)
	}
	n.end = p.pos
	return err
}

func (p *parser) word(n *node) error {
	for _, w := range []struct {
		word string
		kind kind
	}{{"true", boolean}, {"false", boolean}, {"null", null}} {
		if bytes.HasPrefix(p.body[p.pos:], []byte(w.word)) {
			n.kind, n.text = w.kind, w.word
			p.pos += len(w.word)
			return nil
		}
	}
	letters := bytes.IndexFunc(p.body[p.pos:], func(r rune) bool { return !unicode.IsLetter(r) })
	if letters < 0 {
		letters = len(p.body) - p.pos
	}
	if letters == 0 {
		return p.fault(p.pos, fmt.Sprintf("%s found where a JSON value is wanted", p.found()))
	}
	return p.fault(p.pos, fmt.Sprintf("%s found where a JSON value is wanted; true, false and null are written in small letters, and text in double quotes",
		quote(string(p.body[p.pos:p.pos+letters]))))
}

// place is the path of a node for people, also where it has none.
func place(n *node) string {
	if path := n.path(); path != "" {
		return path
	}
	return "the body"
}
