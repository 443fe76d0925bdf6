// The few words in which the two SQLs differ, and quoting, which they share.
#pragma once

#include <string>
#include <string_view>

#include "common/table.h"

namespace surerow {

/// `name` as a quoted identifier.
std::string quoted(std::string_view name);

/// `text` as a string literal of both engines (PostgreSQL: with standard_conforming_strings on).
std::string literal(std::string_view text);

/// schema.table, both quoted.
std::string qualified(const Table& table);

/// A table argument: 't', 's.t', '"odd name"."t"'. Unquoted parts are folded to lower case on PostgreSQL and
/// kept on SQLite (which compares without case). Refuses what is not one or two identifiers with 42601.
struct TableName {
  std::string schema;  // "" when not given
  std::string name;
};
TableName parse_table_name(std::string_view text, Engine engine);

/// On PostgreSQL a step's rows are the relation of this name (an ephemeral named relation).
inline constexpr const char* rows_relation = "surerow_rows";
/// Its columns that are no column of the table.
inline constexpr const char* ordinal_column = "$ordinal";
inline constexpr const char* locator_column = "$locator";
inline constexpr const char* version_input = "$version";

}  // namespace surerow
