// The triggers that surerow makes on a table, and makes again when they should read differently. One that
// reads as it should is left alone, so that calling twice changes nothing.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlite_ext/sqlite.h"

namespace surerow::sqlite {

/// A trigger as the schema has it.
struct MadeTrigger {
  std::string name;
  std::string text;  // after CREATE TRIGGER
};

/// Drops a trigger of `schema`. Throws EngineError.
void drop_trigger(sqlite3* db, const std::string& schema, const MadeTrigger& trigger);

/// Of `there` keeps one whose text is what `text_of` gives for its name and drops the others; makes one when
/// none is kept, called `name` or, where that is taken, `name` and a number. True: something had to be done.
bool keep_one_trigger(sqlite3* db, const std::string& schema, const std::vector<MadeTrigger>& there,
                      const std::string& name,
                      const std::function<std::string(std::string_view name)>& text_of);

}  // namespace surerow::sqlite
