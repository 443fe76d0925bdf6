// Which column counts versions. What is refused here would make a guard wrong or impossible.
#include "common/version/version.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "common/dialect.h"
#include "common/json/reader.h"
#include "common/write/answer.h"

namespace surerow {
namespace {

constexpr std::string_view default_column = "version";

template <class Int>
constexpr VersionRange range_of() {
  return {std::numeric_limits<Int>::min(), std::numeric_limits<Int>::max()};
}

// SQLite takes a name in another case for the same column, and would not add it.
int find_column(const Table& table, std::string_view name) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const int exact = table.find(name);
  if (exact >= 0 || table.engine == Engine::postgres) return exact;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (std::equal(name.begin(), name.end(), table.columns[i].name.begin(), table.columns[i].name.end(),
                   [&](char a, char b) { return lower(a) == lower(b); }))
      return static_cast<int>(i);
  return -1;
}

bool is_in_key(const Table& table, int column) {
  return std::any_of(table.keys.begin(), table.keys.end(), [&](const Key& key) {
    return std::any_of(key.parts.begin(), key.parts.end(), [&](const KeyPart& part) {
      return std::find(part.columns.begin(), part.columns.end(), column) != part.columns.end();
    });
  });
}

[[noreturn]] void refuse_column(const Table& table, const Column& column, std::string_view why,
                                std::string hint) {
  refuse({Code::invalid_parameter_value,
          fmt::format("column {} of {} cannot count versions: {}", shown(column.name), table.name, why),
          {},
          std::move(hint)});
}

void require_countable(const Table& table, int number) {
  const Column& column = table.columns[static_cast<std::size_t>(number)];
  const char* const other = "Name another column: sure_enable_version adds the one that is not there.";
  if (!column.type ||
      (column.type_name != "smallint" && column.type_name != "integer" && column.type_name != "bigint"))
    refuse_column(table, column, fmt::format("its type is {}", column.type_name),
                  "Give it type bigint, or name another column: sure_enable_version adds the one that is not "
                  "there.");
  if (column.generated) refuse_column(table, column, "it is generated always", other);
  if (column.identity_always) refuse_column(table, column, "it is an identity", other);
  if (is_in_key(table, number)) refuse_column(table, column, "it is part of a unique key", other);
}

}  // namespace

VersionRange version_range(std::string_view type_name) {
  if (type_name == "smallint") return range_of<std::int16_t>();
  if (type_name == "integer") return range_of<std::int32_t>();
  return range_of<std::int64_t>();
}

VersionRange VersionPlan::range() const { return version_range(type_name); }

VersionPlan plan_version(const Table& table, std::optional<std::string_view> column) {
  require_writable(table);
  const int guarded = table.version_column;
  const int wanted = !column && guarded >= 0 ? guarded : find_column(table, column.value_or(default_column));
  if (guarded >= 0 && wanted != guarded)
    refuse({Code::invalid_parameter_value,
            fmt::format("the versions of {} are counted in column {}", shown(table.name),
                        shown(table.columns[static_cast<std::size_t>(guarded)].name)),
            {},
            fmt::format("Call sure_disable_version({}) first.", literal(table.name))});
  if (wanted < 0) {
    if (column && column->empty())
      refuse({Code::invalid_parameter_value, "the name of a version column is empty", {}, {}});
    return {-1, std::string(column.value_or(default_column)), "bigint"};
  }
  require_countable(table, wanted);
  const Column& found = table.columns[static_cast<std::size_t>(wanted)];
  return {wanted, found.name, found.type_name};
}

// INTEGER and BIGINT are one type on SQLite; a STRICT table knows only INTEGER.
std::string add_version_column(const Table& table, const VersionPlan& plan) {
  return fmt::format("ALTER TABLE {} ADD COLUMN {} {} NOT NULL DEFAULT 1", qualified(table),
                     quoted(plan.name), table.engine == Engine::sqlite ? "INTEGER" : plan.type_name);
}

std::string version_answer(std::string_view status, std::string_view column) {
  std::string out = "{";
  append_member(out, "status");
  json::append_string(out, status);
  if (!column.empty()) {
    append_member(out += ',', "column");
    json::append_string(out, column);
  }
  return out += '}';
}

}  // namespace surerow
