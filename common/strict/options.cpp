// The options of sure_enable_strict.
#include "common/write/options.h"

#include <fmt/format.h>

#include <array>

#include "common/option_reader.h"
#include "common/strict/strict.h"

namespace surerow {
namespace {

constexpr std::array<std::string_view, 2> option_names{"columns", "existing"};

std::string unescaped(OptionReader& in, const json::Item& item) {
  Fault why;
  const auto text = json::unescape(item, in.arena(), &why);
  if (!text) refuse(std::move(why));
  return std::string(*text);
}

TypePtr type_named(const std::string& name, int server_version, const std::string& place) {
  Fault why;
  TypePtr type = find_type(name, &why, server_version);
  if (!type) refuse(at_place(std::move(why), place));
  return type;
}

// {"recorded_at":"timestamptz"}
void read_columns(const Table& table, int server_version, OptionReader& in, StrictOptions& out) {
  constexpr const char* wanted = "an object of column names and type names";
  if (in.json().peek() != json::Kind::object) in.bad_value(wanted, shown(in.json().value().text));
  in.json().enter_object("expected an object");
  json::Item member;
  while (in.json().next_member(member)) {
    const std::string name = unescaped(in, member);
    const int column = table.find(name);
    if (column < 0) refuse(unknown_column(table, name));
    for (const auto& [other, type] : out.columns)
      if (other == column)
        refuse({Code::invalid_parameter_value,
                fmt::format("column {} is given two types", shown(name)),
                {},
                {}});
    out.columns.emplace_back(column, type_named(in.text(wanted), server_version, place_of(table.name, name)));
  }
}

}  // namespace

StrictOptions read_strict_options(const Table& table, std::string_view json, int server_version) {
  static constexpr const char* existing[] = {"check", "skip"};
  StrictOptions out;
  OptionReader in(json, "sure_enable_strict");
  while (in.next()) {
    if (in.name() == "columns")
      read_columns(table, server_version, in, out);
    else if (in.name() == "existing")
      out.check_existing = in.choice(existing) == 0;
    else
      in.unknown(option_names);
  }
  return out;
}

}  // namespace surerow
