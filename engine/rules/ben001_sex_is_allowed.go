package rules

import (
	"fmt"
	"strings"

	"github.com/bima-exchange/bima/engine"
)

// sexIsAllowed goes by the registry. Where that does not say, nothing speaks against the service.
var sexIsAllowed = engine.Rule{
	ID:       "BEN-001",
	Title:    "The intervention is for a patient of the member's sex.",
	Cites:    "SHA benefits and tariffs: sex",
	Outcomes: []engine.Outcome{engine.Deny},
	Check: eachItem(func(c engine.Case, item engine.Item, _ engine.ItemDecision) []engine.Finding {
		row, _ := c.Intervention(item)
		if c.Member == nil || row.Sex == "" || !saysSex(c.Member.Sex) || strings.EqualFold(row.Sex, c.Member.Sex) {
			return nil
		}
		return denied(engine.SexNotAllowed,
			fmt.Sprintf("%s is for %s patients; the registry says that the member is %s.", item.Code, row.Sex, c.Member.Sex),
			fmt.Sprintf("%s is for %s patients, which the member registry does not say of this one.", item.Code, row.Sex))
	}),
}
