/* run_postgres() and run_sqlite(): a transaction, repeated while sure_retry says so.
 * cc -c retry.c -I$(pg_config --includedir); link with -lpq -lsqlite3. */
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A transaction's statements; 0: done. The first that fails leaves its SQLSTATE or result code in `code`. */
typedef int postgres_work(PGconn *db, char code[16], void *context);
typedef int sqlite_work(sqlite3 *db, char code[16], void *context);

static void wait_ms(long ms) {
  struct timespec time = {ms / 1000, ms % 1000 * 1000000L};
  nanosleep(&time, NULL);
}

/* One statement; -1 with its code when it fails. A connection that is gone has no code of its own: 08006. */
int postgres_exec(PGconn *db, const char *sql, char code[16]) {
  PGresult *result = PQexec(db, sql);
  const ExecStatusType status = PQresultStatus(result);
  const int good = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (!good) snprintf(code, 16, "%s", state != NULL ? state : "08006");
  PQclear(result);
  return good ? 0 : -1;
}

/* surerow's own errors begin with their SQLSTATE: "SR001: the row ..."; others have SQLite's result code. */
int sqlite_run(sqlite3 *db, const char *sql, char code[16]) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK) return 0;
  const char *text = sqlite3_errmsg(db);
  if (strspn(text, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && text[5] == ':')
    snprintf(code, 16, "%.5s", text);
  else
    snprintf(code, 16, "%d", sqlite3_extended_errcode(db));
  return -1;
}

/* The delay in ms, or -1: do not try again. */
static long postgres_advice(PGconn *db, const char *code, int attempt, const char *options) {
  char number[16];
  const char *values[] = {code, number, options};
  long delay = -1;
  if (PQstatus(db) != CONNECTION_OK) PQreset(db);
  snprintf(number, sizeof number, "%d", attempt);
  PGresult *result = PQexecParams(db, "SELECT (sure_retry($1, $2, $3::text))->>'delay_ms'", 3, NULL, values, NULL, NULL, 0);
  if (PQresultStatus(result) == PGRES_TUPLES_OK && !PQgetisnull(result, 0, 0)) delay = atol(PQgetvalue(result, 0, 0));
  PQclear(result);
  return delay;
}

static long sqlite_advice(sqlite3 *db, const char *code, int attempt, const char *options) {
  sqlite3_stmt *stmt = NULL;
  long delay = -1;
  sqlite3_prepare_v2(db, "SELECT sure_retry(?1, ?2, ?3)->>'delay_ms'", -1, &stmt, NULL);
  sqlite3_bind_text(stmt, 1, code, -1, SQLITE_STATIC);
  sqlite3_bind_int(stmt, 2, attempt);
  sqlite3_bind_text(stmt, 3, options, -1, SQLITE_STATIC);
  if (sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_type(stmt, 0) != SQLITE_NULL) delay = sqlite3_column_int(stmt, 0);
  sqlite3_finalize(stmt);
  return delay;
}

/* 0: committed. -1: given up, with the last error's code in `code`. */
int run_postgres(PGconn *db, postgres_work *work, void *context, const char *options, char code[16]) {
  for (int attempt = 1;; attempt++) {
    char ignored[16];
    if (postgres_exec(db, "BEGIN", code) == 0 && work(db, code, context) == 0 && postgres_exec(db, "COMMIT", code) == 0)
      return 0;
    postgres_exec(db, "ROLLBACK", ignored); /* until then PostgreSQL refuses every statement */
    const long delay = postgres_advice(db, code, attempt, options);
    if (delay < 0) return -1;
    wait_ms(delay);
  }
}

int run_sqlite(sqlite3 *db, sqlite_work *work, void *context, const char *options, char code[16]) {
  for (int attempt = 1;; attempt++) {
    if (sqlite_run(db, "BEGIN IMMEDIATE", code) == 0 && work(db, code, context) == 0 && sqlite_run(db, "COMMIT", code) == 0)
      return 0;
    if (!sqlite3_get_autocommit(db)) sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    const long delay = sqlite_advice(db, code, attempt, options);
    if (delay < 0) return -1;
    wait_ms(delay);
  }
}
