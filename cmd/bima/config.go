package main

import (
	"os"
	"time"

	"github.com/spf13/pflag"
)

// Config is everything that an operator can set: by a flag, else by the environment variable
// BIMA_<FLAG>, else by the default. The zero configuration is that of `bima dev`.
type Config struct {
	// Data is the folder of the embedded store; DB, where it is set, a PostgreSQL url instead.
	Data    string
	DB      string
	DBConns int
	// Redis is the url of the queue between processes; empty: none.
	Redis string

	Addr         string
	Rate         float64
	TokenLife    time.Duration
	HIETokenLife time.Duration

	Workers int
	Lease   time.Duration

	FHIRBase string
	// FHIRPrefixes are what the urls of a bundle begin with (BND-006).
	FHIRPrefixes []string
	// Rules are compat and names of level files; a later one overrides an earlier one.
	Rules         []string
	CallbackAllow []string
	Callbacks     callbackSettings
	OpenRegistry  bool
	AllowFragment bool
	// Adjudication is a file of rule sets; empty: the default ones. LOS and UnknownMember, where they are
	// set, override what the rule sets say.
	Adjudication  string
	LOS           string
	UnknownMember string
	States        string
	// Shadow is what decides beside what is in force.
	Shadow      candidate
	MetricsAddr string
	StopWithin  time.Duration
	LogLevel    string

	Keys keyTexts
}

// defaultBase is the base of the payer's own FHIR urls.
const defaultBase = "https://fhir.sha.go.ke/fhir"

// storeFlags are those of every command that touches the store.
func (c *Config) storeFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.Data, "data", "./data", "folder of the embedded store")
	flags.StringVar(&c.DB, "db", "", "postgres:// url of the store, instead of --data")
}

// nodeFlags are those of every process that runs a part of an exchange. The callbacks of `bima dev`
// may reach this machine; those of the others nothing but HTTPS to public addresses.
func (c *Config) nodeFlags(flags *pflag.FlagSet, callbackAllow []string, metricsAddr string) {
	flags.IntVar(&c.DBConns, "db-conns", 16, "connections to PostgreSQL")
	flags.StringVar(&c.Redis, "redis", "", "redis://, rediss://, redis-sentinel:// or redis-cluster:// url of the queue between processes")
	flags.StringVar(&c.FHIRBase, "fhir-base", defaultBase, "base of every FHIR url in an answer")
	c.ruleFlags(flags)
	flags.StringSliceVar(&c.CallbackAllow, "callback-allow", callbackAllow, "what callbacks may reach beyond HTTPS to public addresses: CIDRs, http; none for nothing")
	c.adjudicationFlags(flags)
	c.Shadow.shadowFlags(flags)
	flags.StringVar(&c.States, "states", "all", "the states that facilities are told: all, or guide for the nine of the guide alone")
	flags.StringVar(&c.MetricsAddr, "metrics-addr", metricsAddr, "address of /metrics and the health checks of this process; empty for none")
	flags.DurationVar(&c.StopWithin, "stop-within", 20*time.Second, "how long a stop may take to finish what is in hand")
	flags.StringVar(&c.LogLevel, "log-level", "info", "debug, info, warn or error")
}

// webFlags are those of a process that serves HTTP.
func (c *Config) webFlags(flags *pflag.FlagSet) {
	flags.StringVar(&c.Addr, "addr", "127.0.0.1:8080", "address to listen on")
	flags.Float64Var(&c.Rate, "rate", 100, "requests a second that one client may make; 0 for no limit")
	flags.DurationVar(&c.TokenLife, "token-life", time.Hour, "how long an issued token holds")
	flags.DurationVar(&c.HIETokenLife, "hie-token-life", time.Minute, "how long a token of /v1/hie-auth holds")
}

// workFlags are those of a process that adjudicates and delivers.
func (c *Config) workFlags(flags *pflag.FlagSet) {
	flags.IntVar(&c.Workers, "workers", 4, "claims adjudicated at once, of each queue")
	c.Callbacks.flags(flags)
	flags.DurationVar(&c.Lease, "lease", 30*time.Second, "how long a worker has a row for itself before another may take it")
}

// devFlags are those of `bima dev`, which is everything in one process.
func (c *Config) devFlags(flags *pflag.FlagSet) {
	c.storeFlags(flags)
	c.nodeFlags(flags, []string{"http", "127.0.0.0/8", "::1/128"}, "")
	alsoTestEnvironment(flags)
	c.webFlags(flags)
	c.workFlags(flags)
	flags.BoolVar(&c.OpenRegistry, "open-registry", false, "unknown members, practitioners and facilities count as registered and covered")
}

// readKeys reads the keys. They are given by environment variables, since a flag is seen by every
// user of the machine.
func (c *Config) readKeys() {
	c.Keys = keyTexts{
		Secret:  os.Getenv("BIMA_SECRET_KEY"),
		Seal:    os.Getenv("BIMA_SEAL_KEY"),
		SealOld: os.Getenv("BIMA_SEAL_KEYS_OLD"),
		Signing: os.Getenv("BIMA_SIGNING_KEY"),
	}
}

// storeURL is what store.Open wants.
func (c *Config) storeURL() string {
	if c.DB != "" {
		return c.DB
	}
	return c.Data
}
