// What the table and the columns of a strict constraint are called now. Asked only when a row is refused: the
// text that the constraint gives to sure_check_row has the names of then.
#include "common/strict/strict.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/strict_state.h"

extern "C" {
#include "executor/spi.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
}

namespace surerow::pg {
namespace {

constexpr const char* query =
    "SELECT conrelid, conbin::pg_catalog.text FROM pg_catalog.pg_constraint WHERE contype "
    "OPERATOR(pg_catalog.=) "
    "'c'::pg_catalog.\"char\" AND coninhcount OPERATOR(pg_catalog.=) 0 AND "
    "pg_catalog.starts_with(conname::pg_catalog.text, 'surerow_strict')";

/// Plain data in the caller's memory.
struct Names {
  int constraints = 0;  // how many give this text
  const char* table = nullptr;
  const char** columns = nullptr;
};

const char* kept(MemoryContext memory, const char* name) {
  return name == nullptr ? "" : MemoryContextStrdup(memory, name);
}

/// Inside backend() and SPI: takes the names if the constraint in this row gives `text` to the function.
void take(std::uint64_t row, const char* text, int columns, MemoryContext memory, Names& names) {
  const TupleDesc form = SPI_tuptable->tupdesc;
  bool is_null = false;
  const Oid table = DatumGetObjectId(SPI_getbinval(SPI_tuptable->vals[row], form, 1, &is_null));
  const CheckCallForm call = check_call_of(SPI_getvalue(SPI_tuptable->vals[row], form, 2));
  if (call.check == nullptr || strcmp(call.check, text) != 0 || call.count != columns) return;
  ++names.constraints;
  names.table = kept(memory, get_rel_name(table));
  names.columns = static_cast<const char**>(MemoryContextAlloc(memory, sizeof(char*) * (columns + 1)));
  for (int i = 0; i < columns; ++i)
    names.columns[i] = kept(memory, get_attname(table, call.columns[i], true));
}

Names names_of(const char* text, int columns) {
  return backend([=] {
    Names names;
    MemoryContext const memory = CurrentMemoryContext;
    if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
    if (SPI_execute(query, true, 0) != SPI_OK_SELECT) elog(ERROR, "SPI failed");
    for (std::uint64_t i = 0; i < SPI_processed; ++i) take(i, text, columns, memory, names);
    SPI_finish();
    return names;
  });
}

}  // namespace

RowCheck with_names_of_now(const RowCheck& check) {
  std::vector<HeldColumn> columns = check.columns();
  const Names names = names_of(check.text().c_str(), static_cast<int>(columns.size()));
  if (names.constraints != 1) return check;
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i].name = names.columns[i];
  return {names.table, std::move(columns)};
}

}  // namespace surerow::pg
