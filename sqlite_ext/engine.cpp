// Statements and errors of SQLite. A message is copied at once: the next call on the connection replaces it.
#include "sqlite_ext/engine.h"

#include <new>

namespace surerow::sqlite {

void throw_last_error(sqlite3* db) {
  const int code = sqlite3_extended_errcode(db);
  if ((code & 0xff) == SQLITE_NOMEM) throw std::bad_alloc();
  throw EngineError(code, sqlite3_errmsg(db));
}

Query::Query(sqlite3* db, std::string_view sql, bool kept) : db_(db) {
  const unsigned flags = kept ? SQLITE_PREPARE_PERSISTENT : 0;
  if (sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), flags, &stmt_, nullptr) != SQLITE_OK)
    throw_last_error(db);
}

void Query::bind(int at, std::string_view text) {
  if (sqlite3_bind_text64(stmt_, at, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
    throw_last_error(db_);
}

bool Query::step() {
  const int rc = sqlite3_step(stmt_);
  if (rc == SQLITE_ROW) return true;
  if (rc == SQLITE_DONE) return false;
  throw_last_error(db_);
}

void Query::run() {
  const ResetAtEnd reset(stmt_);
  while (step()) {
  }
}

std::string_view Query::text(int at) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(stmt_, at));
  if (text == nullptr) {
    if (!is_null(at)) throw std::bad_alloc();
    return {"", 0};
  }
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(stmt_, at))};
}

}  // namespace surerow::sqlite
