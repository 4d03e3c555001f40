package main

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/engine/rules"
)

// adjudicationFlags are those of every command that decides claims.
func (c *Config) adjudicationFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.Adjudication, "adjudication", "", "file of rule sets: what the payer has chosen about adjudication, by day of service; empty for the default one")
	flags.StringVar(&c.LOS, "los", "", "length of stay, whatever the rule sets say: nights (the day of discharge does not count) or days")
	flags.StringVar(&c.UnknownMember, "unknown-member", "", "a claim for an unknown member, whatever the rule sets say: refer or deny")
}

// ruleSets are those that the configuration names.
func (c *Config) ruleSets() (engine.RuleSets, error) {
	sets, err := readRuleSets(c.Adjudication)
	if err != nil {
		return nil, err
	}
	sets = slices.Clone(sets)
	for i := range sets {
		switch c.LOS {
		case "":
		case "nights", "days":
			sets[i].CountDischargeDay = c.LOS == "days"
		default:
			return nil, fmt.Errorf("--los is %q; wanted is nights or days", c.LOS)
		}
		switch c.UnknownMember {
		case "":
		case "refer", "deny":
			sets[i].DenyUnknownMember = c.UnknownMember == "deny"
		default:
			return nil, fmt.Errorf("--unknown-member is %q; wanted is refer or deny", c.UnknownMember)
		}
	}
	return sets, nil
}

// readRuleSets reads a file of rule sets; the default ones where none is named.
func readRuleSets(name string) (engine.RuleSets, error) {
	if name == "" {
		return rules.DefaultSets(), nil
	}
	file, err := openInput(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return rules.ReadSets(name, file)
}

// guideStates reports whether facilities are told the nine states of the guide alone.
func (c *Config) guideStates() (bool, error) {
	switch c.States {
	case "all":
		return false, nil
	case "guide":
		return true, nil
	}
	return false, fmt.Errorf("--states is %q; wanted is all or guide", c.States)
}
