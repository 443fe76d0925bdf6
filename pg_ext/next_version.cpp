// sure_next_version as SQL calls it. Not STRICT: a NULL is refused, for it would go into the row silently.
#include "common/version/next_version.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

namespace surerow::pg {
namespace {

Value version_at(FunctionCallInfo call, int i) {
  const NullableDatum& argument = call->args[i];
  return argument.isnull ? Value() : Value::integer(DatumGetInt64(argument.value));
}

}  // namespace
}  // namespace surerow::pg

using namespace surerow;

extern "C" {
PG_FUNCTION_INFO_V1(sure_next_version);
}

/// sure_next_version(current, expected) -> bigint
PGDLLEXPORT Datum sure_next_version(PG_FUNCTION_ARGS) {
  return pg::entry([=]() -> Datum {
    return Int64GetDatum(
        next_version(pg::version_at(fcinfo, 0), pg::version_at(fcinfo, 1), storage_settings()));
  });
}
