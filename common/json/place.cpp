// Words for the place of a mistake. Made only when a text is refused.
#include "common/json/place.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/utf8.h"

namespace surerow::json {
namespace {

// A letter, a digit or a sign: what people would call one word.
bool in_word(char c) {
  const auto u = static_cast<unsigned char>(c);
  return (u >= '0' && u <= '9') || ((u | 0x20) >= 'a' && (u | 0x20) <= 'z') || u == '_' || u == '-' ||
         u == '+' || u == '.' || u >= 0x80;
}

}  // namespace

std::string place(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  const auto characters = std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  return fmt::format("{}, column {}", lines + 1, characters + 1);
}

std::string found(std::string_view text, std::size_t offset) {
  constexpr std::size_t most = 20;
  const std::string_view rest = text.substr(offset);
  if (rest.empty()) return "the text ends here";
  std::size_t size = 0;
  while (size < rest.size() && size < most && in_word(rest[size]))
    size += std::max<std::size_t>(1, utf8_length(rest.substr(size)));
  return "found " + shown(rest.substr(0, std::max<std::size_t>(1, size)));
}

Fault too_deep(std::string_view what, int max_depth) {
  return {Code::statement_too_complex,
          fmt::format("{} is nested deeper than {} levels", what, max_depth),
          {},
          "Nest less deeply, or raise max_depth (see sure_settings)."};
}

}  // namespace surerow::json
