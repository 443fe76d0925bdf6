// Names of keys that SQLite leaves without one.
#pragma once

#include "common/table.h"
#include "sqlite_ext/create_sql.h"

namespace surerow::sqlite {

/// Names the nameless keys of `table`: as the CREATE TABLE does, else as PostgreSQL would (account_pkey,
/// account_a_b_key, account_a_key1).
void name_automatic_keys(Table& table, const TableText& text);

/// A CHECK constraint: what SQLite's message calls it (its name or its expression), and PostgreSQL's name.
struct NamedCheck {
  std::string word;
  std::string name;
};
std::vector<NamedCheck> named_checks(const Table& table, const TableText& text);

/// PostgreSQL's makeObjectName: "a_b_label" within 63 bytes, the longer of a and b cut first, on a character.
std::string object_name(std::string_view a, std::string_view b, std::string_view label);

}  // namespace surerow::sqlite
