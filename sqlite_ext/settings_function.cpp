// sure_settings([json]): the settings of this connection, read and changed.
#include "common/call.h"
#include "common/settings.h"
#include "sqlite_ext/arguments.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/functions.h"
#include "sqlite_ext/guard.h"

namespace surerow::sqlite {

void sure_settings(sqlite3_context* cx, int argc, sqlite3_value** argv) {
  guarded(cx, [&] {
    auto& connection = *static_cast<Connection*>(sqlite3_user_data(cx));
    if (argc > 0) {
      if (sqlite3_value_type(argv[0]) == SQLITE_NULL)
        refuse(faults::null_argument("sure_settings", "settings"));
      std::string converted;
      connection.set_settings(
          changed_settings(connection.settings(), json_argument(cx, argv[0], "settings", converted)));
    }
    result_json(cx, settings_json(connection.settings()));
  });
}

}  // namespace surerow::sqlite
