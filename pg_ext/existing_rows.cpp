// One pass over a table by a cursor; texts are handed to the core where they lie.
#include "pg_ext/existing_rows.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

extern "C" {
#include "executor/spi.h"
#include "utils/memutils.h"
#include "utils/portal.h"
}

namespace surerow::pg {
namespace {

constexpr long rows_at_a_time = 1000;

/// Rows on their way: plain data.
struct Scan {
  Portal portal;
  MemoryContext memory;  // emptied with every portion of rows
};

Scan open(const char* sql) {
  return backend([=] {
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    Scan scan{};
    scan.memory = AllocSetContextCreate(CurrentMemoryContext, "surerow rows", ALLOCSET_DEFAULT_SIZES);
    scan.portal = SPI_cursor_open_with_args(nullptr, sql, 0, nullptr, nullptr, nullptr, true, 0);
    return scan;
  });
}

std::uint64_t fetch(const Scan& scan) {
  const Scan* s = &scan;
  return backend([=]() -> std::uint64_t {
    if (SPI_tuptable != nullptr) SPI_freetuptable(SPI_tuptable);
    MemoryContextReset(s->memory);
    SPI_cursor_fetch(s->portal, true, rows_at_a_time);
    return SPI_processed;
  });
}

/// All columns are texts.
void read(const Scan& scan, std::uint64_t number, Value* out) {
  const Scan* s = &scan;
  backend([=] {
    MemoryContext const before = MemoryContextSwitchTo(s->memory);
    const TupleDesc form = SPI_tuptable->tupdesc;
    for (int i = 0; i < form->natts; ++i) {
      bool is_null = false;
      const Datum datum = SPI_getbinval(SPI_tuptable->vals[number], form, i + 1, &is_null);
      out[i] = Value();
      if (is_null) continue;
      const auto* text = reinterpret_cast<varlena*>(PG_DETOAST_DATUM_PACKED(datum));
      out[i] = Value::text({VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text)});
    }
    MemoryContextSwitchTo(before);
  });
}

void close(const Scan& scan) {
  const Scan* s = &scan;
  backend([=] {
    SPI_cursor_close(s->portal);
    MemoryContextDelete(s->memory);
    SPI_finish();
  });
}

}  // namespace

void check_existing_rows(const Table& table, const StrictPlan& plan) {
  ExistingRows rows(table, plan, session_settings());
  const std::string sql = rows.sql();
  const Scan scan = open(sql.c_str());
  std::vector<Value> row(rows.width());
  bool more = true;
  while (more) {
    const std::uint64_t count = fetch(scan);
    more = count > 0;
    for (std::uint64_t i = 0; more && i < count; ++i) {
      read(scan, i, row.data());
      more = rows.take(row);
    }
  }
  close(scan);
  rows.require();
}

}  // namespace surerow::pg
