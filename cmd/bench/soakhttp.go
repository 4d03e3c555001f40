package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// until asks again until the answer has a status.
func (s *soaker) until(ctx context.Context, want int, method, path, token, tag string, body []byte) (status int, answer []byte, err error) {
	for {
		status, answer, err = s.do(ctx, method, path, token, tag, body)
		if err == nil && status == want {
			return status, answer, nil
		}
		if status >= 400 && status < 500 && status != http.StatusNotFound && status != http.StatusTooManyRequests {
			return status, answer, fmt.Errorf("%s %s", method, path)
		}
		if err := pauseFor(ctx, soakAgain); err != nil {
			return status, answer, err
		}
	}
}

func (s *soaker) do(ctx context.Context, method, path, token, tag string, body []byte) (int, []byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, s.url+path, bytes.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	if strings.HasPrefix(path, submitPath) {
		request.Header.Set("Content-Type", "application/fhir+json")
	}
	if tag != "" {
		request.Header.Set("If-Match", tag)
	}
	answer, err := soakClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return answer.StatusCode, text, err
}

var soakClient = &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

func pauseFor(ctx context.Context, pause time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(pause):
		return nil
	}
}
