// Reads guards back by the tokens that each of them must have.
#include "sqlite_ext/version_triggers.h"

#include <algorithm>

#include "sqlite_ext/create_sql.h"
#include "sqlite_ext/tokens.h"

namespace surerow::sqlite {
namespace {

constexpr std::string_view create = "CREATE TRIGGER ";
constexpr std::string_view any_name = "?";

// Whether the tokens from `at` on are these; `name`, when not null, is what stands for any_name.
bool reads(const Tokens& tokens, std::size_t at, std::initializer_list<std::string_view> wanted,
           std::string* name) {
  for (const std::string_view word : wanted) {
    if (at >= tokens.size()) return false;
    const Token& token = tokens[at++];
    if (word == any_name) {
      if (!token.is_name()) return false;
      *name = token.name();
    } else if (word.size() == 1 ? !token.is(word[0]) : !same_name(token.text, word)) {
      return false;
    }
  }
  return true;
}

// What a guard's condition begins with.
bool guards_value(const Tokens& tokens, std::size_t when, VersionEvent event, std::string* column) {
  if (event == VersionEvent::update_null)
    return reads(tokens, when, {"WHEN", "NEW", ".", "?", "IS", "NULL", "BEGIN"}, column);
  return reads(tokens, when, {"WHEN", "typeof", "(", "NEW", ".", "?", ")", "<", ">", "'integer'"}, column);
}

bool guards_key(const Tokens& tokens) {
  for (std::size_t i = 0; i < tokens.size(); ++i)
    if (reads(tokens, i, {"BEGIN", "INSERT", "OR", "IGNORE", "INTO", version_table, "VALUES"}, nullptr))
      return true;
  return false;
}

std::optional<VersionEvent> event_of(const TriggerText& trigger, bool by_key) {
  if (trigger.timing == "BEFORE INSERT") return by_key ? VersionEvent::insert_key : VersionEvent::insert;
  if (trigger.timing == "BEFORE UPDATE") return by_key ? VersionEvent::update_key : VersionEvent::update_null;
  if (trigger.timing == "AFTER UPDATE" && !by_key) return VersionEvent::update;
  return std::nullopt;
}

}  // namespace

std::optional<VersionTrigger> version_trigger_of(std::string_view name, std::string_view sql) {
  if (!name.starts_with(version_prefix) || !sql.starts_with(create)) return std::nullopt;
  const Tokens tokens = tokens_of(sql);
  const bool by_key = guards_key(tokens);
  const auto event = event_of(read_create_trigger(sql), by_key);
  const auto when = std::find_if(tokens.begin(), tokens.end(), [](const Token& t) { return t.is("WHEN"); });
  std::string column;
  if (!event ||
      (!by_key && !guards_value(tokens, static_cast<std::size_t>(when - tokens.begin()), *event, &column)))
    return std::nullopt;
  return VersionTrigger{{std::string(name), std::string(sql.substr(create.size()))}, *event, column};
}

int guarded_column(const Table& table, const std::vector<VersionTrigger>& triggers) {
  std::string column;
  for (const VersionEvent event : version_events) {
    const auto found = std::find_if(triggers.begin(), triggers.end(),
                                    [&](const VersionTrigger& trigger) { return trigger.event == event; });
    if (found == triggers.end() ||
        (!column.empty() && !found->column.empty() && !same_name(column, found->column)))
      return -1;
    if (!found->column.empty()) column = found->column;
  }
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (same_name(table.columns[i].name, column)) return static_cast<int>(i);
  return -1;
}

}  // namespace surerow::sqlite
