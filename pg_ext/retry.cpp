// sure_retry as SQL calls it: reads no table and no transaction.
#include "common/retry/retry.h"

#include "common/call.h"
#include "pg_ext/arguments.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"
#include "pg_ext/session.h"

using namespace surerow;

extern "C" {
PG_FUNCTION_INFO_V1(sure_retry);
}

/// sure_retry(code, attempt [, options]) -> json
PGDLLEXPORT Datum sure_retry(PG_FUNCTION_ARGS) {
  return pg::entry([=]() -> Datum {
    pg::require_utf8();
    const std::string_view code = pg::text_argument(fcinfo, 0, "sure_retry", "code");
    const NullableDatum& attempt = fcinfo->args[1];
    if (attempt.isnull) refuse(faults::null_argument("sure_retry", "attempt"));
    const std::string_view options =
        fcinfo->nargs > 2 ? pg::text_argument(fcinfo, 2, "sure_retry", "options") : "{}";
    return pg::text_result(
        retry_advice(code, Value::integer(DatumGetInt64(attempt.value)), options, storage_settings()));
  });
}
