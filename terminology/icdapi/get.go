package icdapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

const (
	// attempts is how often a request is made before it is given up.
	attempts = 5
	// largestAnswer is how many bytes an answer may have. The longest of WHO's have some 100 KB.
	largestAnswer = 1 << 20
	// longestPause bounds what an answer may demand in Retry-After.
	longestPause = time.Minute
)

// errNone: the API has no such thing.
var errNone = errors.New("the API does not know it")

// passing is a failure that may be over at the next attempt.
type passing struct {
	error
	// after is how long the API wants to be left alone; zero: it does not say.
	after time.Duration
}

func (p passing) Unwrap() error { return p.error }

// get asks for a path below the base until it is answered, in English and in version 2 of the API.
// It returns errNone where there is nothing there.
func (c *Client) get(ctx context.Context, path string) ([]byte, error) {
	pause := c.pause
	for attempt := 1; ; attempt++ {
		body, err := c.getOnce(ctx, path)
		fault, again := errors.AsType[passing](err)
		if !again {
			return body, err
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if attempt == attempts {
			return nil, fmt.Errorf("%w, after %d attempts", fault.error, attempts)
		}
		if err := sleep(ctx, max(pause, fault.after)); err != nil {
			return nil, err
		}
		pause *= 2
	}
}

func (c *Client) getOnce(ctx context.Context, path string) ([]byte, error) {
	if err := c.pace.wait(ctx); err != nil {
		return nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, c.base.JoinPath(path).String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("API-Version", apiVersion)
	request.Header.Set("Accept-Language", language)
	request.Header.Set("Accept", "application/json")
	response, err := c.http.Do(request)
	if errors.Is(err, errElsewhere) {
		return nil, err
	}
	if err != nil {
		return nil, passing{error: err}
	}
	defer response.Body.Close()
	if err := checkStatus(response); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, largestAnswer+1))
	if err != nil {
		return nil, passing{error: fmt.Errorf("the answer of %s breaks off: %w", path, err)}
	}
	if len(body) > largestAnswer {
		return nil, fmt.Errorf("the answer of %s has more than %d bytes, which none of WHO's has", path, largestAnswer)
	}
	return body, nil
}

// checkStatus reads the status of an answer, and the version of the API where it says one.
func checkStatus(response *http.Response) error {
	path := response.Request.URL.Path
	switch status := response.StatusCode; {
	case status == http.StatusNotFound:
		return fmt.Errorf("%s: %w", path, errNone)
	case status == http.StatusTooManyRequests || status >= http.StatusInternalServerError:
		return passing{error: fmt.Errorf("%s is answered with %s", path, response.Status), after: retryAfter(response)}
	case status != http.StatusOK:
		return fmt.Errorf("%s is answered with %s", path, response.Status)
	}
	if version := response.Header.Get("API-Version"); version != "" && version != apiVersion {
		return fmt.Errorf("%s is answered in version %s of the ICD-API, and %s is wanted", path, version, apiVersion)
	}
	return nil
}

// retryAfter is how long the API wants to be left alone, as far as that is reasonable.
func retryAfter(response *http.Response) time.Duration {
	seconds, err := strconv.Atoi(response.Header.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, longestPause)
}
