// An answer in memory of SQLite's, made before a call commits: handing it over cannot fail once the work
// is done.
#pragma once

#include <memory>
#include <string_view>

#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

struct Answered {
  std::unique_ptr<char, void (*)(void*)> text{nullptr, sqlite3_free};
  std::size_t size = 0;
};

/// A copy of `text`. Throws EngineError (TOOBIG) and std::bad_alloc.
Answered answered(sqlite3* db, std::string_view text);

/// Gives `answer` as the result; result_json with the JSON subtype.
void result_text(sqlite3_context* cx, Answered answer);
void result_json(sqlite3_context* cx, Answered answer);

}  // namespace surerow::sqlite
