package store

import (
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Unavailable reports whether an error means that the database could not be reached or had no room
// just now, so that the same call may go well later. Nothing was written, or the connection broke
// before it was known: every write of a Store may be made again.
func Unavailable(err error) bool {
	if failure, ok := errors.AsType[*pgconn.PgError](err); ok {
		// Connection exceptions, insufficient resources, and an operator's intervention (shutdown,
		// starting up) of PostgreSQL's appendix A.
		return strings.HasPrefix(failure.Code, "08") || strings.HasPrefix(failure.Code, "53") || strings.HasPrefix(failure.Code, "57P")
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[*net.OpError](err); ok {
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.ErrUnexpectedEOF) || sqliteBusy(err)
}
