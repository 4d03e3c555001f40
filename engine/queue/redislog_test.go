package queue

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestSeldom_saysHowManyWereLeftOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var log bytes.Buffer
		trouble := &seldom{log: slog.New(slog.NewTextHandler(&log, nil))}
		for range 25 { // one a second: lines at 0, 10 and 20 s
			trouble.warn("redis is away", "error", "refused")
			time.Sleep(time.Second)
		}
		lines := strings.Split(strings.TrimSpace(log.String()), "\n")
		if len(lines) != 3 {
			t.Fatalf("%d lines, want 3:\n%s", len(lines), &log)
		}
		for i, want := range []string{"left_out=0", "left_out=9", "left_out=9"} {
			if !strings.Contains(lines[i], want) || !strings.Contains(lines[i], "error=refused") {
				t.Errorf("line %d is %q, want %s and the error", i, lines[i], want)
			}
		}
	})
}

func TestAsynqLog_neverEndsTheProcess(t *testing.T) {
	var log bytes.Buffer
	asynqLog{&seldom{log: slog.New(slog.NewTextHandler(&log, nil))}}.Fatal("dequeue: ", "refused")
	if !strings.Contains(log.String(), "level=WARN") || !strings.Contains(log.String(), "dequeue: refused") {
		t.Errorf("log is %q, want a warning with the text", &log)
	}
}
