package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/bima-exchange/bima/engine"
)

// Config is everything that an operator can set: by a flag, else by the environment variable
// BIMA_<FLAG>, else by the default. The zero configuration is that of `bima dev`.
type Config struct {
	Addr string
	// Data is the folder of the embedded store; DB, where it is set, a PostgreSQL url instead.
	Data string
	DB   string

	FHIRBase      string
	CallbackAllow []string
	OpenRegistry  bool
	LOS           string
	UnknownMember string
	Rate          float64
	TokenLife     time.Duration
	HIETokenLife  time.Duration
	Workers       int
	StopWithin    time.Duration
	LogLevel      string

	Keys keyTexts
}

// storeFlags are those of every command that touches the store.
func (c *Config) storeFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.Data, "data", "./data", "folder of the embedded store")
	flags.StringVar(&c.DB, "db", "", "postgres:// url of the store, instead of --data")
}

// serverFlags are those of a process that serves.
func (c *Config) serverFlags(flags *pflag.FlagSet) {
	c.storeFlags(flags)
	flags.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "address to listen on")
	flags.StringVar(&c.FHIRBase, "fhir-base", "https://fhir.sha.go.ke/fhir", "base of every FHIR url in an answer")
	flags.StringSliceVar(&c.CallbackAllow, "callback-allow", []string{"http", "127.0.0.0/8", "::1/128"},
		"what callbacks may reach beyond HTTPS to public addresses: CIDRs, http; none for nothing")
	flags.BoolVar(&c.OpenRegistry, "open-registry", false, "unknown members, practitioners and facilities count as registered and covered")
	flags.StringVar(&c.LOS, "los", "nights", "length of stay: nights (the day of discharge does not count) or days")
	flags.StringVar(&c.UnknownMember, "unknown-member", "refer", "a claim for an unknown member: refer or deny")
	flags.Float64Var(&c.Rate, "rate", 100, "requests a second that one client may make; 0 for no limit")
	flags.DurationVar(&c.TokenLife, "token-life", time.Hour, "how long an issued token holds")
	flags.DurationVar(&c.HIETokenLife, "hie-token-life", time.Minute, "how long a token of /v1/hie-auth holds")
	flags.IntVar(&c.Workers, "workers", 4, "tasks (adjudications, deliveries) worked at once")
	flags.DurationVar(&c.StopWithin, "stop-within", 20*time.Second, "how long a stop may take to finish what is in hand")
	flags.StringVar(&c.LogLevel, "log-level", "info", "debug, info, warn or error")
}

// secretFlags are the keys. They are given by environment variables, since a flag is seen by every
// user of the machine.
func (c *Config) readKeys() {
	c.Keys = keyTexts{
		Secret:  os.Getenv("BIMA_SECRET_KEY"),
		Seal:    os.Getenv("BIMA_SEAL_KEY"),
		Signing: os.Getenv("BIMA_SIGNING_KEY"),
	}
}

// settings are the operator's choices about adjudication.
func (c *Config) settings() (engine.Settings, error) {
	var settings engine.Settings
	switch c.LOS {
	case "nights":
	case "days":
		settings.CountDischargeDay = true
	default:
		return settings, fmt.Errorf("--los is %q; wanted is nights or days", c.LOS)
	}
	switch c.UnknownMember {
	case "refer":
	case "deny":
		settings.DenyUnknownMember = true
	default:
		return settings, fmt.Errorf("--unknown-member is %q; wanted is refer or deny", c.UnknownMember)
	}
	return settings, nil
}

// storeURL is what store.Open wants.
func (c *Config) storeURL() string {
	if c.DB != "" {
		return c.DB
	}
	return c.Data
}

// flagsFromEnvironment sets every flag that was not given from BIMA_<FLAG>, where that is set.
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
	})
	return failed
}

// variable is the environment variable of a flag: --callback-allow is BIMA_CALLBACK_ALLOW.
func variable(flag string) string {
	return "BIMA_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}
