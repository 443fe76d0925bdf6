// SQLite names a constraint only in its message: "UNIQUE constraint failed: t.a, t.b". Names may hold commas
// and dots, so the message is compared with what it would be for each constraint of the table.
#include "sqlite_ext/violation.h"

namespace surerow::sqlite {
namespace {

std::string_view after(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : std::string_view();
}

bool by_columns(const Key& key) {
  for (const KeyPart& part : key.parts)
    if (part.column < 0) return false;
  return true;
}

std::string listed(const Table& table, const Key& key, bool with_table) {
  std::string out;
  for (const KeyPart& part : key.parts) {
    if (!out.empty()) out += ", ";
    if (with_table) out += table.name + ".";
    out += table.columns[static_cast<std::size_t>(part.column)].name;
  }
  return out;
}

// As SQLite quotes it: every ' doubled.
std::string index_word(const std::string& name) {
  std::string out = "index '";
  for (const char c : name) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::optional<Violation> unique(std::string_view message, const Table& table) {
  const std::string_view what = after(message, "UNIQUE constraint failed: ");
  for (const Key& key : table.keys) {
    if (by_columns(key) ? what == listed(table, key, true) : what == index_word(key.name))
      return Violation{Code::unique_violation, key.name, by_columns(key) ? listed(table, key, false) : ""};
  }
  return std::nullopt;
}

std::optional<Violation> not_null(std::string_view message, const Table& table) {
  const std::string_view what = after(message, "NOT NULL constraint failed: ");
  for (const Column& column : table.columns)
    if (what == table.name + "." + column.name) return Violation{Code::not_null_violation, "", column.name};
  return std::nullopt;
}

std::optional<Violation> check(std::string_view message, const KnownTable& known) {
  const std::string_view what = after(message, "CHECK constraint failed: ");
  for (const NamedCheck& named : known.checks)
    if (what == named.word) return Violation{Code::check_violation, named.name, ""};
  return std::nullopt;
}

}  // namespace

std::optional<Violation> violation_of(const EngineError& error, const KnownTable& known) {
  switch (error.code()) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return unique(error.message(), known.described.table);
    case SQLITE_CONSTRAINT_NOTNULL: return not_null(error.message(), known.described.table);
    case SQLITE_CONSTRAINT_CHECK: return check(error.message(), known);
    case SQLITE_CONSTRAINT_FOREIGNKEY: return Violation{Code::foreign_key_violation, "", ""};
    default: return std::nullopt;
  }
}

}  // namespace surerow::sqlite
