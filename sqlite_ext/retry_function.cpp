// sure_retry: a pure question but for its random delay; it reads no table and no transaction.
#include "common/call.h"
#include "common/retry/retry.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {

void sure_retry(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    constexpr const char* names[] = {"code", "attempt", "options"};
    for (int i = 0; i < argc; ++i)
      if (sqlite3_value_type(argv[i]) == SQLITE_NULL) refuse(faults::null_argument("sure_retry", names[i]));
    const auto& connection = *static_cast<Connection*>(sqlite3_user_data(cx));
    std::string converted;
    const std::string_view options = argc > 2 ? json_argument(cx, argv[2], "options", converted) : "{}";
    result_json(cx, retry_advice(checked_text(argv[0]), value_of(argv[1]), options, connection.settings()));
  });
}

}  // namespace surerow::sqlite
