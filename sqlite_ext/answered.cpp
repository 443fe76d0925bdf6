// Copies an answer into SQLite's memory, and hands that over.
#include "sqlite_ext/answered.h"

#include <new>
#include <utility>

#include "sqlite_ext/engine.h"
#include "sqlite_ext/functions.h"

namespace surerow::sqlite {

Answered answered(sqlite3* db, std::string_view text) {
  if (text.size() > static_cast<std::size_t>(sqlite3_limit(db, SQLITE_LIMIT_LENGTH, -1)))
    throw EngineError(SQLITE_TOOBIG, sqlite3_errstr(SQLITE_TOOBIG));
  Answered answer;
  answer.text.reset(static_cast<char*>(sqlite3_malloc64(text.size() + 1)));
  if (!answer.text) throw std::bad_alloc();
  answer.size = text.copy(answer.text.get(), text.size());
  return answer;
}

void result_text(sqlite3_context* cx, Answered answer) {
  sqlite3_result_text64(cx, answer.text.release(), answer.size, sqlite3_free, SQLITE_UTF8);
}

void result_json(sqlite3_context* cx, Answered answer) {
  result_text(cx, std::move(answer));
  sqlite3_result_subtype(cx, json_subtype);
}

}  // namespace surerow::sqlite
