package callbacks

import (
	"crypto/tls"
	"net/http"
	"time"
)

// maxSessions is of how many hosts a TLS session can be taken up again, which costs a fraction of a new one.
const maxSessions = 4096

// newClient returns the HTTP client for callbacks. It reaches only what the guard allows, by no
// proxy, and follows no redirect: a 3xx is an answer like any other. TLS is verified against the name in
// the URL, whatever address that led to.
func newClient(guard *Guard) *http.Client {
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  nil, // not even the environment's: it would be dialled unchecked
			DialContext:            guard.dial,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(maxSessions)},
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // so that the bound on the answer holds for what is unpacked
			MaxResponseHeaderBytes: maxAnswerRead,
			MaxIdleConns:           2048,
			MaxIdleConnsPerHost:    512,              // many facilities have one vendor's host
			IdleConnTimeout:        90 * time.Second, // a connection that is kept goes on to the address that was judged
		},
	}
}
