package main

import (
	"fmt"
	"io"
	"log/slog"
)

// newLog writes JSON lines to w.
func newLog(w io.Writer, level string) (*slog.Logger, error) {
	var at slog.Level
	if err := at.UnmarshalText([]byte(level)); err != nil {
		return nil, fmt.Errorf("--log-level is %q; wanted is debug, info, warn or error", level)
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: at})), nil
}
