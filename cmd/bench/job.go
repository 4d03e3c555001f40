package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"time"
)

// What a load client can be told to do.
const (
	jobSubmit = "submit" // bundles, each connection one after the other
	jobSettle = "settle" // bundles at a fixed rate, and look when each claim is decided
	jobPoll   = "poll"   // status of known claims, every second time with If-None-Match
	jobAsk    = "ask"    // paths in turn, each answered with 200 and a text
)

// job is what the load client is told on its standard input.
type job struct {
	Kind        string
	URL         string
	ID, Secret  string
	Connections int
	WarmUp, For time.Duration
	// Rate is the bundles a second of jobSettle.
	Rate int
	// First is the number of the first bundle; numbers tell patients apart. Most ends jobSubmit after so
	// many bundles; 0 for no limit.
	First, Most int
	// Claims are those that jobPoll asks for.
	Claims []string
	// Paths are what jobAsk reads, and Want is what each answer holds.
	Paths []string
	Want  string
}

// result is what the load client answers on its standard output.
type result struct {
	// Sent is how many requests were answered well, warm-up included. Next is the number of the first
	// bundle that was not sent.
	Sent, Next int
	// PerSecond and Latency are about the requests answered after the warm-up.
	PerSecond float64
	Latency   spread
	// Settled is the time from the 202 until a poll saw a decision (jobSettle).
	Settled spread
	// Claims are the last claims that were accepted.
	Claims []string
	// Cores is how many processors the client kept busy.
	Cores float64
}

// runJob runs the load client as a process of its own.
func runJob(ctx context.Context, j job) (result, error) {
	var r result
	told, err := json.Marshal(j)
	if err != nil {
		return r, err
	}
	self, err := os.Executable()
	if err != nil {
		return r, err
	}
	cmd := exec.CommandContext(ctx, self, loadCommand)
	var out bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(told), &out, os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		return r, fmt.Errorf("load client (%s): %w", j.Kind, err)
	}
	took := time.Since(began)
	if err := json.Unmarshal(out.Bytes(), &r); err != nil {
		return r, fmt.Errorf("load client (%s): %w", j.Kind, err)
	}
	r.Cores = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() / took.Seconds()
	return r, nil
}

// load is the load client: it reads a job and writes its result.
func load(ctx context.Context, in io.Reader, out io.Writer) error {
	var j job
	if err := json.NewDecoder(in).Decode(&j); err != nil {
		return err
	}
	token, err := fetchToken(ctx, j)
	if err != nil {
		return err
	}
	l := &loader{job: j, token: token}
	var r result
	switch j.Kind {
	case jobSubmit:
		r, err = l.submit(ctx)
	case jobSettle:
		r, err = l.settle(ctx)
	case jobPoll:
		r, err = l.poll(ctx)
	case jobAsk:
		r, err = l.ask(ctx)
	default:
		err = fmt.Errorf("there is no job %q", j.Kind)
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(r)
}

// fetchToken logs in with JSON client credentials.
func fetchToken(ctx context.Context, j job) (string, error) {
	body, err := json.Marshal(map[string]string{"client_id": j.ID, "client_secret": j.Secret})
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, j.URL+"/api/auth/token/", bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var token struct {
		AccessToken string `json:"access_token"`
	}
	if err := json.NewDecoder(answer.Body).Decode(&token); err != nil {
		return "", err
	}
	if token.AccessToken == "" {
		return "", fmt.Errorf("no token for %s: HTTP %d", j.ID, answer.StatusCode)
	}
	return token.AccessToken, nil
}
