package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"
)

// ask reads the paths in turn on every connection.
func (l *loader) ask(ctx context.Context) (result, error) {
	count := time.Now().Add(l.job.WarmUp)
	end := count.Add(l.job.For)
	want := []byte(l.job.Want)
	err := l.each(ctx, func(ctx context.Context, w *wire) error {
		for ctx.Err() == nil && time.Now().Before(end) {
			path := l.job.Paths[int(l.next.Add(1))%len(l.job.Paths)]
			began := time.Now()
			answer, body, err := w.get(path, "")
			if err != nil {
				return err
			}
			if answer.StatusCode != http.StatusOK || !bytes.Contains(body, want) {
				return fmt.Errorf("%s was answered with HTTP %d and without %s: %s", path, answer.StatusCode, want, body)
			}
			l.note("", time.Since(began), count, end)
		}
		return nil
	})
	return l.result(), err
}
