// Builds the statements of a plan, piece by piece, in either dialect.
#include "common/write/sql.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"

namespace surerow {
namespace {

using Kind = Input::Kind;

// An insert of many rows halves the cost of a row; more rows than this, or more parameters, gain little.
constexpr std::size_t most_rows_a_run = 32;
constexpr std::size_t most_parameters = 256;

// One statement in the making: hands out references to the row at hand and gathers the inputs they need.
class Builder {
 public:
  Builder(const Table& table, const Plan& plan)
      : table_(table), plan_(plan), key_(*plan.key), postgres_(table.engine == Engine::postgres) {
    computed_key_ =
        !key_.predicate.empty() || std::any_of(key_.parts.begin(), key_.parts.end(),
                                               [](const KeyPart& part) { return part.column < 0; });
    if (postgres_) input(Kind::ordinal, -1);
  }

  std::string name(int column) const { return quoted(table_.columns[static_cast<std::size_t>(column)].name); }
  std::string target() const { return qualified(table_) + " AS t"; }

  /// The row's value of a column that it gives.
  std::string cell(int column) {
    const int i = input(Kind::cell, column);
    if (!postgres_) return fmt::format("?{}", i + 1);
    return computed_key_ ? fmt::format("r.\"$cell{}\"", i) : "r." + name(column);
  }
  std::string locator() {
    input(Kind::locator, -1);
    return "r." + quoted(locator_column);
  }
  static std::string ordinal() { return "r." + quoted(ordinal_column); }
  std::string version() {
    input(Kind::version, -1);
    return "r." + quoted(version_input);
  }
  std::string stored_version() const { return "t." + name(table_.version_column); }

  /// What finds the row that the probe found: its place is the fast way to it, but in a partitioned table the
  /// same place exists in every partition; its version makes sure that nobody has written since.
  std::string found_condition() {
    std::string out = key_condition();
    if (!postgres_) return out;
    if (table_.version_column >= 0)
      out = stored_version() + " OPERATOR(pg_catalog.=) " + version() + " AND " + out;
    if (table_.kind != RelationKind::partitioned_table)
      out = "t.ctid OPERATOR(pg_catalog.=) " + locator() + " AND " + out;
    return out;
  }

  /// The condition under which a stored row is the one meant.
  std::string key_condition() {
    std::string out;
    for (std::size_t i = 0; i < key_.parts.size(); ++i) {
      const KeyPart& part = key_.parts[i];
      const std::string stored =
          (part.column >= 0 ? "t." + name(part.column) : "(" + part.expression + ")") + part.collate;
      out += i > 0 ? " AND " : "";
      out += plan_.null_parts[i] ? stored + " IS NULL" : stored + part.equals + key_value(i);
    }
    if (!key_.predicate.empty()) out += " AND (" + key_.predicate + ")";
    return out;
  }

  /// PostgreSQL: the rows as `r`. Last of all, when every input is known.
  std::string rows() {
    if (!computed_key_) return fmt::format("{} AS r", rows_relation);
    const std::string proposed = proposed_row();
    std::string out = "(SELECT " + quoted(ordinal_column);
    for (std::size_t i = 1; i < statement_.inputs.size(); ++i) {
      const Input& in = statement_.inputs[i];
      out += in.kind == Kind::locator   ? ", " + quoted(locator_column)
             : in.kind == Kind::version ? ", " + quoted(version_input)
                                        : fmt::format(", {} AS \"$cell{}\"", name(in.column), i);
    }
    for (std::size_t i = 0; i < key_.parts.size(); ++i)
      if (key_.parts[i].column < 0) out += fmt::format(", ({}) AS \"$key{}\"", key_.parts[i].expression, i);
    out += " FROM (" + proposed + ") AS p";
    if (!key_.predicate.empty()) out += " WHERE (" + key_.predicate + ")";
    return out + ") AS r";
  }

  /// The value an omitted column takes, as the database writes it down; the first version where none is
  /// declared.
  std::string first_version() const {
    return table_.columns[static_cast<std::size_t>(table_.version_column)].default_sql.empty()
               ? "1"
               : default_of(table_.version_column);
  }

  Statement finish(std::string sql) {
    statement_.sql = std::move(sql);
    return std::move(statement_);
  }
  Statement& statement() { return statement_; }

 private:
  int input(Kind kind, int column) {
    auto& inputs = statement_.inputs;
    const auto found = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const Input& in) { return in.kind == kind && in.column == column; });
    if (found != inputs.end()) return static_cast<int>(found - inputs.begin());
    const auto at = std::find(plan_.shape.begin(), plan_.shape.end(), column);
    inputs.push_back({kind, column, kind == Kind::cell ? static_cast<int>(at - plan_.shape.begin()) : -1});
    return static_cast<int>(inputs.size()) - 1;
  }

  std::string key_value(std::size_t i) {
    const KeyPart& part = key_.parts[i];
    if (!computed_key_) return cell(part.column);
    if (postgres_) return part.column >= 0 ? cell(part.column) : fmt::format("r.\"$key{}\"", i);
    const std::string value = part.column >= 0 ? name(part.column) : "(" + part.expression + ")";
    return fmt::format("(SELECT {} FROM ({}){})", value, proposed_row(),
                       key_.predicate.empty() ? "" : " WHERE (" + key_.predicate + ")");
  }

  // The columns that the key's expressions and predicate read, as the proposed row has them: given, or by
  // default.
  std::string proposed_row() {
    std::vector<int> read = key_.predicate_columns;
    for (const KeyPart& part : key_.parts) read.insert(read.end(), part.columns.begin(), part.columns.end());
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());

    std::vector<std::string> list;
    for (const int column : read) {
      const bool given = std::binary_search(plan_.shape.begin(), plan_.shape.end(), column);
      const int i = given ? input(Kind::cell, column) : -1;
      if (given && !postgres_) list.push_back(fmt::format("?{} AS {}", i + 1, name(column)));
      if (!given) list.push_back(default_of(column) + " AS " + name(column));
    }
    if (postgres_) list.insert(list.begin(), "g.*");
    return fmt::format("SELECT {}{}", fmt::join(list, ", "),
                       postgres_ ? fmt::format(" FROM {} AS g", rows_relation) : "");
  }

  std::string default_of(int number) const {
    const Column& column = table_.columns[static_cast<std::size_t>(number)];
    const std::string value = column.default_sql.empty() ? "NULL" : "(" + column.default_sql + ")";
    return postgres_ ? fmt::format("CAST({} AS {})", value, column.type_name) : value;
  }

  const Table& table_;
  const Plan& plan_;
  const Key& key_;
  bool postgres_;
  bool computed_key_;
  Statement statement_;
};

std::string listed(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

// SELECT of stored rows; `outputs` are the expressions read back, `lock` how PostgreSQL holds the rows.
Statement select(Builder& sql, std::vector<std::string> outputs, bool postgres, const char* lock = "") {
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
  if (table.version_column < 0 || (plan.verb == Verb::insert && !plan.tells_versions)) return outputs;
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
  if (plan.verb == Verb::check) return " FOR SHARE OF t";
  return plan.etag_columns.empty() ? "" : " FOR NO KEY UPDATE OF t";
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
  return select(sql, probe_outputs(sql, table, plan), postgres, probe_lock(plan));
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
  const bool postgres = table.engine == Engine::postgres;
  Builder sql(table, plan);
  std::vector<std::string> set;
  for (const int cell : plan.set_cells) {
    const int column = plan.shape[static_cast<std::size_t>(cell)];
    set.push_back(sql.name(column) + " = " + sql.cell(column));
  }
  if (table.version_column >= 0)
    set.push_back(fmt::format("{} = {} {} 1", sql.name(table.version_column), sql.stored_version(),
                              postgres ? "OPERATOR(pg_catalog.+)" : "+"));
  const std::string condition = sql.found_condition();
  if (!postgres)
    return sql.finish(fmt::format("UPDATE {}{} SET {} WHERE {}", conflict_policy(table), sql.target(),
                                  listed(set), condition));
  const std::string rows = sql.rows();
  return sql.finish(fmt::format("UPDATE {} SET {} FROM {} WHERE {} RETURNING {}", sql.target(), listed(set),
                                rows, condition, Builder::ordinal()));
}

Statement erase_statement(const Table& table, const Plan& plan) {
  Builder sql(table, plan);
  const std::string condition = sql.found_condition();
  if (table.engine == Engine::sqlite)
    return sql.finish(fmt::format("DELETE FROM {} WHERE {}", sql.target(), condition));
  const std::string rows = sql.rows();
  return sql.finish(fmt::format("DELETE FROM {} USING {} WHERE {} RETURNING {}", sql.target(), rows,
                                condition, Builder::ordinal()));
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
