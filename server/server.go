package server

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/secret"
	"github.com/bima-exchange/bima/terminology"
)

// Config is what a Server needs. The members of the first block must be set.
type Config struct {
	Engine  *engine.Engine
	Clients engine.Clients
	// Ledger takes the audit rows of log-ins that were stopped.
	Ledger engine.Ledger
	// Box opens the signing keys of clients, Hasher knows their secrets.
	Box    *secret.Box
	Hasher secret.Hasher
	// SigningKey signs the tokens that the server issues.
	SigningKey ed25519.PrivateKey
	// Issuer is the "iss" of these tokens; their "aud" is Base.
	Issuer string
	// Base is the FHIR base of every url in an answer, without a slash at its end.
	Base        string
	Clock       engine.Clock
	NewID       func() string
	Terminology *terminology.Terminology
	// Ready says why the server cannot answer yet: no store, or a schema that it does not know.
	Ready func(context.Context) error

	// Definitions are the StructureDefinitions, CodeSystems and ValueSets that anybody may read, in the
	// order in which a search lists them.
	Definitions []fhir.CanonicalResource
	// Unavailable reports whether a fault means that the store cannot be reached just now: it is then a
	// 503, and worth trying again. nil: no fault does.
	Unavailable func(error) bool
	// Log takes one line a request; nil: none.
	Log *slog.Logger
	// Meter counts the requests; nil: nobody does.
	Meter Meter
	// Version is that of the program, shown by /health/ready.
	Version string
	// Stopping is closed when the server begins to stop: waiting polls answer then.
	Stopping <-chan struct{}
	// TokenLife and HIETokenLife are how long issued tokens hold: 1 h and 60 s where they are 0.
	TokenLife    time.Duration
	HIETokenLife time.Duration
	// MaxBody is the most bytes of a bundle after decompression: 10 MiB where it is 0.
	MaxBody int64
	// ClientCache is how long a client's record is trusted, at most 60 s: 5 s where it is 0.
	ClientCache time.Duration
	// Rate is how many requests a second a client may make; 0: as many as it likes.
	Rate float64
}

// Server answers HTTP requests. It is safe for concurrent use.
type Server struct {
	Config
	echo    *echo.Echo
	clients *clientCache
	signer  signer
	logIns  *throttle
	// guesses slows a client that keeps sending claim ids which other facilities hold.
	guesses *rates
	rates   *rates
	// capability, openAPI and page are made of the routes when they are first asked for.
	capability, openAPI, page func() document
	// kept is what is served of the code systems.
	kept keeper
	// picker is the page at /terminology.
	picker func() document
}

// New returns a Server. It panics where a route is written wrongly, never for what it is given.
func New(config Config) *Server {
	config = config.withDefaults()
	s := &Server{
		Config:  config,
		echo:    echo.New(),
		clients: newClientCache(config.Clients, config.Clock, config.ClientCache),
		signer:  newSigner(config.SigningKey),
		logIns:  newThrottle(config.Clock),
		guesses: newRates(config.Clock, guessesPerSecond, freeGuesses),
		rates:   newRates(config.Clock, config.Rate, 2*config.Rate),
	}
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.Pre(decodedPath)
	s.echo.Use(s.observe)
	for _, route := range s.Routes() {
		s.echo.Add(route.Method, route.Path, s.serve(route))
	}
	s.capability = made(typeFHIR, s.makeCapability)
	s.openAPI = made(typeJSON, s.makeOpenAPI)
	s.page = made(typeHTML, s.makePage)
	s.picker = made(typeHTML, s.makePicker)
	return s
}

// Handler is the whole server.
func (s *Server) Handler() http.Handler { return s.echo }

// decodedPath makes the router look at the path without its %XX, so that "%24validate", as some
// clients write it, is "$validate", and below the FHIR base without the slash that others put last.
func decodedPath(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		url := c.Request().URL
		url.RawPath = ""
		if strings.HasPrefix(url.Path, "/fhir/") {
			url.Path = strings.TrimSuffix(url.Path, "/")
		}
		return next(c)
	}
}

func (c Config) withDefaults() Config {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Meter == nil {
		c.Meter = unmetered{}
	}
	if c.TokenLife == 0 {
		c.TokenLife = time.Hour
	}
	if c.HIETokenLife == 0 {
		c.HIETokenLife = time.Minute
	}
	if c.MaxBody == 0 {
		c.MaxBody = 10 << 20
	}
	if c.ClientCache == 0 {
		c.ClientCache = 5 * time.Second
	}
	c.ClientCache = min(c.ClientCache, time.Minute)
	return c
}
