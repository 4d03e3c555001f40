package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"
)

// flagsFromEnvironment sets every flag that was not given from BIMA_<FLAG>, where that is set. Changed
// stays false for it, so that a variable of the shell does not count as a flag that another excludes.
func flagsFromEnvironment(flags *pflag.FlagSet) error {
	var failed error
	flags.VisitAll(func(flag *pflag.Flag) {
		value, ok := os.LookupEnv(variable(flag.Name))
		if !ok || flag.Changed || failed != nil {
			return
		}
		if err := flags.Set(flag.Name, value); err != nil {
			failed = fmt.Errorf("%s: %w", variable(flag.Name), err)
		}
		flag.Changed = false
	})
	return failed
}

// variable is the environment variable of a flag: --callback-allow is BIMA_CALLBACK_ALLOW.
func variable(flag string) string {
	return "BIMA_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}
