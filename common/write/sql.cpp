// Builds the statements of a plan, piece by piece, in either dialect.
#include "common/write/sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "common/write/builder.h"

namespace surerow {
namespace {

// An insert of many rows halves the cost of a row; more rows than this, or more parameters, gain little.
constexpr std::size_t most_rows_a_run = 32;
constexpr std::size_t most_parameters = 256;

// SQLite bounds the depth of an expression.
constexpr std::size_t most_compared = 100;

std::string listed(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

// SELECT of stored rows; `outputs` are the expressions read back, `lock` how PostgreSQL holds the rows.
Statement select(Builder& sql, std::vector<std::string> outputs, bool postgres,
                 const std::string& lock = "") {
  const std::string condition = sql.key_condition();
  if (postgres) {
    const std::string rows = sql.rows();
    return sql.finish(fmt::format("SELECT {} FROM {} JOIN {} ON {}{}", listed(outputs), rows, sql.target(),
                                  condition, lock));
  }
  if (outputs.empty()) outputs.push_back("1");
  return sql.finish(fmt::format("SELECT {} FROM {} WHERE {}", listed(outputs), sql.target(), condition));
}

// What a probe reads of a stored row: where it is, and the columns that would be set.
std::vector<std::string> probe_outputs(Builder& sql, const Table& table, const Plan& plan) {
  std::vector<std::string> outputs;
  if (table.engine == Engine::postgres) outputs = {Builder::ordinal(), "t.ctid"};
  if (table.engine == Engine::sqlite && !table.place.empty()) outputs = {"t." + table.place};
  for (const int cell : plan.set_cells) {
    const int column = plan.shape[static_cast<std::size_t>(cell)];
    outputs.push_back("t." + sql.name(column));
    sql.statement().outputs.push_back(column);
    sql.statement().output_cells.push_back(cell);
  }
  const bool asks_version = plan.tells_versions || (plan.verb != Verb::insert && plan.verb != Verb::hold);
  if (table.version_column < 0 || !asks_version) return outputs;
  outputs.push_back(table.engine == Engine::postgres ? "CAST(" + sql.stored_version() + " AS pg_catalog.int8)"
                                                     : sql.stored_version());
  sql.statement().reads_version = true;
  return outputs;
}

// SQLite: overrides the clauses that constraints are declared with. A table with versions has none, and under
// a policy of the statement its guards could not refuse in the name of the key that is violated.
const char* conflict_policy(const Table& table) { return table.version_column < 0 ? "OR ABORT " : ""; }

// A row that is checked is held to the end of the transaction; one whose token is compared must not change
// before it is written. Any other is written under the condition that it has not changed.
const char* probe_lock(const Plan& plan) {
  if (plan.verb == Verb::check || plan.lock == Lock::share) return " FOR SHARE OF t";
  if (plan.lock == Lock::write_key) return " FOR UPDATE OF t";
  return plan.etag_columns.empty() && plan.lock == Lock::none ? "" : " FOR NO KEY UPDATE OF t";
}

// The columns of an insert and their values. A row of an upsert is new where its version is NULL, and starts
// as one that does not say; a given version counts in an insert.
struct Inserted {
  std::vector<std::string> columns, values;
};
Inserted inserted(Builder& sql, const Table& table, const Plan& plan) {
  Inserted out;
  bool gives_version = false;
  for (const int column : plan.shape) {
    const bool version = column == table.version_column;
    if (version && plan.verb == Verb::upsert) continue;
    gives_version |= version;
    std::string cell = sql.cell(column);
    if (table.engine == Engine::sqlite) cell = "?";  // in their order: a run of many rows repeats them
    out.columns.push_back(sql.name(column));
    out.values.push_back(version ? fmt::format("COALESCE({}, {})", cell, sql.first_version()) : cell);
  }
  const int version = table.version_column;
  if (version >= 0 && !gives_version &&
      table.columns[static_cast<std::size_t>(version)].default_sql.empty()) {
    out.columns.push_back(sql.name(version));
    out.values.push_back(sql.first_version());
  }
  return out;
}

// An insert asks nothing of the key: its values are the row's own.
Plan without_key(const Plan& plan, const Key& none) {
  Plan plain;
  plain.verb = plan.verb;
  plain.shape = plan.shape;
  plain.key = &none;
  return plain;
}

// SQLite: an insert that takes `rows` rows in one run. Its parameters stand in the order of its inputs.
Statement insert_of_rows(const Table& table, const Plan& plan, std::size_t rows) {
  const Key no_key;
  const Plan plain = without_key(plan, no_key);
  Builder sql(table, plain);
  const Inserted what = inserted(sql, table, plan);
  sql.statement().rows = rows;
  const std::string row = "(" + listed(what.values) + ")";
  return sql.finish(fmt::format("INSERT {}INTO {} ({}) VALUES {}", conflict_policy(table), qualified(table),
                                listed(what.columns), listed(std::vector<std::string>(rows, row))));
}

Statement update(Builder& sql, const Table& table, const std::string& set, const std::string& condition) {
  if (table.engine == Engine::sqlite)
    return sql.finish(
        fmt::format("UPDATE {}{} SET {} WHERE {}", conflict_policy(table), sql.target(), set, condition));
  const std::string rows = sql.rows();
  return sql.finish(fmt::format("UPDATE {} SET {} FROM {} WHERE {} RETURNING {}", sql.target(), set, rows,
                                condition, Builder::ordinal()));
}

Statement erase(Builder& sql, const Table& table, const std::string& condition) {
  if (table.engine == Engine::sqlite)
    return sql.finish(fmt::format("DELETE FROM {} WHERE {}", sql.target(), condition));
  const std::string rows = sql.rows();
  return sql.finish(fmt::format("DELETE FROM {} USING {} WHERE {} RETURNING {}", sql.target(), rows,
                                condition, Builder::ordinal()));
}

// ON CONFLICT's target: the index is inferred from its parts and predicate.
std::string conflict_target(const Builder& sql, const Key& key) {
  std::vector<std::string> parts;
  for (const KeyPart& part : key.parts)
    parts.push_back((part.column >= 0 ? sql.name(part.column) : "(" + part.expression + ")") + part.collate);
  return "(" + listed(parts) + ")" + (key.predicate.empty() ? "" : " WHERE (" + key.predicate + ")");
}

}  // namespace

Statement probe_statement(const Table& table, const Plan& plan) {
  const bool postgres = table.engine == Engine::postgres;
  Builder sql(table, plan);
  // Sorted rows are locked in their order, however many there are and however they are joined.
  const std::string order = plan.lock == Lock::none ? "" : " ORDER BY " + Builder::ordinal();
  return select(sql, probe_outputs(sql, table, plan), postgres, order + probe_lock(plan));
}

Statement look_statement(const Table& table, const Plan& plan) {
  if (table.engine == Engine::sqlite || *probe_lock(plan) == '\0') return {};
  Builder sql(table, plan);
  return select(sql, probe_outputs(sql, table, plan), true);
}

Statement scan_statement(const Table& table, const Plan& plan) {
  const Key& key = *plan.key;
  if (key.parts.size() != 1 || !key.parts[0].bytewise || !key.predicate.empty() || key.nulls_equal) return {};
  Builder sql(table, plan);
  const std::string stored = "t." + sql.name(key.parts[0].column) + key.parts[0].collate;
  sql.cell(key.parts[0].column);
  std::vector<std::string> outputs = probe_outputs(sql, table, plan);
  outputs.insert(outputs.begin(), stored);
  // The plus keeps SQLite from planning anew for each value that is bound (where it has STAT4).
  return sql.finish(fmt::format("SELECT {} FROM {} WHERE {} BETWEEN +?1 AND +?2 ORDER BY {}", listed(outputs),
                                sql.target(), stored, stored));
}

Statement update_statement(const Table& table, const Plan& plan) {
  if (plan.set_cells.empty()) return {};
  Builder sql(table, plan);
  const std::string set = sql.set_list();
  return update(sql, table, set, sql.found_condition());
}

Statement erase_statement(const Table& table, const Plan& plan) {
  Builder sql(table, plan);
  return erase(sql, table, sql.found_condition());
}

Statement direct_statement(const Table& table, const Plan& plan) {
  if (table.version_column < 0) return {};
  Builder sql(table, plan);
  if (plan.verb == Verb::erase) return erase(sql, table, sql.version_condition());
  if (plan.set_cells.empty() || plan.set_cells.size() > most_compared) return {};
  const std::string set = sql.set_list();
  const std::string condition = sql.version_condition();
  return update(sql, table, set, condition + " AND " + sql.differs());
}

Statement insert_statement(const Table& table, const Plan& plan, bool skip) {
  if (table.engine == Engine::sqlite) return insert_of_rows(table, plan, 1);
  const Key no_key;
  const Plan plain = without_key(plan, no_key);
  Builder sql(table, plain);
  const Inserted what = inserted(sql, table, plan);
  return sql.finish(fmt::format(
      "INSERT INTO {} ({}) SELECT {} FROM {}{}", qualified(table), listed(what.columns), listed(what.values),
      sql.rows(), skip ? " ON CONFLICT " + conflict_target(sql, *plan.key) + " DO NOTHING" : ""));
}

Statement insert_many_statement(const Table& table, const Plan& plan) {
  if (table.engine == Engine::postgres || plan.shape.empty()) return {};
  const std::size_t rows = std::min(most_rows_a_run, most_parameters / plan.shape.size());
  return rows < 2 ? Statement{} : insert_of_rows(table, plan, rows);
}

Statement fetch_statement(const Table& table, const Plan& plan, const std::vector<int>& columns,
                          bool version) {
  if (columns.empty() && !version) return {};
  const bool postgres = table.engine == Engine::postgres;
  Builder sql(table, plan);
  std::vector<std::string> outputs;
  if (postgres) outputs.push_back(Builder::ordinal());
  const auto read = [&](int column) {
    return postgres ? "pg_catalog.to_json(t." + sql.name(column) + ")::pg_catalog.text"
                    : "t." + sql.name(column);
  };
  for (const int column : columns) outputs.push_back(read(column));
  if (version) outputs.push_back(read(table.version_column));
  sql.statement().outputs = columns;
  sql.statement().reads_version = version;
  return select(sql, std::move(outputs), postgres);
}

}  // namespace surerow
