// A module of its own for test/pg/guard.sh: fires errors of the server and exceptions of C++ under live
// objects, through the same guard as the extension, and counts what was destroyed. Not part of the extension.
#include <new>
#include <stdexcept>
#include <string>

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/xact.h"
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/resowner.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(guard_fire);
PG_FUNCTION_INFO_V1(guard_alive);
}

namespace {

using surerow::pg::backend;

int alive = 0;

/// Owns memory, as the objects of the core do.
struct Counted {
  std::string text = std::string(1000, 'x');
  Counted() { ++alive; }
  ~Counted() { --alive; }
};

void run_sql(const char* sql) {
  const Counted here;
  backend([=] {
    SPI_connect();
    SPI_execute(sql, false, 0);
    SPI_finish();
  });
}

/// The error passes `depth` frames, each with an object to destroy.
void run_deep(const char* sql, int depth) {
  const Counted here;
  if (depth == 0)
    run_sql(sql);
  else
    run_deep(sql, depth - 1);
}

/// Catches the error of a subtransaction; the transaction goes on.
void run_undone(const char* sql) {
  struct Begun {
    MemoryContext memory;
    ResourceOwner owner;
  };
  const Begun begun = backend([] {
    const Begun b{CurrentMemoryContext, CurrentResourceOwner};
    BeginInternalSubTransaction(nullptr);
    MemoryContextSwitchTo(b.memory);
    return b;
  });
  try {
    run_deep(sql, 3);
  } catch (const surerow::pg::PgError&) {
  }
  backend([=] {
    RollbackAndReleaseCurrentSubTransaction();
    MemoryContextSwitchTo(begun.memory);
    CurrentResourceOwner = begun.owner;
  });
}

void fire(std::string_view what) {
  const Counted here;
  if (what == "refusal") surerow::refuse({surerow::Code::stale_version, "m %s", "d %d", "h %n"});
  if (what == "bad_alloc") throw std::bad_alloc();
  if (what == "exception") throw std::runtime_error("no refusal");
  if (what == "other") throw 42;
  if (what == "undone")
    run_undone("INSERT INTO guard_log VALUES (1); SELECT 1/0");
  else
    run_deep(
        "DO $$ BEGIN RAISE EXCEPTION 'from SQL' USING ERRCODE = 'ZZ001', DETAIL = 'd', HINT = 'h'; END $$",
        9);
}

}  // namespace

/// guard_fire(what): fires, with objects alive.
PGDLLEXPORT Datum guard_fire(PG_FUNCTION_ARGS) {
  return surerow::pg::entry([=]() -> std::uintptr_t {
    const varlena* what = backend([=] { return PG_GETARG_TEXT_PP(0); });
    fire({VARDATA_ANY(what), VARSIZE_ANY_EXHDR(what)});
    return BoolGetDatum(true);
  });
}

/// guard_alive(): the objects that were never destroyed.
PGDLLEXPORT Datum guard_alive(PG_FUNCTION_ARGS) {
  (void)fcinfo;
  return Int32GetDatum(alive);
}
