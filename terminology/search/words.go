// Package search finds concepts by the words of their texts: by the beginnings of words, in either
// spelling of English, without accents, and in spite of a slip of the pen. It knows nothing of
// medicine.
package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestWord is how many bytes of a word count.
const longestWord = 64

// weightless are words that tell nothing of what is meant. They are not asked for, unless nothing else
// is: "fracture of the femur" means what has both other words.
var weightless = map[string]bool{
	"an": true, "and": true, "for": true, "in": true, "of": true, "on": true, "the": true, "with": true,
}

// undecomposed are letters that Unicode does not take apart into a plain one and its accent.
var undecomposed = strings.NewReplacer("æ", "ae", "œ", "oe", "ø", "o", "ß", "ss", "ł", "l", "đ", "d", "’", "'")

// fold is a text in lower case and without accents: "Menière" and "MENIERE" are one.
func fold(text string) string {
	text = strings.ToLower(text)
	if isASCII(text) {
		return text
	}
	plain := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(text))
	return undecomposed.Replace(plain)
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// words are the words of a text, folded: letters and digits that stand together. The s of a genitive
// is none, so that Crohn's disease is Crohn disease.
func words(text string) []string {
	var found []string
	text = fold(text)
	for begin := 0; begin < len(text); {
		end := begin
		for end < len(text) {
			r, size := utf8.DecodeRuneInString(text[end:])
			if !wordRune(r) {
				break
			}
			end += size
		}
		genitive := text[begin:end] == "s" && begin > 0 && text[begin-1] == '\''
		if end > begin && !genitive {
			found = append(found, cut(text[begin:end], longestWord))
		}
		_, size := utf8.DecodeRuneInString(text[end:])
		begin = end + size
	}
	return found
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// cut is the text without what exceeds a number of bytes.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most]
}

// weighty is a list of words without those that weigh nothing, or all of it where none else is there.
func weighty(all []string) []string {
	var some []string
	for _, word := range all {
		if !weightless[word] {
			some = append(some, word)
		}
	}
	if some == nil {
		return all
	}
	return some
}

// plainCode is a code as codes are compared: lower case, letters and digits alone.
func plainCode(code string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, code)
}
