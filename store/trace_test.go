package store_test

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5"
)

// statement is one that was sent to PostgreSQL.
type statement struct {
	sql  string
	args []any
}

// literals are the parameters in the parentheses of EXECUTE.
func (s statement) literals() string {
	if len(s.args) == 0 {
		return ""
	}
	list := make([]string, len(s.args))
	for i, arg := range s.args {
		value, err := driver.DefaultParameterConverter.ConvertValue(arg)
		switch value := value.(type) {
		case nil:
			list[i] = "NULL"
		case string:
			list[i] = "'" + strings.ReplaceAll(value, "'", "''") + "'"
		case []byte:
			list[i] = fmt.Sprintf(`'\x%x'`, value)
		default:
			list[i] = fmt.Sprint(value)
		}
		if err != nil {
			list[i] = err.Error() // no literal, and so no plan
		}
	}
	return "(" + strings.Join(list, ", ") + ")"
}

// trace keeps the statements that are sent between begin and end and have a plan.
type trace struct {
	mu   sync.Mutex
	sent []statement
	on   bool
}

func (r *trace) begin() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sent, r.on = nil, true
}

func (r *trace) end() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.on = false
	return r.sent
}

// TraceQueryStart implements pgx.QueryTracer.
func (r *trace) TraceQueryStart(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryStartData) context.Context {
	r.mu.Lock()
	defer r.mu.Unlock()
	verb, _, _ := strings.Cut(strings.TrimSpace(data.SQL), " ")
	if r.on && slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}, strings.TrimSpace(strings.Split(verb, "\n")[0])) {
		r.sent = append(r.sent, statement{data.SQL, slices.DeleteFunc(slices.Clone(data.Args), isOption)})
	}
	return ctx
}

// isOption reports whether an argument is none of the statement's but says how pgx sends it.
func isOption(arg any) bool {
	switch arg.(type) {
	case pgx.QueryExecMode, pgx.QueryResultFormats, pgx.QueryResultFormatsByOID:
		return true
	}
	return false
}

// TraceQueryEnd implements pgx.QueryTracer.
func (r *trace) TraceQueryEnd(context.Context, *pgx.Conn, pgx.TraceQueryEndData) {}
