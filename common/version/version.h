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

/// 0A000, SQLite: a key of the table is declared ON CONFLICT REPLACE.
Fault key_replaces(std::string_view table);

/// 23502: `rows` rows have no version when guards are to be made.
Fault null_versions(const Table& table, const VersionPlan& plan, std::int64_t rows);

/// 22P02, SQLite: the versions of `rows` rows are not integers.
Fault non_integer_versions(const Table& table, const VersionPlan& plan, std::int64_t rows);

/// 22003, SQLite: the versions of `rows` rows are none that the column's type holds.
Fault versions_out_of_range(const Table& table, const VersionPlan& plan, std::int64_t rows);

}  // namespace faults
}  // namespace surerow
