package store

import (
	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
)

// dialect is what differs between the two databases beside the way in which they are opened.
type dialect struct {
	name string
	// version is the query for the database's version.
	version string
	// goose is the migrator's name for the database.
	goose goose.Dialect
	// migration are the migrator's options: how migrations are kept from running twice at a time.
	migration []goose.ProviderOption
	// brokeOff reports whether the database gave a transaction up that would do when tried again.
	brokeOff func(error) bool
}

// tracer sees each statement with its parameters on its way to PostgreSQL.
type tracer = pgx.QueryTracer
