package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/profiles"
)

func newConfig(out *terminal) *cobra.Command {
	var config Config
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration in force, with secrets masked",
		Long: "Takes the flags of bima dev and prints each setting, where it comes from, and which code systems are in the\n" +
			"store, or in the program where the store has none, and the rules whose level --rules changes.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.Flags().VisitAll(func(flag *pflag.Flag) {
				if flag.Name != "help" {
					out.linef("%-22s %-58s %s", flag.Name, masked(flag), out.faint(origin(flag)))
				}
			})
			for _, name := range []string{"BIMA_SECRET_KEY", "BIMA_SEAL_KEY", "BIMA_SIGNING_KEY"} {
				out.linef("%-22s %s", name, keyInForce(os.Getenv(name)))
			}
			out.linef("%-22s %s", "BIMA_SEAL_KEYS_OLD", keysBefore(os.Getenv("BIMA_SEAL_KEYS_OLD")))
			showTerms(cmd.Context(), config, out)
			return showLevels(out, config.Rules)
		},
	}
	config.devFlags(cmd.Flags())
	return cmd
}

// askStoreFor is how long the store may take to tell what it holds.
const askStoreFor = 5 * time.Second

// showTerms prints the code systems that change, each with its first day in force.
func showTerms(ctx context.Context, config Config, out *terminal) {
	if config.DB == "" && !hasStore(config.Data) {
		config.Data = "" // bima dev makes a store, which begins with what the program carries
	}
	ctx, cancel := context.WithTimeout(ctx, askStoreFor)
	defer cancel()
	set, err := readTerms(ctx, config, out)
	if err != nil {
		out.linef("code system        not known: %s", strings.Join(strings.Fields(err.Error()), " "))
		return
	}
	for _, system := range set.Contents() {
		from := ""
		if !system.From.IsZero() {
			from = ", from " + system.From.String()
		}
		out.linef("code system        %s %s: %s of %d concepts%s", system.URL, system.Version, system.Content, system.Concepts, from)
	}
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

// keysBefore says how many keys open what an earlier one has sealed.
func keysBefore(text string) string {
	if text == "" {
		return "none"
	}
	return "set, " + count(strings.Count(text, ",")+1, "key")
}

// maskedURL is a url without its password.
func maskedURL(text string) string {
	parsed, err := url.Parse(text)
	if err != nil {
		return "(not a url)"
	}
	return parsed.Redacted()
}
