package store

import (
	"errors"
	"fmt"
	"net"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"
)

func TestUnavailable(t *testing.T) {
	for _, test := range []struct {
		name string
		err  error
		want bool
	}{
		{"starting up", fmt.Errorf("find: %w", &pgconn.PgError{Code: "57P03"}), true},
		{"shut down by an administrator", &pgconn.PgError{Code: "57P01"}, true},
		{"too many connections", &pgconn.PgError{Code: "53300"}, true},
		{"unique violation", &pgconn.PgError{Code: "23505"}, false},
		{"no connection", fmt.Errorf("begin: %w", &net.OpError{Op: "dial", Err: errors.New("refused")}), true},
		{"a fault of ours", errors.New("scan: wrong type"), false},
	} {
		if got := Unavailable(test.err); got != test.want {
			t.Errorf("%s: %t, want %t", test.name, got, test.want)
		}
	}
	s, err := Open(t.Context(), "postgres://bima@127.0.0.1:1/nowhere?connect_timeout=1", Options{})
	if err == nil {
		s.Close()
		t.Fatal("a port on which nothing listens was connected to")
	}
	if !Unavailable(err) {
		t.Errorf("no server at all: %v", err)
	}
}
