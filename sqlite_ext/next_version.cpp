// sure_next_version: reads its two arguments as they are and answers with an integer.
#include "common/version/next_version.h"

#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {

void sure_next_version(sqlite3_context* cx, int, sqlite3_value** argv) {
  guarded(cx, [&] {
    const auto& connection = *static_cast<Connection*>(sqlite3_user_data(cx));
    sqlite3_result_int64(cx, next_version(value_of(argv[0]), value_of(argv[1]), connection.settings()));
  });
}

}  // namespace surerow::sqlite
