// Package icdapi asks WHO's ICD-API, in a container of the operator's own, what the tabulation does
// not say of ICD-11's concepts: synonyms and index terms, definitions, and the axes along which a code
// can be described further. Nothing waits for it when a claim is judged: what it says is kept in the
// record.
package icdapi

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// Options say how hard the API may be worked. The zero Options are gentle enough for a container
// beside the exchange.
type Options struct {
	// Rate is how many requests are begun a second; zero: 200.
	Rate float64
	// Parallel is how many are under way at once; zero: 4.
	Parallel int
	// Pause is how long the first wait after a failure is; each further one doubles it. Zero: half a
	// second.
	Pause time.Duration
}

// Client asks one ICD-API. It is safe for concurrent use.
type Client struct {
	base     *url.URL
	http     *http.Client
	pace     *pace
	parallel int
	pause    time.Duration
}

// New is a client of the API at an http or https url, such as http://127.0.0.1:8382. It asks no
// other host: neither by a proxy, nor where an answer sends it to.
func New(base string, options Options) (*Client, error) {
	parsed, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("%q is no url of an ICD-API: %w", base, err)
	}
	if parsed.Scheme != "http" && parsed.Scheme != "https" || parsed.Host == "" || parsed.RawQuery != "" || parsed.Fragment != "" {
		return nil, fmt.Errorf("%q is no url of an ICD-API; wanted is one such as http://127.0.0.1:8382", base)
	}
	if options.Rate < 0 || options.Parallel < 0 {
		return nil, errors.New("requests a second, and requests at once, are above zero")
	}
	if options.Rate == 0 {
		options.Rate = 200
	}
	if options.Parallel == 0 {
		options.Parallel = 4
	}
	if options.Pause == 0 {
		options.Pause = 500 * time.Millisecond
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = nil
	transport.MaxIdleConnsPerHost = options.Parallel
	return &Client{
		base:     parsed,
		http:     &http.Client{Transport: transport, Timeout: 30 * time.Second, CheckRedirect: stayOn(parsed)},
		pace:     newPace(options.Rate),
		parallel: options.Parallel,
		pause:    options.Pause,
	}, nil
}

// stayOn refuses to be sent to another host than the one that the operator named.
func stayOn(base *url.URL) func(*http.Request, []*http.Request) error {
	return func(request *http.Request, before []*http.Request) error {
		if request.URL.Host != base.Host || request.URL.Scheme != base.Scheme {
			return fmt.Errorf("%w: to %s", errElsewhere, request.URL.Host)
		}
		if len(before) >= 3 {
			return fmt.Errorf("%w: three times and again", errElsewhere)
		}
		return nil
	}
}

var errElsewhere = errors.New("the API sends its callers elsewhere")
