package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"time"
)

// tries is how often a transaction is begun that the database breaks off.
const tries = 5

var (
	// changing is for transactions that write. SQLite knows one level only, which is stronger.
	changing = &sql.TxOptions{Isolation: sql.LevelReadCommitted}
	// looking is for transactions whose statements must all see one state of the database.
	looking = &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
)

// transact runs do in a transaction that is committed where do returns nil and else rolled back.
// Where the database breaks it off, do is called again: it must set its results anew.
func (s *Store) transact(ctx context.Context, do func(*sql.Tx) error) error {
	return s.again(ctx, func() error { return once(ctx, s.write, changing, do) })
}

// again calls do, which is one transaction, and calls it again where the database breaks it off.
func (s *Store) again(ctx context.Context, do func() error) error {
	for try := 1; ; try++ {
		err := do()
		if err == nil || try == tries || !s.dialect.brokeOff(err) {
			return err
		}
		s.log.WarnContext(ctx, "the database broke a transaction off, trying again", "try", try, "error", err)
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// mark is transact for leases and looks. They need not outlive a crash of the database: what is
// forgotten is leased again, and every move is a compare-and-set. So nobody waits for the disk.
func (s *Store) mark(ctx context.Context, do func(*sql.Tx) error) error {
	return s.transact(ctx, func(tx *sql.Tx) error {
		var marked string
		if err := tx.QueryRowContext(ctx, `SELECT `+s.dialect.mark).Scan(&marked); err != nil {
			return fmt.Errorf("mark: %w", err)
		}
		return do(tx)
	})
}

// once runs do in one transaction.
func once(ctx context.Context, db *sql.DB, options *sql.TxOptions, do func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	// After a commit this does nothing; after a panic it gives the connection back.
	defer tx.Rollback()
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// pause waits a little, longer with each try and never in step with the one who was in the way.
func pause(ctx context.Context, try int) error {
	timer := time.NewTimer(time.Duration(try)*5*time.Millisecond + rand.N(10*time.Millisecond))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
