package profiles

import (
	"log/slog"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Profile is the set of rules with the code systems that they look into.
type Profile struct {
	terms *terminology.Terminology
	log   *slog.Logger
}

// New returns the Profile over the code systems in force. The log hears of rules that could not be
// run; a nil one is silent.
func New(terms *terminology.Terminology, log *slog.Logger) *Profile {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &Profile{terms, log}
}

// Authority is the one check that comes before all others (CLM-012): for each claim of a known
// facility, that the sender may act for it. Where it finds anything, nothing else is asked.
func (p *Profile) Authority(bundle *fhir.Bundle, sender Sender) []fhir.Issue {
	c := check{bundle: bundle, handling: sender.Handling, log: p.log}
	c.run(senderMayAct, sender)
	return c.issues
}

// Check runs every rule but CLM-012 over the bundle and returns all findings, unsettled. A rule
// that panics is an error of its own. No rule asks for the instant of receipt.
func (p *Profile) Check(bundle *fhir.Bundle, sender Sender, _ time.Time) []fhir.Issue {
	return p.run(Rules(), bundle, sender)
}

func (p *Profile) run(rules []Rule, bundle *fhir.Bundle, sender Sender) []fhir.Issue {
	c := check{bundle: bundle, terms: p.terms.Current(), handling: sender.Handling, log: p.log}
	for _, rule := range rules {
		if rule.ID != senderMayAct.ID {
			c.run(rule, sender)
		}
	}
	return c.issues
}
