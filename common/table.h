// A table as plain data: what a binding read from its engine's catalog and the core plans from.
// A binding fills it once per table and keeps it until DDL; the core never asks an engine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/types/type.h"

namespace surerow {

enum class Engine { postgres, sqlite };

struct Column {
  std::string name;       // as in the catalog
  std::string type_name;  // canonical type, "numeric(10,2)"; on SQLite without a declared type: "any"
  TypePtr type;           // null: PostgreSQL reads it by its own input function; SQLite takes any value
  TypePtr strict_type;    // sure_enable_strict gave it this type instead of the declared one
  Affinity affinity = Affinity::blob;  // SQLite
  bool is_rowid = false;               // SQLite: an INTEGER PRIMARY KEY that is another name of the rowid
  bool not_null = false;
  bool generated = false;        // GENERATED ALWAYS AS (...): refuses every write
  bool identity_always = false;  // GENERATED ALWAYS AS IDENTITY: refuses a value on insert
  std::string default_sql;       // the default's expression, schema-qualified; "" when there is none
};

/// One part of a key: a column, or an expression over columns.
struct KeyPart {
  int column = -1;             // index into Table::columns; -1: an expression
  std::string expression;      // SQL text with unqualified, quoted column names
  std::vector<int> columns;    // the columns the part reads (one for a plain column)
  std::string equals = " = ";  // the operator, with blanks: " OPERATOR(pg_catalog.=) "
  std::string collate;         // " COLLATE x" where it differs from the column's own, else ""
  bool bytewise = false;       // SQLite: a column whose texts are told apart and sorted by their UTF-8 bytes
};

/// A unique index. `name` is what PostgreSQL calls it; SQLite's automatic indexes get the name that
/// PostgreSQL would give the constraint: account_pkey, account_email_key.
struct Key {
  std::string name;
  std::vector<KeyPart> parts;
  bool primary = false;
  bool nulls_equal = false;            // NULLS NOT DISTINCT
  std::string predicate;               // of a partial index, unqualified names; "" otherwise
  std::vector<int> predicate_columns;  // the columns the predicate reads
  std::string unusable;                // why it cannot be a conflict key, as a phrase: "it is deferrable"
};

enum class RelationKind {
  table,
  partitioned_table,
  view,
  materialized_view,
  foreign_table,
  virtual_table,
  inheritance_parent,
  sequence,
  index,
  composite_type,
  system_table,
  other
};

struct Table {
  Engine engine = Engine::sqlite;
  RelationKind kind = RelationKind::table;
  std::string schema;  // as in the catalog: "public", "main"
  std::string name;    // as in the catalog; what messages call the table
  std::vector<Column> columns;
  std::vector<Key> keys;    // primary key first, then by name
  std::string place;        // the name under which a row's place is read: ctid, rowid; "" when there is none
  int version_column = -1;  // the one that guard triggers keep (sure_enable_version); -1: none
  bool has_rules = false;   // PostgreSQL: INSERT, UPDATE or DELETE rules
  bool row_security = false;            // PostgreSQL: policies apply to the current user
  bool before_update_triggers = false;  // row triggers that may veto (partitions included)
  bool before_insert_triggers = false;
  bool before_delete_triggers = false;
  bool update_triggers = false;       // any: they may write the row once more, or its version
  bool strict = false;                // no column takes a value that is not of its type
  std::vector<std::string> warnings;  // sentences for sure_describe

  /// The index of the column with exactly this name, or -1.
  int find(std::string_view column) const {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == column) return static_cast<int>(i);
    return -1;
  }
};

/// Refuses what surerow cannot write to (views, rules, virtual and foreign tables, inheritance parents), by
/// name: 42809 or 0A000 with what to use instead.
void require_writable(const Table& table);

/// The JSON of sure_describe.
std::string describe(const Table& table);

}  // namespace surerow
