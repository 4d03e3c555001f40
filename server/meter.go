package server

import "time"

// Meter counts requests. It must be safe for concurrent use.
type Meter interface {
	// Answered: a request was. The route is the pattern of its path, empty where none fits.
	Answered(method, route string, status int, took time.Duration)
}

// unmetered is the Meter that counts nothing.
type unmetered struct{}

func (unmetered) Answered(string, string, int, time.Duration) {}
