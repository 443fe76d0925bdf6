// What a column's declared type means on SQLite (doc/types.md): SQLite's own names keep SQLite's meaning,
// every other name is PostgreSQL's. And SQLite's column affinity, by its five rules (datatype3.html, 3.1).
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "common/types/scan.h"
#include "common/types/type.h"

namespace surerow {
namespace {

// SQLite gives the numbers after an integer's or a float's name no meaning: INT(11), DOUBLE(10,2).
enum class Numbers { ignored, kept };

struct Declared {
  std::string_view name;
  const char* type;
  Numbers numbers;
};

constexpr std::array<Declared, 22> own_names = {{
    {"integer", "int8", Numbers::ignored},
    {"int", "int8", Numbers::ignored},
    {"big int", "int8", Numbers::ignored},
    {"bigint", "int8", Numbers::ignored},
    {"unsigned big int", "int8", Numbers::ignored},
    {"int8", "int8", Numbers::ignored},
    {"int4", "int4", Numbers::ignored},
    {"mediumint", "int4", Numbers::ignored},
    {"int2", "int2", Numbers::ignored},
    {"smallint", "int2", Numbers::ignored},
    {"tinyint", "int2", Numbers::ignored},
    {"real", "float8", Numbers::ignored},
    {"double", "float8", Numbers::ignored},
    {"double precision", "float8", Numbers::ignored},
    {"boolean", "bool", Numbers::kept},
    {"datetime", "timestamp", Numbers::kept},
    {"text", "text", Numbers::kept},
    {"clob", "text", Numbers::kept},
    {"nvarchar", "varchar", Numbers::kept},
    {"varying character", "varchar", Numbers::kept},
    {"native character", "char", Numbers::kept},
    {"blob", "bytea", Numbers::kept},
}};

// Lower case, one blank between words, none around: "UNSIGNED  BIG INT" is "unsigned big int".
std::string folded(std::string_view words) {
  std::string result;
  bool gap = false;
  for (const char c : scan::trim(words)) {
    if (scan::is_space(c)) {
      gap = true;
      continue;
    }
    if (gap) result += ' ';
    gap = false;
    result += scan::lower(c);
  }
  return result;
}

// The PostgreSQL type name that `declared` stands for.
std::string postgres_name(std::string_view declared) {
  // SQLite knows no arrays: INTEGER[] and TEXT[] are PostgreSQL's names, and so is what they hold.
  if (declared.ends_with(']')) return std::string(declared);
  const std::size_t open = std::min(declared.find('('), declared.size());
  const std::string name = folded(declared.substr(0, open));
  for (const Declared& own : own_names) {
    if (own.name != name) continue;
    std::string type = own.type;
    if (own.numbers == Numbers::kept) type += declared.substr(open);
    return type;
  }
  return std::string(declared);
}

constexpr std::string_view affinity_names[] = {"BLOB", "TEXT", "NUMERIC", "INTEGER", "REAL"};

Fault unknown(std::string_view declared, Fault fault) {
  fault.message = fmt::format("declared type {} means no type", shown(declared));
  fault.detail = fmt::format("SQLite gives a column so declared {} affinity.",
                             affinity_names[static_cast<std::size_t>(affinity_of(declared))]);
  if (fault.hint.empty()) fault.hint = "Declare the column with a type that SQLite and PostgreSQL both know.";
  return fault;
}

bool contains(std::string_view text, std::string_view word) {
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at)
    if (scan::same_word(text.substr(at, word.size()), word)) return true;
  return false;
}

}  // namespace

TypePtr find_declared_type(std::string_view declared, bool* any, Fault* why) {
  const std::string_view name = scan::trim(declared);
  *any = name.empty() || scan::same_word(name, "any");
  if (*any) return nullptr;
  Fault fault;
  TypePtr type = find_type(postgres_name(name), &fault);
  if (type || why == nullptr) return type;
  if (fault.code == Code::undefined_object) {
    *why = unknown(name, std::move(fault));
  } else {
    fault.detail = fmt::format("The column's declared type is {}.", shown(name));
    *why = std::move(fault);
  }
  return nullptr;
}

Affinity affinity_of(std::string_view declared) {
  if (declared.empty()) return Affinity::blob;
  if (contains(declared, "int")) return Affinity::integer;
  if (contains(declared, "char") || contains(declared, "clob") || contains(declared, "text"))
    return Affinity::text;
  if (contains(declared, "blob")) return Affinity::blob;
  if (contains(declared, "real") || contains(declared, "floa") || contains(declared, "doub"))
    return Affinity::real;
  return Affinity::numeric;
}

}  // namespace surerow
