// macaddr and macaddr8. macaddr takes six layouts the way sscanf's %x does: signs, 0x and any number of
// digits pass between separators. macaddr8 takes pairs of digits with one kind of separator at any place,
// and widens six bytes to eight. The value is the canonical text.
#include <fmt/format.h>

#include "common/types/canonical.h"
#include "common/types/families.h"
#include "common/types/hex.h"

namespace surerow {
namespace {

constexpr std::size_t no_limit = ~std::size_t{0};

// What sscanf's %x takes off `text` within `width` characters: blanks, a sign, 0x, digits. The result is kept
// in 32 bits of what strtoul gives, as C's unsigned int is.
bool take_hex(std::string_view& text, std::size_t width, std::int32_t& out) {
  while (!text.empty() && scan::is_space(text[0])) text.remove_prefix(1);
  std::size_t at = 0;
  const auto more = [&] { return at < text.size() && at < width; };
  const bool negative = more() && text[0] == '-';
  if (more() && (text[0] == '-' || text[0] == '+')) ++at;
  bool any = more() && text[at] == '0';
  if (any) ++at;
  if (any && more() && scan::lower(text[at]) == 'x') ++at;
  std::uint64_t value = 0;
  bool overflow = false;
  for (; more() && hex::digit(text[at]) < 0x80; ++at) {
    any = true;
    overflow |= value >> 60 != 0;
    value = value << 4 | hex::digit(text[at]);
  }
  text.remove_prefix(at);
  if (overflow)
    value = ~std::uint64_t{0};
  else if (negative)
    value = 0 - value;
  out = static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
  return any;
}

struct Layout {
  std::size_t width;            // digits of a byte
  std::string_view separators;  // after each byte; a blank: none
};
constexpr Layout layouts[] = {{no_limit, ":::::"}, {no_limit, "-----"}, {2, "  :  "}, {2, "  -  "},
                              {2, " . . "},        {2, " - - "},        {2, "     "}};

bool matches(std::string_view text, const Layout& layout, std::int32_t* bytes) {
  for (std::size_t i = 0; i < 6; ++i) {
    if (!take_hex(text, layout.width, bytes[i])) return false;
    const char separator = i < 5 ? layout.separators[i] : ' ';
    if (separator == ' ') continue;
    if (!text.starts_with(separator)) return false;
    text.remove_prefix(1);
  }
  return scan::trim(text).empty();
}

Value printed(const std::uint8_t* bytes, std::size_t count, Arena& arena) {
  auto* const room = static_cast<char*>(arena.allocate(3 * count, 1));
  char* at = room;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) *at++ = ':';
    at = hex::put(at, static_cast<char>(bytes[i]));
  }
  return Value::text({room, 3 * count - 1});
}

class Macaddr final : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::int32_t read[6];
    bool found = false;
    for (const Layout& layout : layouts) found = found || matches(text, layout, read);
    std::uint8_t bytes[6];
    bool fits = found;
    for (std::size_t i = 0; found && i < 6; ++i) {
      fits = fits && read[i] >= 0 && read[i] <= 255;
      bytes[i] = static_cast<std::uint8_t>(read[i]);
    }
    if (fits) {
      out = printed(bytes, 6, cx.arena);
      return true;
    }
    if (why == nullptr) return false;
    *why = faults::invalid_input("macaddr", text);
    if (found) {
      why->code = Code::numeric_out_of_range;
      why->message = fmt::format("invalid octet value in \"macaddr\" value: {}", shown(text));
    }
    return false;
  }
};

std::string_view without_leading(std::string_view text) {
  while (!text.empty() && scan::is_space(text[0])) text.remove_prefix(1);
  return text;
}

// EUI-48 in EUI-64: ff:fe in the middle.
void widen(std::uint8_t* bytes) {
  for (std::size_t i = 7; i > 4; --i) bytes[i] = bytes[i - 2];
  bytes[3] = 0xff;
  bytes[4] = 0xfe;
}

// PostgreSQL looks at pairs only: one last character, whatever it is, is not seen.
bool read_eui64(std::string_view text, std::uint8_t* bytes) {
  text = without_leading(text);
  char separator = 0;
  std::size_t count = 0;
  while (text.size() >= 2) {
    const std::uint8_t high = hex::digit(text[0]);
    const std::uint8_t low = hex::digit(text[1]);
    if ((high | low) >= 0x80 || count == 8) return false;
    bytes[count++] = static_cast<std::uint8_t>(high << 4 | low);
    text.remove_prefix(2);
    if (!text.empty() && std::string_view(":-.").find(text[0]) != std::string_view::npos) {
      if (separator != 0 && separator != text[0]) return false;
      separator = text[0];
      text.remove_prefix(1);
    }
    if ((count == 6 || count == 8) && !text.empty() && scan::is_space(text[0])) {
      text = without_leading(text);
      if (!text.empty()) return false;
    }
  }
  if (count != 6 && count != 8) return false;
  if (count == 6) widen(bytes);
  return true;
}

class Macaddr8 final : public CanonicalText {
 public:
  using CanonicalText::CanonicalText;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::uint8_t bytes[8];
    if (!read_eui64(text, bytes)) {
      if (why != nullptr) *why = faults::invalid_input("macaddr8", text);
      return false;
    }
    out = printed(bytes, 8, cx.arena);
    return true;
  }
};

}  // namespace

const Family macaddr_family{"macaddr", "macaddr", 0, [](Modifiers, Fault*) -> TypePtr {
                              return std::make_shared<Macaddr>("macaddr");
                            }};
const Family macaddr8_family{"macaddr8", "macaddr8", 0, [](Modifiers, Fault*) -> TypePtr {
                               return std::make_shared<Macaddr8>("macaddr8");
                             }};

}  // namespace surerow
