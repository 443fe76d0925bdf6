// Makes, keeps and drops triggers; what they say is the core's.
#include "sqlite_ext/made_triggers.h"

#include <fmt/format.h>

#include "common/dialect.h"
#include "sqlite_ext/engine.h"
#include "sqlite_ext/schema.h"

namespace surerow::sqlite {
namespace {

bool is_taken(sqlite3* db, const std::string& schema, const std::string& name) {
  Query found(db, fmt::format("SELECT 1 FROM {} WHERE type = 'trigger' AND name = ?1 COLLATE NOCASE",
                              schema_table(schema)));
  found.bind(1, name);
  return found.step();
}

std::string free_name(sqlite3* db, const std::string& schema, const std::string& wanted) {
  std::string name = wanted;
  for (int number = 1; is_taken(db, schema, name); ++number) name = fmt::format("{}{}", wanted, number);
  return name;
}

}  // namespace

void drop_trigger(sqlite3* db, const std::string& schema, const MadeTrigger& trigger) {
  Query(db, fmt::format("DROP TRIGGER {}.{}", quoted(schema), quoted(trigger.name))).run();
}

bool keep_one_trigger(sqlite3* db, const std::string& schema, const std::vector<MadeTrigger>& there,
                      const std::string& name,
                      const std::function<std::string(std::string_view name)>& text_of) {
  bool kept = false, changed = false;
  for (const MadeTrigger& trigger : there) {
    if (!kept && trigger.text == text_of(trigger.name)) {
      kept = true;
      continue;
    }
    drop_trigger(db, schema, trigger);
    changed = true;
  }
  if (kept) return changed;
  Query(db, fmt::format("CREATE TRIGGER {}.{}", quoted(schema), text_of(free_name(db, schema, name)))).run();
  return true;
}

}  // namespace surerow::sqlite
