// SQLite has no hook for sqlite3_close(), and refuses to close while a statement is alive. It does disconnect
// virtual tables before it looks for statements, so an eponymous virtual table, always empty, tells the
// connection's state that its statements must go. A refused close disconnects too: the next call connects
// anew.
#pragma once

#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

class Connection;

/// The name of the virtual table.
inline constexpr const char* close_hook_name = "surerow_close_hook";

/// Registers the virtual table; it holds a reference to `connection`. Returns a result code.
int register_close_hook(sqlite3* db, Connection* connection);

/// Has SQLite connect the virtual table, which sets Connection::hooked. Throws EngineError.
void connect_close_hook(sqlite3* db);

}  // namespace surerow::sqlite
