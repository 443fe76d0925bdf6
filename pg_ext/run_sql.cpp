// Statements through SPI: sees what the transaction has done so far, keeps nothing.
#include "pg_ext/run_sql.h"

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "executor/spi.h"
}

namespace surerow::pg {
namespace {

/// Inside backend().
void execute(const char* sql) {
  if (SPI_connect() != SPI_OK_CONNECT) elog(ERROR, "SPI_connect failed");
  const int result = SPI_execute(sql, false, 0);
  if (result < 0) elog(ERROR, "SPI failed: %s", SPI_result_code_string(result));
}

}  // namespace

void run_sql(const std::string& text) {
  const char* const sql = text.c_str();
  backend([=] {
    execute(sql);
    SPI_finish();
  });
}

std::int64_t count_of(const std::string& query) {
  const char* const sql = query.c_str();
  return backend([=]() -> std::int64_t {
    execute(sql);
    bool is_null = false;
    const Datum count = SPI_getbinval(SPI_tuptable->vals[0], SPI_tuptable->tupdesc, 1, &is_null);
    SPI_finish();
    return DatumGetInt64(count);
  });
}

bool has_rows(const std::string& query) {
  const char* const sql = query.c_str();
  return backend([=]() -> bool {
    execute(sql);
    const bool found = SPI_processed > 0;
    SPI_finish();
    return found;
  });
}

}  // namespace surerow::pg
