// Version guards: which column of a table counts its versions, and every word about it, decided here for both
// engines. A binding describes the table, counts the rows that stand in the way, and makes the triggers.
// Never asks an engine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/table.h"

namespace surerow {

/// What the names of all guard triggers begin with.
inline constexpr const char* version_prefix = "surerow_version";

/// The first and the last version a column can hold.
struct VersionRange {
  std::int64_t first;
  std::int64_t last;
};

/// What sure_enable_version makes of a table.
/// The versions that a column of this type holds: "smallint", "integer", else "bigint".
VersionRange version_range(std::string_view type_name);

struct VersionPlan {
  int column = -1;  // of the table; -1: it has to be added
  std::string name;
  std::string type_name;  // "smallint", "integer", "bigint"

  bool adds() const { return column < 0; }
  VersionRange range() const;
};

/// The plan for `table` with the column the caller named. None: the one the guards are on already, else
/// "version". Refuses what surerow cannot write to (require_writable), and with 22023 a table whose guards
/// are on another column, a column that is no smallint, integer or bigint, one that is generated or an
/// identity, and one that is part of a unique key. What only a catalog tells is the binding's to refuse.
VersionPlan plan_version(const Table& table, std::optional<std::string_view> column);

/// ALTER TABLE "public"."document" ADD COLUMN "version" bigint NOT NULL DEFAULT 1
std::string add_version_column(const Table& table, const VersionPlan& plan);

/// {"status":"enabled","column":"version"}; without a column {"status":"disabled"}.
std::string version_answer(std::string_view status, std::string_view column = {});

// --- SQLite: triggers (triggers.cpp) ------------------------------------------------------------------

/// A table of one row that all guarded tables of a schema share: the row (1, 0). A guard inserts (1, 1) under
/// the policy OR IGNORE: it gets in only where the statement outside replaces rows, whose policy overrides.
inline constexpr const char* version_table = "surerow_version_guard";
/// "main"."surerow_version_guard": how it is made where it is not there, and its row.
std::string make_version_table(std::string_view schema);
std::string fill_version_table(std::string_view schema);

/// The guards of a table: of the value inserted, of the one updated, which it counts on, of NULL before the
/// column's own constraint sees it, and of rows that would be replaced.
enum class VersionEvent { insert, update, update_null, insert_key, update_key };
inline constexpr VersionEvent version_events[] = {VersionEvent::insert, VersionEvent::update,
                                                  VersionEvent::update_null, VersionEvent::insert_key,
                                                  VersionEvent::update_key};

/// The name a guard has unless it is taken: surerow_version_document_insert.
std::string version_trigger_name(const Table& table, VersionEvent event);

/// The text of a guard after CREATE TRIGGER [schema.], as SQLite keeps it. `plan.column` need not exist yet.
/// Refuses (0A000) a table whose rows cannot be told apart.
std::string version_trigger(const Table& table, const VersionPlan& plan, VersionEvent event,
                            std::string_view name);

/// How many rows have no version, one that is no integer, and one that the type does not hold.
std::string bad_versions(const Table& table, const VersionPlan& plan);

namespace faults {

/// SR001: a plain UPDATE sets the version to neither the stored value nor the next. `stored` and `given` as
/// texts ("NULL" for NULL); "": not known, as on SQLite.
Fault version_not_carried_on(std::string_view table, std::string_view column, std::string_view stored = {},
                             std::string_view given = {});

/// 22003: the stored version is the last one of its type, or beyond.
Fault version_at_end(std::string_view table, std::string_view column, std::string_view type);

/// 23502: a plain INSERT gives no version, or NULL; an UPDATE meets a stored NULL.
Fault version_is_null(std::string_view table, std::string_view column);

/// 22P02, SQLite: a version that is not an integer, in an INSERT or in a row that an UPDATE meets.
Fault version_is_no_integer(std::string_view table, std::string_view column);

/// 22003, SQLite: an INSERT gives a version that its column's type cannot hold.
Fault version_out_of_range(std::string_view table, std::string_view column, std::string_view type);

/// 0A000, SQLite: a statement that replaces a row.
Fault version_replaced(std::string_view table, std::string_view column);

/// 0A000, SQLite: a constraint of the table is declared with `clause`, "ON CONFLICT REPLACE".
Fault conflict_clause(std::string_view table, std::string_view clause);

/// 0A000, SQLite: columns hide the rowid, and no primary key tells rows apart.
Fault no_row_identity(std::string_view table);

/// 23502: `rows` rows have no version when guards are to be made.
Fault null_versions(const Table& table, const VersionPlan& plan, std::int64_t rows);

/// 22P02, SQLite: the versions of `rows` rows are not integers.
Fault non_integer_versions(const Table& table, const VersionPlan& plan, std::int64_t rows);

/// 22003, SQLite: the versions of `rows` rows are none that the column's type holds.
Fault versions_out_of_range(const Table& table, const VersionPlan& plan, std::int64_t rows);

}  // namespace faults
}  // namespace surerow
