// The virtual table behind the close hook: one column, no rows.
#include "sqlite_ext/close_hook.h"

#include <new>
#include <string>

#include "sqlite_ext/connection.h"

namespace surerow::sqlite {
namespace {

struct Hook {
  sqlite3_vtab base;  // first: SQLite sees only this
  Connection* connection;
};

int hook_connect(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** out, char**) {
  const int rc = sqlite3_declare_vtab(db, "CREATE TABLE x(none)");
  if (rc != SQLITE_OK) return rc;
  auto* hook = new (std::nothrow) Hook{{}, static_cast<Connection*>(aux)};
  if (hook == nullptr) return SQLITE_NOMEM;
  hook->connection->retain();
  hook->connection->set_hooked(true);
  *out = &hook->base;
  return SQLITE_OK;
}

int hook_disconnect(sqlite3_vtab* table) {
  auto* hook = reinterpret_cast<Hook*>(table);
  hook->connection->set_hooked(false);
  hook->connection->forget();
  Connection::release(hook->connection);
  delete hook;
  return SQLITE_OK;
}

int hook_best_index(sqlite3_vtab*, sqlite3_index_info*) { return SQLITE_OK; }

int hook_open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = new (std::nothrow) sqlite3_vtab_cursor{};
  return *out == nullptr ? SQLITE_NOMEM : SQLITE_OK;
}

int hook_close(sqlite3_vtab_cursor* cursor) {
  delete cursor;
  return SQLITE_OK;
}

int hook_filter(sqlite3_vtab_cursor*, int, const char*, int, sqlite3_value**) { return SQLITE_OK; }
int hook_next(sqlite3_vtab_cursor*) { return SQLITE_OK; }
int hook_eof(sqlite3_vtab_cursor*) { return 1; }
int hook_column(sqlite3_vtab_cursor*, sqlite3_context*, int) { return SQLITE_OK; }

int hook_rowid(sqlite3_vtab_cursor*, sqlite3_int64* out) {
  *out = 0;
  return SQLITE_OK;
}

constexpr sqlite3_module make_module() {
  sqlite3_module module{};  // without xCreate: eponymous only
  module.xConnect = hook_connect;
  module.xBestIndex = hook_best_index;
  module.xDisconnect = hook_disconnect;
  module.xOpen = hook_open;
  module.xClose = hook_close;
  module.xFilter = hook_filter;
  module.xNext = hook_next;
  module.xEof = hook_eof;
  module.xColumn = hook_column;
  module.xRowid = hook_rowid;
  return module;
}

constexpr sqlite3_module hook_module = make_module();

}  // namespace

int register_close_hook(sqlite3* db, Connection* connection) {
  connection->retain();
  return sqlite3_create_module_v2(db, close_hook_name, &hook_module, connection, Connection::release);
}

void connect_close_hook(sqlite3* db) {
  static const std::string sql = std::string("SELECT 1 FROM ") + close_hook_name;
  const Query connects(db, sql);
}

}  // namespace surerow::sqlite
