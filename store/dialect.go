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
	// mark is an expression by which a transaction may be forgotten when the database crashes. It is
	// one among what a statement returns, since a statement of its own is one more way to the server.
	mark string
	// lock is a function that waits for a number and keeps it until the transaction ends; empty where
	// one writes at a time.
	lock string
	// byKeys is run first in transactions that ask for many rows by their keys while the table grows:
	// a plan made when it was small, or before anything was counted in it, would read all of it each
	// time. Empty: the keys are used anyway.
	byKeys string
	// skipTaken ends a query for rows to update: those that another transaction has in hand are left
	// out, so that many who look for work do not wait for each other. Empty where one writes at a time.
	skipTaken string
	// alone: no other process has the database open.
	alone bool
	// pool tells of the connections.
	pool func() PoolStats
	// brokeOff reports whether the database gave a transaction up that would do when tried again.
	brokeOff func(error) bool
}

// tracer sees each statement with its parameters on its way to PostgreSQL.
type tracer = pgx.QueryTracer
