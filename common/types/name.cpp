// From a type's name to the type: find_type. PostgreSQL's own spelling rules (spelling.h), its search path
// reduced to pg_catalog, its words and SQLSTATEs. Never reads a value and never asks a database.
#include <array>
#include <vector>

#include "common/types/array.h"
#include "common/types/enum.h"
#include "common/types/families.h"
#include "common/types/scan.h"
#include "common/types/spelling.h"
#include "common/types/type.h"
#include "common/types/unread.h"

namespace surerow {
namespace {

// What PostgreSQL has in pg_catalog beyond the families listed in registry.cpp.
constexpr std::string_view other_types =
    " aclitem cid gtsvector jsonpath pg_brin_bloom_summary pg_brin_minmax_multi_summary pg_dependencies "
    "pg_mcv_list pg_ndistinct pg_node_tree pg_snapshot refcursor regclass regcollation regconfig "
    "regdictionary regnamespace regoper regoperator regproc regprocedure regrole regtype tsquery tsvector "
    "txid_snapshot xml ";

// Types no value can have: PostgreSQL's input function refuses every text.
constexpr std::string_view pseudo_types =
    " any anyarray anycompatible anycompatiblearray anycompatiblemultirange anycompatiblenonarray "
    "anycompatiblerange anyelement anyenum anymultirange anynonarray anyrange cstring event_trigger "
    "fdw_handler gtsvector index_am_handler internal language_handler pg_brin_bloom_summary "
    "pg_brin_minmax_multi_summary pg_ddl_command pg_dependencies pg_mcv_list pg_ndistinct pg_node_tree "
    "record table_am_handler trigger tsm_handler unknown void ";

// Those of them that have an array type.
constexpr std::string_view pseudo_elements = " cstring record ";

// Names of other databases' types, and what to use instead.
struct Foreign {
  std::string_view name;
  const char* use;
};
constexpr std::array<Foreign, 14> foreign_types = {{
    {"bigserial", "bigint"},
    {"blob", "bytea"},
    {"clob", "text"},
    {"datetime", "timestamp"},
    {"datetime2", "timestamp"},
    {"double", "double precision"},
    {"longtext", "text"},
    {"mediumint", "integer"},
    {"nvarchar", "varchar"},
    {"serial", "integer"},
    {"smallserial", "smallint"},
    {"string", "text"},
    {"tinyint", "smallint"},
    {"varchar2", "varchar"},
}};

const Family* family_named(std::string_view name) {
  for (const Family* family : families())
    if (name == family->name) return family;
  return nullptr;
}

std::string joined(const std::vector<std::string>& path) {
  std::string all;
  for (const std::string& part : path) (all += all.empty() ? "" : ".") += part;
  return all;
}

std::string hint_for(std::string_view name) {
  for (const Foreign& foreign : foreign_types)
    if (name == foreign.name) return std::string("PostgreSQL's type for this is ") + foreign.use + ".";
  std::vector<std::string_view> names;
  for (const Family* family : families()) names.insert(names.end(), {family->name, family->display});
  const std::string_view near = nearest(name, names);
  return near.empty() ? "" : "Did you mean type " + std::string(near) + "?";
}

[[noreturn]] void no_such_type(const Spelling& spelt) {
  Fault fault = faults::unknown_type(joined(spelt.path) + (spelt.array ? "[]" : ""));
  fault.hint = hint_for(spelt.path.back());
  refuse(std::move(fault));
}

// Schemas that every database has, without a type that the core knows.
[[noreturn]] void not_in_catalog(const Spelling& spelt) {
  if (scan::has_word(" public information_schema pg_toast ", spelt.path[0])) no_such_type(spelt);
  Fault fault = faults::unknown_schema(spelt.path[0]);
  fault.hint = "Types are looked up in schema pg_catalog alone.";
  refuse(std::move(fault));
}

// The name within pg_catalog, the only schema whose types the core knows.
const std::string& bare_name(const Spelling& spelt) {
  const std::size_t parts = spelt.path.size();
  if (parts > 3)
    refuse({Code::syntax_error,
            "improper qualified name (too many dotted names): " + joined(spelt.path),
            {},
            {}});
  if (parts == 3)
    refuse({Code::feature_not_supported,
            "cross-database references are not implemented: " + joined(spelt.path),
            {},
            {}});
  if (parts == 2 && spelt.path[0] != "pg_catalog") not_in_catalog(spelt);
  return spelt.path.back();
}

// A modifier is read as the server reads any integer.
std::int64_t modifier_value(const std::string& written, int server_version) {
  Settings settings;
  settings.server_version = server_version;
  Arena arena;
  Value value;
  Fault why;
  if (!int4_family.make({}, &why)->read(written, {settings, arena}, value, &why)) {
    why.offset = std::string_view::npos;  // of the modifier, not of a value
    refuse(std::move(why));
  }
  return value.integer();
}

[[noreturn]] void no_modifiers(const Spelling& spelt) {
  const std::string name = joined(spelt.path) + (spelt.array ? "[]" : "");
  refuse({Code::syntax_error, "type modifier is not allowed for type " + shown(name), {}, {}});
}

std::vector<std::int64_t> modifiers_for(const Family& family, const Spelling& spelt, int server_version) {
  const std::size_t count = spelt.modifiers.size();
  if (count > 0 && family.max_modifiers == 0) no_modifiers(spelt);
  if (!spelt.constants)
    refuse({Code::syntax_error, "type modifiers must be simple constants or identifiers", {}, {}});
  std::vector<std::int64_t> values;
  for (const std::string& written : spelt.modifiers)
    values.push_back(modifier_value(written, server_version));
  if (count > static_cast<std::size_t>(family.max_modifiers)) {
    const std::string_view name = family.name;
    const char* which = name == "numeric" ? "NUMERIC " : name == "interval" ? "INTERVAL " : "";
    refuse({Code::invalid_parameter_value, std::string("invalid ") + which + "type modifier", {}, {}});
  }
  return values;
}

[[noreturn]] void not_read(const std::string& type, bool array) {
  refuse({Code::feature_not_supported,
          "type " + type + (array ? "[]" : "") + " is not supported by this version of surerow",
          {},
          unread_hint(type, array)});
}

// Arrays have no family of their own: an array type wraps its element's type.
TypePtr array_of(TypePtr element) { return std::make_shared<ArrayType>(std::move(element)); }

TypePtr make(const Family& family, const Spelling& spelt, int server_version) {
  Fault fault;
  TypePtr type = family.make(modifiers_for(family, spelt, server_version), &fault);
  if (!type) refuse(std::move(fault));
  return type;
}

// enum('low', 'high') is surerow's own spelling: PostgreSQL gives every enum type a name.
TypePtr enum_of(const Spelling& spelt) {
  if (spelt.strings != spelt.modifiers.size() || !spelt.constants)
    refuse(
        {Code::syntax_error, "labels of an enum must be string constants", {}, "Write enum('low', 'high')."});
  Fault fault;
  TypePtr type = make_enum(spelt.modifiers, &fault);
  if (!type) refuse(std::move(fault));
  return spelt.array ? array_of(std::move(type)) : type;
}

TypePtr resolve(const Spelling& spelt, int server_version) {
  if (spelt.path == std::vector<std::string>{"enum"} && !spelt.modifiers.empty()) return enum_of(spelt);
  std::string name = bare_name(spelt);
  bool array = spelt.array;
  if (name.starts_with('_') && !array) {
    const std::string element = name.substr(1);
    array = family_named(element) != nullptr || scan::has_word(other_types, element);
    if (array) name = element;
  }
  if (const Family* family = family_named(name)) {
    TypePtr type = make(*family, spelt, server_version);
    return array ? array_of(std::move(type)) : type;
  }
  const bool other = scan::has_word(other_types, name);
  const bool pseudo = scan::has_word(array ? pseudo_elements : pseudo_types, name);
  if ((other || pseudo) && !spelt.modifiers.empty()) no_modifiers(spelt);
  if (pseudo)
    refuse(
        {Code::feature_not_supported, "cannot accept a value of type " + name + (array ? "[]" : ""), {}, {}});
  if (other) not_read(name, array);
  no_such_type(spelt);
}

}  // namespace

TypePtr find_type(std::string_view name, Fault* why, int server_version) {
  try {
    return resolve(parse_type_name(name, server_version), server_version);
  } catch (const Refusal& refusal) {
    if (why != nullptr) *why = refusal.fault();
    return nullptr;
  }
}

}  // namespace surerow
