// The shared half of every options argument. Knows no option by name.
#include "common/option_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace surerow {
namespace {

constexpr int options_depth = 16;

[[noreturn]] void bad_parameter(std::string message, std::string detail = {}, std::string hint = {}) {
  refuse({Code::invalid_parameter_value, std::move(message), std::move(detail), std::move(hint)});
}

std::string unescaped(const json::Item& item, Arena& arena) {
  Fault why;
  const auto text = json::unescape(item, arena, &why);
  if (!text) refuse(std::move(why));
  return std::string(*text);
}

}  // namespace

OptionReader::OptionReader(std::string_view json, std::string_view function)
    : function_(function), in_(json, "options", options_depth) {
  in_.enter_object("expected an object");
}

bool OptionReader::next() {
  json::Item member;
  if (!in_.next_member(member)) {
    in_.finish();
    return false;
  }
  std::string name = unescaped(member, arena_);
  if (std::find(seen_.begin(), seen_.end(), name) != seen_.end())
    bad_parameter(fmt::format("option {} is given twice", shown(name)));
  seen_.push_back(std::move(name));
  return true;
}

void OptionReader::unknown(std::span<const std::string_view> known) const {
  const std::string_view near = nearest(name(), known);
  bad_parameter(fmt::format("unknown option {} for {}", shown(name()), function_),
                fmt::format("The options are {}.", fmt::join(known, ", ")),
                near.empty() ? "" : fmt::format("Perhaps you meant {}.", shown(near)));
}

bool OptionReader::flag() {
  const json::Item item = in_.value();
  if (item.kind != json::Kind::boolean) bad_value("true or false", shown(item.text));
  return item.text == "true";
}

std::string OptionReader::text(std::string_view wanted) {
  const json::Item item = in_.value();
  if (item.kind != json::Kind::string) bad_value(wanted, shown(item.text));
  return unescaped(item, arena_);
}

std::int64_t OptionReader::integer(std::int64_t least, std::int64_t most) {
  const json::Item item = in_.value();
  std::int64_t value = 0;
  const char* const end = item.text.data() + item.text.size();
  const auto [stop, error] = std::from_chars(item.text.data(), end, value);
  const bool read = item.kind == json::Kind::number && error == std::errc() && stop == end;
  if (!read || value < least || value > most)
    bad_value(fmt::format("an integer from {} to {}", least, most), shown(item.text));
  return value;
}

std::size_t OptionReader::choice(std::span<const char* const> words) {
  const std::string wanted = fmt::format("one of {}", fmt::join(words, ", "));
  const std::string word = text(wanted);
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) bad_value(wanted, shown(word));
  return static_cast<std::size_t>(found - words.begin());
}

void OptionReader::bad_value(std::string_view wanted, std::string_view got) const {
  bad_parameter(fmt::format("option {} must be {}, not {}", shown(name()), wanted, got));
}

}  // namespace surerow
