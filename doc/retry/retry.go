// Package retry repeats a transaction while sure_retry says so; over database/sql, for PostgreSQL (pgx, lib/pq)
// and SQLite (mattn/go-sqlite3, modernc.org/sqlite).
package retry

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strconv"
	"time"
)

// surerow on SQLite: "SR001: the row ...", which some drivers put behind their own words.
var stated = regexp.MustCompile(`(?:^|: )([0-9A-Z]{5}): `)

// codeOf is what sure_retry asks for: PostgreSQL's SQLSTATE, surerow's, or SQLite's result code; "" when the error
// is not the database's.
func codeOf(err error) string {
	var state interface{ SQLState() string } // pgx, lib/pq
	if errors.As(err, &state) {
		return state.SQLState()
	}
	if found := stated.FindStringSubmatch(err.Error()); found != nil {
		return found[1]
	}
	var number interface{ Code() int } // modernc.org/sqlite
	if errors.As(err, &number) {
		return strconv.Itoa(number.Code())
	}
	for e := err; e != nil; e = errors.Unwrap(e) { // mattn/go-sqlite3: a field of its Error
		if value := reflect.ValueOf(e); value.Kind() == reflect.Struct {
			if field := value.FieldByName("ExtendedCode"); field.IsValid() && field.CanInt() {
				return strconv.FormatInt(field.Int(), 10)
			}
		}
	}
	if errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) {
		return "08006"
	}
	return ""
}

type advice struct {
	Retry   bool  `json:"retry"`
	DelayMs int64 `json:"delay_ms"`
}

// Run returns nil once work and COMMIT have succeeded, or the last error when there is nothing left to try.
// options is the JSON that sure_retry takes, "{}" for its defaults. With go-sqlite3 open with _txlock=immediate.
func Run(ctx context.Context, db *sql.DB, options string, work func(*sql.Tx) error) error {
	for attempt := 1; ; attempt++ {
		err := once(ctx, db, work)
		if err == nil {
			return nil
		}
		code := codeOf(err)
		if code == "" {
			return err
		}
		var text string
		var said advice
		row := db.QueryRowContext(ctx, "SELECT CAST(sure_retry($1, $2, CAST($3 AS text)) AS text)", code, attempt, options)
		if row.Scan(&text) != nil || json.Unmarshal([]byte(text), &said) != nil || !said.Retry {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(time.Duration(said.DelayMs) * time.Millisecond):
		}
	}
}

func once(ctx context.Context, db *sql.DB, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after COMMIT; until then PostgreSQL refuses every statement
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}
