package fhir

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a JSON string at the present position, which is its opening quote.
func (p *parser) string() (string, error) {
	start := p.pos + 1
	for i := start; i < len(p.body); i++ {
		switch c := p.body[i]; {
		case c == '"':
			p.pos = i + 1
			return string(p.body[start:i]), nil
		case c == '\\' || c < ' ' || c >= utf8.RuneSelf:
			p.pos = i
			return p.unescape(append(make([]byte, 0, 2*(i-start)+16), p.body[start:i]...))
		}
	}
	p.pos = len(p.body)
	return "", p.fault(p.pos, "the body ends within a string")
}

// unescape reads on in a string that has more than plain ASCII.
func (p *parser) unescape(value []byte) (string, error) {
	for p.pos < len(p.body) {
		switch c := p.body[p.pos]; {
		case c == '"':
			p.pos++
			return string(value), nil
		case c == '\\':
			r, err := p.escape()
			if err != nil {
				return "", err
			}
			value = utf8.AppendRune(value, r)
		case c < ' ':
			return "", p.fault(p.pos, fmt.Sprintf("the control character U+%04X stands in a string; JSON wants it as an escape", c))
		default:
			r, size := utf8.DecodeRune(p.body[p.pos:])
			if r == utf8.RuneError && size == 1 {
				return "", p.fault(p.pos, fmt.Sprintf("the byte 0x%02X is not UTF-8", c))
			}
			value = append(value, p.body[p.pos:p.pos+size]...)
			p.pos += size
		}
	}
	return "", p.fault(p.pos, "the body ends within a string")
}

// escape reads one escape at the present position, which is the backslash.
func (p *parser) escape() (rune, error) {
	start := p.pos
	if p.pos+1 >= len(p.body) {
		return 0, p.fault(start, "the body ends within an escape")
	}
	c := p.body[p.pos+1]
	p.pos += 2
	switch c {
	case '"', '\\', '/':
		return rune(c), nil
	case 'b':
		return '\b', nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		return p.unicode(start)
	}
	return 0, p.fault(start, fmt.Sprintf("%q is no escape of JSON", p.body[start:start+2]))
}

func (p *parser) unicode(start int) (rune, error) {
	first, ok := p.hex()
	if !ok {
		return 0, p.fault(start, `\u is not followed by four hexadecimal digits`)
	}
	if !utf16.IsSurrogate(first) {
		return first, nil
	}
	if p.take('\\') && p.take('u') {
		if second, ok := p.hex(); ok {
			if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
				return r, nil
			}
		}
	}
	return 0, p.fault(start, fmt.Sprintf(`the escape \u%04x is half of a surrogate pair and stands alone`, first))
}

func (p *parser) hex() (rune, bool) {
	if p.pos+4 > len(p.body) {
		return 0, false
	}
	value, err := strconv.ParseUint(string(p.body[p.pos:p.pos+4]), 16, 16)
	if err != nil {
		return 0, false
	}
	p.pos += 4
	return rune(value), true
}

// quote is a value as a text shows it: in quotes, and not more of it than a person wants to read.
func quote(value string) string {
	const most = 120
	if utf8.RuneCountInString(value) > most {
		runes := []rune(value)
		return strconv.Quote(string(runes[:most])) + " …"
	}
	return strconv.Quote(value)
}
