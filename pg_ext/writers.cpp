// sure_upsert, sure_insert and sure_describe as SQL calls them. Each reads its arguments, lets the core plan
// and judge, and runs the steps it asks for.
#include "common/write/writer.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/run_step.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"

namespace surerow::pg {
namespace {

std::uintptr_t write(FunctionCallInfo call, Verb verb, const char* function) {
  require_utf8();
  const std::string_view name = text_argument(call, 0, function, "table");
  const std::string_view rows = text_argument(call, 1, function, "rows");
  const std::string_view options = call->nargs > 2 ? text_argument(call, 2, function, "options") : "{}";
  const std::shared_ptr<KnownTable> known = known_table(name, Access::write);
  Writer writer(known->described, verb, rows, options, session_settings());
  while (Step* step = writer.next()) run_step(*step, writer, *known);
  return text_result(writer.result());
}

}  // namespace
}  // namespace surerow::pg

using surerow::pg::entry;

extern "C" {
PG_FUNCTION_INFO_V1(sure_upsert);
PG_FUNCTION_INFO_V1(sure_insert);
PG_FUNCTION_INFO_V1(sure_describe);
}

/// sure_upsert(table, rows [, options]) -> json
PGDLLEXPORT Datum sure_upsert(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write(fcinfo, surerow::Verb::upsert, "sure_upsert"); });
}

/// sure_insert(table, rows [, options]) -> json
PGDLLEXPORT Datum sure_insert(PG_FUNCTION_ARGS) {
  return entry([=] { return surerow::pg::write(fcinfo, surerow::Verb::insert, "sure_insert"); });
}

/// sure_describe(table) -> json
PGDLLEXPORT Datum sure_describe(PG_FUNCTION_ARGS) {
  return entry([=] {
    surerow::pg::require_utf8();
    const std::string_view name = surerow::pg::text_argument(fcinfo, 0, "sure_describe", "table");
    const auto known = surerow::pg::known_table(name, surerow::pg::Access::read);
    return surerow::pg::text_result(surerow::describe(known->described.table));
  });
}
