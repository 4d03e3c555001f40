package terminology

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/bima-exchange/bima/fhir"
)

// readTariffs reads the amounts: a column for each level, and one with "3=2240;4=3360.50" or one
// amount for each level that may deliver the intervention.
func (r *rowReader) readTariffs() {
	for _, level := range wholeLevels {
		if text := r.cell("tariff_" + level); text != "" {
			r.setTariff("tariff_"+level, level, text)
		}
	}
	text := r.cell("tariff")
	if text == "" {
		return
	}
	if !strings.ContainsAny(text, "=:") || strings.HasSuffix(text, "/=") && strings.Count(text, "=") == 1 {
		r.amount, r.amountColumn = r.cents("tariff", text), r.header("tariff")
		return
	}
	plain := true
	for pair := range strings.SplitSeq(text, ";") {
		written, amount, _ := strings.Cut(strings.Replace(pair, ":", "=", 1), "=")
		level := levelSign.ReplaceAllString(strings.ToUpper(strings.TrimSpace(written)), "$2")
		plain = plain && level == written
		if !slices.Contains(wholeLevels, level) {
			r.refuse("tariff", "%q has an amount for the level %q; wanted is a whole level from 1 to 6, such as 4=3360;5=3920", text, level)
			continue
		}
		r.setTariff("tariff", level, strings.TrimSpace(amount))
	}
	if !plain && len(r.Tariffs) > 0 {
		r.normalised("tariff", text, r.tariffText())
	}
}

// setTariff sets the amount of one level.
func (r *rowReader) setTariff(column, level, text string) {
	cents := r.cents(column, text)
	if cents == 0 {
		return
	}
	if other, twice := r.Tariffs[level]; twice && other.Cents != cents {
		r.refuse(column, "level %s has the amount %s and the amount %s; wanted is one", level, other.Decimal(), text)
		return
	}
	if r.Tariffs == nil {
		r.Tariffs = make(map[string]fhir.Money)
	}
	r.Tariffs[level], r.amountColumn = fhir.Cents(cents), r.header(column)
}

// yearly are words of an amount that is paid for a head and year, whatever is done for it.
var yearly = regexp.MustCompile(`(?i)\bper (head|capita|person|member|year|annum)\b|\bannual`)

// cents reads an amount. It is 0 where the cell has none that can be kept.
func (r *rowReader) cents(column, text string) int64 {
	if yearly.MatchString(text) {
		r.remark(column, RemarkNotKept, "%q is paid for a head or a year; it is no tariff of a claim", text)
		return 0
	}
	cents, err := parseAmount(text)
	switch {
	case errors.Is(err, errFree):
		if !r.Capitated {
			r.remark(column, RemarkNotKept, "%v: the amount stays unknown", err)
		}
	case err != nil:
		r.refuse(column, "%v", err)
	case text != plainAmount(cents) && text != wholeAmount(cents):
		r.normalised(column, text, plainAmount(cents))
	}
	return cents
}

// plainAmount is an amount as it is kept: shillings without signs.
func plainAmount(cents int64) string { return fhir.Cents(cents).Decimal() }

// wholeAmount is the same with both digits of cents.
func wholeAmount(cents int64) string {
	return strings.TrimPrefix(fhir.Cents(cents).String(), fhir.KES+" ")
}

// settle spreads the one amount of a row over the levels.
func (r *rowReader) settle(levels []string) {
	if r.amount == 0 {
		return
	}
	if r.Tariffs == nil {
		r.Tariffs = make(map[string]fhir.Money)
	}
	for _, level := range levels {
		level = wholeLevel(level)
		if _, given := r.Tariffs[level]; !given {
			r.Tariffs[level] = fhir.Cents(r.amount)
		}
	}
	r.amount = 0
}
