package main

import (
	"maps"
	"slices"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/profiles"
)

// environments are what the urls of the payer's environments begin with: of the one for real claims
// and of the one in which facilities try.
var environments = []string{"https://fhir.sha.go.ke", "https://uat-mis.apeiro-digital.com"}

// testEnvironment is the payer's environment in which programs are made.
const testEnvironment = "https://qa-mis.apeiro-digital.com"

// ruleFlags are those of every command that checks bundles.
func (c *Config) ruleFlags(flags *pflag.FlagSet) {
	levelFlag(flags, &c.Rules)
	flags.StringSliceVar(&c.FHIRPrefixes, "fhir-prefix", environments, "what the urls of a bundle begin with (BND-006)")
}

func levelFlag(flags *pflag.FlagSet, names *[]string) {
	flags.StringSliceVar(names, "rules", nil, "levels of rules: compat, or the name of a file with a rule and its level on each line; a later one overrides an earlier one")
}

// alsoTestEnvironment makes bundles of the test environment good by default.
func alsoTestEnvironment(flags *pflag.FlagSet) {
	prefixes := flags.Lookup("fhir-prefix")
	if err := prefixes.Value.(pflag.SliceValue).Replace(append(slices.Clone(environments), testEnvironment)); err != nil {
		panic(err) // it cannot fail for strings
	}
	prefixes.DefValue = prefixes.Value.String()
}

// readLevels are the levels that --rules names: compat, or a level file. The error names the file
// and the line that are not right.
func readLevels(names []string) (profiles.Levels, error) {
	levels := profiles.Levels{}
	for _, name := range names {
		read, err := readLevelFile(name)
		if err != nil {
			return nil, err
		}
		maps.Copy(levels, read)
	}
	return levels, nil
}

func readLevelFile(name string) (profiles.Levels, error) {
	if name == "compat" {
		return profiles.Compat(), nil
	}
	file, err := openInput(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return profiles.ReadLevels(name, file)
}
