// Prepared statements of the store, kept with the connection.
#include "sqlite_ext/store.h"

#include <fmt/format.h>

#include "common/idempotency/faults.h"
#include "sqlite_ext/connection.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/values.h"

namespace surerow::sqlite {
namespace {

void read_row(sqlite3_stmt* stmt, StoreStep& step) {
  for (int at = 0; at < sqlite3_column_count(stmt); ++at) {
    const Value value = column_value(stmt, at);
    step.row.push_back(value.kind() == Value::Kind::text ? Value::text(keep(step.arena, value.text()))
                                                         : value);
  }
}

void execute(sqlite3* db, StoreStep& step) {
  if (!step.statement->prepared)
    step.statement->prepared = std::make_unique<Query>(db, step.statement->sql, true);
  auto& query = static_cast<Query&>(*step.statement->prepared);
  const ResetAtEnd reset(query.get());
  // The first parameter is PostgreSQL's.
  for (std::size_t i = 0; i < step.values.size(); ++i)
    if (bind_value(query.get(), static_cast<int>(i) + 2, step.values[i]) != SQLITE_OK) throw_last_error(db);
  if (query.step()) return read_row(query.get(), step);
  step.affected = sqlite3_changes(db);
}

bool is_there(sqlite3* db) {
  Query query(db, fmt::format("SELECT 1 FROM {} WHERE name = '{}' COLLATE NOCASE", schema_table("main"),
                              store_table));
  return query.step();
}

// Whether the statement failed for want of the table. What has its name and not its columns is refused.
bool misses_table(sqlite3* db, const EngineError& error) {
  if (error.primary_code() != SQLITE_ERROR) return false;
  if (is_there(db)) refuse(faults::no_such_store(error.message()));
  return true;
}

}  // namespace

void run_store_step(Connection& connection, StoreStep& step) {
  sqlite3* const db = connection.db();
  try {
    return execute(db, step);
  } catch (const EngineError& error) {
    if (!misses_table(db, error)) throw;
  }
  Query(db, connection.store().store.create).run();
  execute(db, step);
}

const StoreStep* run_store_call(Connection& connection, StoreCall& call) {
  while (StoreStep* step = call.next(connection.now_ms())) {
    if (step->statement == nullptr) return step;
    run_store_step(connection, *step);
  }
  return nullptr;
}

}  // namespace surerow::sqlite
