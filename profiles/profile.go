package profiles

import (
	"log/slog"
	"time"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
)

// Profile is the set of rules with the code systems that they look into and the settings of the
// exchange.
type Profile struct {
	config Config
}

// Config is what a Profile works with.
type Config struct {
	// Terms are the code systems in force.
	Terms *terminology.Terminology
	// Levels are the levels that the operator has set; nil: none.
	Levels Levels
	// Prefixes are what the urls of this environment begin with (BND-006); none: any may.
	Prefixes []string
	// Log hears of rules that could not be run; nil is silent.
	Log *slog.Logger
}

// New returns the Profile for a configuration.
func New(config Config) *Profile {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	return &Profile{config}
}

// Authority is the one check that comes before all others (CLM-012): for each claim of a known
// facility, that the sender may act for it. Where it finds anything, nothing else is asked. Its
// findings are settled.
func (p *Profile) Authority(bundle *fhir.Bundle, sender Sender) []fhir.Issue {
	c := check{bundle: bundle, config: p.config, handling: sender.Handling}
	c.run(senderMayAct, sender)
	return bundle.Settle(c.issues)
}

// Check runs every rule but CLM-012 over the bundle and returns all findings, those of reading
// (read, as fhir.Decode gave them) among them: each at the level that is in force under the
// sender's handling, settled. A rule that panics is an error of its own. Now is the instant of
// receipt.
func (p *Profile) Check(bundle *fhir.Bundle, read []fhir.Issue, sender Sender, now time.Time) []fhir.Issue {
	return p.run(Rules(), bundle, read, sender, now)
}

func (p *Profile) run(rules []Rule, bundle *fhir.Bundle, read []fhir.Issue, sender Sender, now time.Time) []fhir.Issue {
	c := check{
		bundle: bundle, config: p.config, terms: p.config.Terms.Current(), handling: sender.Handling, operation: sender.Operation, today: fhir.DateOf(now),
		issues: p.config.Levels.grade(read, sender.Handling),
	}
	for _, rule := range rules {
		if rule.ID != senderMayAct.ID && !rule.Last {
			c.run(rule, sender)
		}
	}
	for _, rule := range rules {
		if rule.Last {
			c.run(rule, sender)
		}
	}
	return bundle.Settle(c.issues)
}
