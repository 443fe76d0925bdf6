// The guards of a table with versions on SQLite, as plain SQL. A row of the statement is read as (SELECT
// NEW."a"): there NEW is never a table that happens to be called so. Names stand in the guards as
// identifiers, which ALTER TABLE rewrites; only the words of refusals are literals.
#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "common/version/version.h"

namespace surerow {
namespace {

const char* word_of(VersionEvent event) {
  switch (event) {
    case VersionEvent::insert: return "insert";
    case VersionEvent::update: return "update";
    case VersionEvent::update_null: return "update_null";
    case VersionEvent::insert_key: return "insert_key";
    case VersionEvent::update_key: break;
  }
  return "update_key";
}

std::string raise(const Fault& fault) { return fmt::format("RAISE(ABORT, {})", literal(one_string(fault))); }

std::string all_of(const std::vector<std::string>& conditions) {
  return fmt::format("{}", fmt::join(conditions, " AND "));
}

constexpr std::string_view proposed_row = "NEW.{}";

// Conditions on a row of the table and one of the statement.
class Rows {
 public:
  explicit Rows(const Table& table) : table_(table) {}

  std::string column(int i) const { return quoted(table_.columns[static_cast<std::size_t>(i)].name); }

  // The stored row is the one that `row` is; `row` has a place for a column: NEW.{}.
  std::string same_row(std::string_view row) const {
    if (!table_.place.empty()) return table_.place + " = " + fmt::format(fmt::runtime(row), table_.place);
    if (table_.keys.empty() || !table_.keys[0].primary) refuse(faults::no_row_identity(table_.name));
    std::vector<std::string> parts;
    for (const KeyPart& part : table_.keys[0].parts) {
      const Column& found = table_.columns[static_cast<std::size_t>(part.column)];
      if (!found.not_null && !found.is_rowid) refuse(faults::no_row_identity(table_.name));
      parts.push_back(equal(part, row));
    }
    return all_of(parts);
  }

  // The columns whose assignment can make a row meet another one, for UPDATE OF, where they are all known: a
  // generated column follows others. A rowid is set under any of its names.
  std::vector<std::string> key_columns() const {
    std::vector<std::string> out;
    for (const Key& key : table_.keys)
      for (const int i : columns_of(key)) {
        if (table_.columns[static_cast<std::size_t>(i)].generated) return {};
        out.push_back(column(i));
      }
    if (!table_.place.empty()) out.insert(out.end(), {"rowid", "oid", "_rowid_"});
    return out;
  }

  // The statement's row meets a stored one by a unique key or the rowid.
  std::string conflict(bool update) const {
    std::string out;
    const auto add = [&](const std::string& condition) { out += (out.empty() ? "" : " OR ") + condition; };
    for (const Key& key : table_.keys) add(meets(key, update));
    const auto is_rowid = [](const Column& column) { return column.is_rowid; };
    if (!table_.place.empty() && std::none_of(table_.columns.begin(), table_.columns.end(), is_rowid)) {
      const std::string& place = table_.place;
      add((update ? fmt::format("NEW.{0} IS NOT OLD.{0} AND ", place) : "") + exists(same_row(proposed_row)));
    }
    return out;
  }

 private:
  std::string exists(const std::string& condition) const {
    return fmt::format("EXISTS (SELECT 1 FROM {} AS stored WHERE {})", quoted(table_.name), condition);
  }

  // The columns that the key reads, as the statement's row has them.
  std::string proposed(const Key& key) const {
    std::vector<std::string> out;
    for (const int i : columns_of(key)) out.push_back(fmt::format("NEW.{0} AS {0}", column(i)));
    return fmt::format("(SELECT {})", fmt::join(out, ", "));
  }

  static std::vector<int> columns_of(const Key& key) {
    std::vector<int> columns = key.predicate_columns;
    for (const KeyPart& part : key.parts)
      columns.insert(columns.end(), part.columns.begin(), part.columns.end());
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    return columns;
  }

  std::string equal(const KeyPart& part, std::string_view row) const {
    const std::string name = column(part.column);
    return name + part.collate + " = " + fmt::format(fmt::runtime(row), name);
  }

  std::string meets(const Key& key, bool update) const {
    std::vector<std::string> met;
    for (const KeyPart& part : key.parts)
      met.push_back(part.column >= 0 ? equal(part, proposed_row)
                                     : fmt::format("({0}){1} = (SELECT ({0}) FROM {2})", part.expression,
                                                   part.collate, proposed(key)));
    if (!key.predicate.empty())
      met.push_back(fmt::format("({0}) AND (SELECT ({0}) FROM {1})", key.predicate, proposed(key)));
    if (!update) return exists(all_of(met));
    met.push_back(fmt::format("NOT ({})", same_row("OLD.{}")));
    std::vector<std::string> changed;
    // Bytewise: the index may tell apart what the column's own collation does not.
    for (const int i : columns_of(key))
      changed.push_back(fmt::format("NEW.{0} COLLATE BINARY IS NOT OLD.{0}", column(i)));
    return fmt::format("({}) AND {}", fmt::join(changed, " OR "), exists(all_of(met)));
  }

  const Table& table_;
};

// What the refusals of one table are called.
class Guards {
 public:
  Guards(const Table& table, const VersionPlan& plan)
      : table_(table), plan_(plan), table_name_(quoted(table.name)), version_(quoted(plan.name)) {}

  std::string insert() const {
    const auto [first, last] = plan_.range();
    const std::string outside = plan_.type_name == "bigint"
                                    ? ""
                                    : fmt::format(" OR NEW.{} NOT BETWEEN {} AND {}", version_, first, last);
    return fmt::format(
        "WHEN typeof(NEW.{0}) <> 'integer'{1} BEGIN SELECT CASE WHEN NEW.{0} IS NULL THEN {2} "
        "WHEN typeof(NEW.{0}) <> 'integer' THEN {3} ELSE {4} END; END",
        version_, outside, raise(faults::version_is_null(table_.name, plan_.name)),
        raise(faults::version_is_no_integer(table_.name, plan_.name)),
        raise(faults::version_out_of_range(table_.name, plan_.name, plan_.type_name)));
  }

  // An update that carries the version on itself passes by the condition alone. Beyond its integers SQLite
  // counts in REAL, where neighbours are equal: so the stored version is compared with the one before the new
  // and with the new itself, and the end looked for before + 1.
  std::string update() const {
    const std::string beyond =
        plan_.type_name == "bigint" ? "" : fmt::format(" OR NEW.{} > {}", version_, plan_.range().last);
    return fmt::format(
        "WHEN typeof(NEW.{0}) <> 'integer' OR OLD.{0} IS NOT NEW.{0} - 1 OR NEW.{0} IS OLD.{0}{1} BEGIN "
        "SELECT CASE WHEN OLD.{0} "
        "IS "
        "NULL THEN {2} WHEN typeof(OLD.{0}) <> 'integer' THEN {3} WHEN NEW.{0} IS NOT OLD.{0} THEN {4} WHEN "
        "OLD.{0} >= {5} THEN {6} END; UPDATE {7} SET {0} = {0} + 1 WHERE {8} AND {0} IS (SELECT OLD.{0}); "
        "END",
        version_, beyond, raise(faults::version_is_null(table_.name, plan_.name)),
        raise(faults::version_is_no_integer(table_.name, plan_.name)),
        raise(faults::version_not_carried_on(table_.name, plan_.name)), plan_.range().last,
        raise(faults::version_at_end(table_.name, plan_.name, plan_.type_name)), table_name_,
        Rows(table_).same_row("(SELECT NEW.{})"));
  }

  std::string update_null() const {
    return fmt::format("WHEN NEW.{} IS NULL BEGIN SELECT {}; END", version_,
                       raise(faults::version_not_carried_on(table_.name, plan_.name)));
  }

  std::string key(bool update) const {
    return fmt::format(
        "WHEN {} BEGIN INSERT OR IGNORE INTO {} VALUES (1, 1); SELECT {} FROM {} WHERE replaced; END",
        Rows(table_).conflict(update), version_table,
        raise(faults::version_replaced(table_.name, plan_.name)), version_table);
  }

 private:
  const Table& table_;
  const VersionPlan& plan_;
  std::string table_name_;
  std::string version_;
};

std::string body_of(const Guards& guards, VersionEvent event) {
  switch (event) {
    case VersionEvent::insert: return guards.insert();
    case VersionEvent::update: return guards.update();
    case VersionEvent::update_null: return guards.update_null();
    case VersionEvent::insert_key: return guards.key(false);
    case VersionEvent::update_key: break;
  }
  return guards.key(true);
}

// Rows are counted after they are written: SQLite leaves it open what becomes of a row that a BEFORE trigger
// changes.
std::string timing_of(const Table& table, const VersionPlan& plan, VersionEvent event) {
  switch (event) {
    case VersionEvent::insert:
    case VersionEvent::insert_key: return "BEFORE INSERT";
    case VersionEvent::update: return "AFTER UPDATE";
    case VersionEvent::update_null: return "BEFORE UPDATE OF " + quoted(plan.name);
    case VersionEvent::update_key: break;
  }
  const std::vector<std::string> columns = Rows(table).key_columns();
  return columns.empty() ? "BEFORE UPDATE" : fmt::format("BEFORE UPDATE OF {}", fmt::join(columns, ", "));
}

}  // namespace

std::string make_version_table(std::string_view schema) {
  return fmt::format(
      "CREATE TABLE IF NOT EXISTS {}.{} (key_exists INTEGER PRIMARY KEY, replaced INTEGER NOT NULL)",
      quoted(schema), version_table);
}

std::string fill_version_table(std::string_view schema) {
  return fmt::format("INSERT OR IGNORE INTO {}.{} VALUES (1, 0)", quoted(schema), version_table);
}

std::string version_trigger_name(const Table& table, VersionEvent event) {
  return fmt::format("{}_{}_{}", version_prefix, table.name, word_of(event));
}

std::string version_trigger(const Table& table, const VersionPlan& plan, VersionEvent event,
                            std::string_view name) {
  return fmt::format("{} {} ON {} {}", quoted(name), timing_of(table, plan, event), quoted(table.name),
                     body_of(Guards(table, plan), event));
}

std::string bad_versions(const Table& table, const VersionPlan& plan) {
  const auto [first, last] = plan.range();
  return fmt::format(
      "SELECT count(*) FILTER (WHERE {1} IS NULL), count(*) FILTER (WHERE typeof({1}) NOT IN ('integer', "
      "'null')), count(*) FILTER (WHERE typeof({1}) = 'integer' AND {1} NOT BETWEEN {2} AND {3}) FROM {0}",
      qualified(table), quoted(plan.name), first, last);
}

}  // namespace surerow
