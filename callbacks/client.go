package callbacks

import (
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// newClient returns the HTTP client for callbacks. It reaches only what the guard allows, by no
// proxy, and follows no redirect: a 3xx is an answer like any other.
func newClient(guard *Guard) *http.Client {
	dialer := &net.Dialer{Control: guard.control} // bounded by the context of the attempt
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			Proxy:                  nil, // not even the environment's: it would be dialled unchecked
			DialContext:            dialer.DialContext,
			TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12},
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // so that the bound on the answer holds for what is unpacked
			MaxResponseHeaderBytes: maxAnswerRead,
			MaxIdleConns:           100,
			MaxIdleConnsPerHost:    2,
			IdleConnTimeout:        90 * time.Second,
		},
	}
}
