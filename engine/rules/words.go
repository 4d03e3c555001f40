package rules

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
)

// several is a number of things in words: "1 day", "3 days".
func several(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// listed are several things in a sentence.
func listed(things []string) string {
	if len(things) < 2 {
		return strings.Join(things, "")
	}
	return strings.Join(things[:len(things)-1], ", ") + " and " + things[len(things)-1]
}

// mostListed is how many things a sentence can hold.
const mostListed = 8

// shortened are several things in a sentence: of many the first.
func shortened(things []string) string {
	if len(things) <= mostListed {
		return strings.Join(things, ", ")
	}
	return fmt.Sprintf("%s and %d others", strings.Join(things[:mostListed], ", "), len(things)-mostListed)
}

// shown is a quantity for people: a fraction without an end is cut after four decimals.
func shown(quantity fhir.Decimal) string {
	if text := quantity.String(); len(text) <= 8 {
		return text
	}
	return plain(quantity.Rat())
}

// plain is a number with no more decimals than it needs, at most four.
func plain(number *big.Rat) string {
	if number.IsInt() {
		return number.Num().String()
	}
	text := number.FloatString(4)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// span is a stretch of days in words.
func span(days engine.Days) string {
	if days.First == days.Last {
		return "on " + days.First.String()
	}
	return "from " + days.First.String() + " to " + days.Last.String()
}

// counted is a number of things, which may be a fraction.
func counted(amount *big.Rat, thing string) string {
	if number := plain(amount); number != "1" {
		return number + " " + thing + "s"
	}
	return "1 " + thing
}

// or is a text, or another where it is empty.
func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}
