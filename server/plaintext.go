package server

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bima-exchange/bima/engine"
)

// The longest texts that people may send, in characters. They are read in process notes and lists.
const (
	longestNote  = 2000
	longestTitle = 200
	longestCode  = 64
)

// plainText is a text of a person without the space around it. What holds characters that no screen
// shows, or is too long, is Invalid. Lines may be parted where many are allowed.
func plainText(name, text string, longest int) (string, error) {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > longest {
		return "", engine.Errorf(engine.Invalid, "%s has %d characters; at most %d are taken", name, n, longest)
	}
	unseen := func(r rune) bool {
		return unicode.IsControl(r) && (longest != longestNote || !strings.ContainsRune("\n\r\t", r))
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unseen) {
		return "", engine.Errorf(engine.Invalid, "%s holds characters that are no text", name)
	}
	return text, nil
}
