package main

import (
	"fmt"
	"net/url"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/profiles"
	"github.com/bima-exchange/bima/terminology"
)

func newConfig(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration in force, with secrets masked",
		Long: "Takes the flags of bima dev and prints each setting, where it comes from, and which code systems are loaded,\n" +
			"and the rules whose level --rules changes.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.Flags().VisitAll(func(flag *pflag.Flag) {
				if flag.Name != "help" {
					out.linef("%-18s %-58s %s", flag.Name, masked(flag), out.faint(origin(flag)))
				}
			})
			for _, name := range []string{"BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"} {
				out.linef("%-18s %s", name, keyInForce(os.Getenv(name)))
			}
			starter, err := terminology.Starter()
			if err != nil {
				return err
			}
			for _, system := range starter.Contents() {
				out.linef("code system        %s %s: %s of %d concepts", system.URL, system.Version, system.Content, system.Concepts)
			}
			return showLevels(out, config.Rules)
		},
	}
	config.devFlags(cmd.Flags())
	return cmd
}

// showLevels prints the rules whose levels are not their own.
func showLevels(out *terminal, names []string) error {
	levels, err := readLevels(names)
	if err != nil {
		return err
	}
	for _, rule := range profiles.Catalogue() {
		level, set := levels[rule.ID]
		if set && (level != rule.Strict || level != rule.Lenient) {
			out.linef("rule               %s %s (its own: strict %s, lenient %s)", rule.ID, level, rule.Strict, rule.Lenient)
		}
	}
	return nil
}

// masked is a flag's value without a password that a database url may hold.
func masked(flag *pflag.Flag) string {
	if flag.Name == "db" || flag.Name == "redis" {
		return maskedURL(flag.Value.String())
	}
	return flag.Value.String()
}

// origin is where a flag's value comes from.
func origin(flag *pflag.Flag) string {
	if flag.Changed {
		return "from --" + flag.Name
	}
	if _, ok := os.LookupEnv(variable(flag.Name)); ok {
		return "from " + variable(flag.Name)
	}
	return "default"
}

func keyInForce(text string) string {
	if text == "" {
		return "development key (published; never for real claims)"
	}
	return fmt.Sprintf("set, %d characters", len(text))
}

// maskedURL is a url without its password.
func maskedURL(text string) string {
	parsed, err := url.Parse(text)
	if err != nil {
		return "(not a url)"
	}
	return parsed.Redacted()
}
