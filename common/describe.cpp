// The JSON of sure_describe: what surerow knows of a table, in a fixed order of members.
#include "common/json/reader.h"
#include "common/table.h"
#include "common/write/answer.h"

namespace surerow {
namespace {

void append_text(std::string& out, const char* member, std::string_view text) {
  append_member(out, member);
  json::append_string(out, text);
  out += ',';
}

void append_text_or_null(std::string& out, const char* member, std::string_view text) {
  if (!text.empty()) return append_text(out, member, text);
  append_member(out, member);
  out += "null,";
}

void append_flag(std::string& out, const char* member, bool flag) {
  append_member(out, member);
  out += flag ? "true," : "false,";
}

// `"member":[item,item],`
template <class Items, class Append>
void append_list(std::string& out, const char* member, const Items& items, Append append) {
  append_member(out, member);
  out += '[';
  for (const auto& item : items) {
    append(item);
    out += ',';
  }
  if (out.back() == ',') out.pop_back();
  out += "],";
}

void append_column(std::string& out, const Column& column) {
  out += '{';
  append_text(out, "name", column.name);
  append_text(out, "type", column.type_name);
  append_flag(out, "not_null", column.not_null);
  append_flag(out, "has_default", !column.default_sql.empty());
  append_text_or_null(out, "generated",
                      column.generated         ? "always"
                      : column.identity_always ? "identity"
                                               : "");
  append_text_or_null(out, "strict", column.strict_type ? column.strict_type->name() : std::string());
  out.back() = '}';
}

void append_key(std::string& out, const Table& table, const Key& key) {
  out += '{';
  append_text(out, "name", key.name);
  append_list(out, "parts", key.parts, [&](const KeyPart& part) {
    json::append_string(
        out, part.column >= 0 ? table.columns[static_cast<std::size_t>(part.column)].name : part.expression);
  });
  append_flag(out, "primary", key.primary);
  append_text_or_null(out, "predicate", key.predicate);
  append_flag(out, "nulls_distinct", !key.nulls_equal);
  append_flag(out, "usable", key.unusable.empty());
  append_text_or_null(out, "reason", key.unusable);
  out.back() = '}';
}

const char* name_of(RelationKind kind) {
  switch (kind) {
    case RelationKind::table: return "table";
    case RelationKind::partitioned_table: return "partitioned table";
    case RelationKind::view: return "view";
    case RelationKind::materialized_view: return "materialized view";
    case RelationKind::foreign_table: return "foreign table";
    case RelationKind::virtual_table: return "virtual table";
    case RelationKind::inheritance_parent: return "inheritance parent";
    case RelationKind::sequence: return "sequence";
    case RelationKind::index: return "index";
    case RelationKind::composite_type: return "composite type";
    case RelationKind::system_table: return "system table";
    case RelationKind::other: break;
  }
  return "other";
}

}  // namespace

std::string describe(const Table& table) {
  std::string out = "{";
  append_text(out, "schema", table.schema);
  append_text(out, "table", table.name);
  append_text(out, "kind", name_of(table.kind));
  append_list(out, "columns", table.columns, [&](const Column& column) { append_column(out, column); });
  append_list(out, "keys", table.keys, [&](const Key& key) { append_key(out, table, key); });
  append_text_or_null(out, "version_column",
                      table.version_column < 0
                          ? std::string_view()
                          : table.columns[static_cast<std::size_t>(table.version_column)].name);
  append_flag(out, "strict", table.strict);
  append_list(out, "warnings", table.warnings,
              [&](const std::string& text) { json::append_string(out, text); });
  out.back() = '}';
  return out;
}

}  // namespace surerow
