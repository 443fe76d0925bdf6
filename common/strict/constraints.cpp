// The constraints of a strict table on PostgreSQL. They are checked in the order of their names: the one over
// all columns comes first and names every bad value of a row. PostgreSQL drops a constraint with any of its
// columns, silently: so each column has one of its own besides.
#include <fmt/format.h>

#include <algorithm>

#include "common/dialect.h"
#include "common/strict/strict.h"
#include "common/utf8.h"

namespace surerow {
namespace {

constexpr std::size_t longest_name = 63;

// `name` within so many bytes, cut between characters.
std::string_view cut(std::string_view name, std::size_t most) {
  if (name.size() <= most) return name;
  std::size_t end = 0;
  while (true) {
    const std::size_t length = std::max<std::size_t>(utf8_length(name.substr(end)), 1);
    if (end + length > most) return name.substr(0, end);
    end += length;
  }
}

std::string free_name(const std::string& column, const std::vector<StrictConstraint>& taken) {
  for (int number = 0;; ++number) {
    const std::string suffix = number == 0 ? "" : std::to_string(number);
    std::string name(cut(fmt::format("{}_{}", strict_prefix, column), longest_name - suffix.size()));
    name += suffix;
    if (std::none_of(taken.begin(), taken.end(), [&](const auto& other) { return other.name == name; }))
      return name;
  }
}

// Safe whatever standard_conforming_strings says.
std::string safe_literal(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped.append(c == '\\' ? 2 : 1, c);
  return (escaped.size() == text.size() ? "" : "E") + literal(escaped);
}

}  // namespace

std::vector<StrictConstraint> strict_constraints(const StrictPlan& plan) {
  std::vector<StrictConstraint> out;
  if (plan.checked().empty()) return out;
  if (plan.checked().size() > 1)
    out.push_back({strict_prefix, plan.checks(plan.checked().size()).front().text(), plan.checked()});
  const std::vector<RowCheck> single = plan.checks(1);
  for (std::size_t i = 0; i < single.size(); ++i)
    out.push_back({free_name(single[i].columns()[0].name, out), single[i].text(), {plan.checked()[i]}});
  return out;
}

std::string check_clause(const Table& table, const StrictConstraint& constraint, std::string_view schema) {
  std::string out =
      fmt::format("CHECK ({}.sure_check_row({}", quoted(schema), safe_literal(constraint.check));
  for (const int column : constraint.columns)
    out += fmt::format(", {}::pg_catalog.text", quoted(table.columns[static_cast<std::size_t>(column)].name));
  return out += "))";
}

}  // namespace surerow
