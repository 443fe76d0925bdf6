// The words of the version guards. On SQLite some stand as literals in triggers: they name no value of a row.
#include <fmt/format.h>

#include "common/dialect.h"
#include "common/version/version.h"

namespace surerow::faults {
namespace {

std::string counted(std::int64_t rows) { return fmt::format("{} row{}", rows, rows == 1 ? "" : "s"); }

Fault bad_rows(Code code, const Table& table, const VersionPlan& plan, std::string_view what,
               std::int64_t rows, std::string_view where) {
  const std::string column = quoted(plan.name);
  return {code, fmt::format("{} {} in {}", place_of(table.name, plan.name), what, counted(rows)),
          "Guard triggers count from what is stored.",
          fmt::format("Give these rows a version: UPDATE {0} SET {1} = 1 WHERE {2};", qualified(table),
                      column, fmt::format(fmt::runtime(where), column))};
}

}  // namespace

Fault version_not_carried_on(std::string_view table, std::string_view column, std::string_view stored,
                             std::string_view given) {
  Fault fault{Code::stale_version,
              fmt::format("update of {} sets its version to neither the stored value nor the next", table),
              place_of(table, column), "Read the row again and repeat the change on what it holds now."};
  if (!stored.empty()) fault.detail += fmt::format(". The row is at {}, the update sets {}.", stored, given);
  return fault;
}

Fault version_at_end(std::string_view table, std::string_view column, std::string_view type) {
  return {Code::numeric_out_of_range,
          fmt::format("the version of a row of {} is at the end of type {}", table, type),
          place_of(table, column),
          type == "bigint" ? "Call sure_disable_version, give the row a lower version, and enable it again."
                           : "Call sure_disable_version, give the column type bigint, and enable it again."};
}

Fault version_is_null(std::string_view table, std::string_view column) {
  return {Code::not_null_violation, fmt::format("the version of a row of {} is NULL", table),
          place_of(table, column), "Give the row a version, such as 1, or the column a default."};
}

Fault version_is_no_integer(std::string_view table, std::string_view column) {
  return {Code::invalid_text_representation,
          fmt::format("the version of a row of {} is not an integer", table), place_of(table, column),
          "Give the row a version, such as 1."};
}

Fault version_out_of_range(std::string_view table, std::string_view column, std::string_view type) {
  return {Code::numeric_out_of_range,
          fmt::format("the version of a row of {} is out of range for type {}", table, type),
          place_of(table, column),
          {}};
}

Fault version_replaced(std::string_view table, std::string_view column) {
  return {Code::feature_not_supported,
          fmt::format("{} has versions, and a row of it cannot be replaced", table),
          place_of(table, column) + ". OR REPLACE deletes the stored row and its version unseen.",
          "Write INSERT ... ON CONFLICT (...) DO UPDATE, or UPDATE without OR REPLACE."};
}

Fault conflict_clause(std::string_view table, std::string_view clause) {
  return {Code::feature_not_supported, fmt::format("a constraint of {} is declared {}", table, clause),
          "A plain INSERT or UPDATE that meets it deletes or drops rows unseen.",
          "Make the table anew without the clause."};
}

Fault no_row_identity(std::string_view table) {
  return {Code::feature_not_supported, fmt::format("rows of {} cannot be told apart", table),
          "Columns called rowid, oid and _rowid_ hide the rowid, and no primary key is without NULLs.",
          "Rename one of these columns, or give the table a primary key that is NOT NULL."};
}

Fault null_versions(const Table& table, const VersionPlan& plan, std::int64_t rows) {
  return bad_rows(Code::not_null_violation, table, plan, "is NULL", rows, "{} IS NULL");
}

Fault non_integer_versions(const Table& table, const VersionPlan& plan, std::int64_t rows) {
  return bad_rows(Code::invalid_text_representation, table, plan, "is not an integer", rows,
                  "typeof({}) <> 'integer'");
}

Fault versions_out_of_range(const Table& table, const VersionPlan& plan, std::int64_t rows) {
  const auto [first, last] = plan.range();
  return bad_rows(Code::numeric_out_of_range, table, plan, "is out of range for type " + plan.type_name, rows,
                  fmt::format("{{}} NOT BETWEEN {} AND {}", first, last));
}

}  // namespace surerow::faults
