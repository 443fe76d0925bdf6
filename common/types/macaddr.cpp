// macaddr and macaddr8. macaddr takes six layouts the way sscanf's %x does: signs, 0x and any number of
// digits pass between separators. macaddr8 takes pairs of digits with one kind of separator at any place,
// and widens six bytes to eight. The value is their bytes as a blob.
#include <fmt/format.h>

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

// The layout that is printed: `count` pairs with colons.
bool read_canonical(std::string_view text, std::size_t count, std::uint8_t* bytes) {
  if (text.size() != 3 * count - 1) return false;
  std::uint8_t wrong = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t high = hex::digit(text[3 * i]);
    const std::uint8_t low = hex::digit(text[3 * i + 1]);
    wrong |= high | low;
    if (i + 1 < count && text[3 * i + 2] != ':') return false;
    bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return wrong < 0x80;
}

// Bytes of hardware; the two types differ in how many they are.
class Hardware : public Type {
 public:
  using Type::Type;

  void print(const Value& value, const Settings&, std::string& out) const override {
    const std::size_t before = out.size();
    out.resize(before + size(value));
    write(value, out.data() + before);
  }

  Value to_stored(const Value& value, const Reading& cx) const override {
    auto* const room = static_cast<char*>(cx.arena.allocate(size(value), 1));
    write(value, room);
    return Value::text({room, size(value)});
  }

 protected:
  static Value kept(const std::uint8_t* bytes, std::size_t count, Arena& arena) {
    return Value::blob(keep(arena, {reinterpret_cast<const char*>(bytes), count}));
  }

 private:
  static std::size_t size(const Value& value) { return 3 * value.text().size() - 1; }

  static void write(const Value& value, char* at) {
    bool first = true;
    for (const char byte : value.text()) {
      if (!first) *at++ = ':';
      first = false;
      at = hex::put(at, byte);
    }
  }
};

class Macaddr final : public Hardware {
 public:
  using Hardware::Hardware;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::uint8_t bytes[6];
    if (read_canonical(text, 6, bytes)) {
      out = kept(bytes, 6, cx.arena);
      return true;
    }
    std::int32_t read[6];
    bool found = false;
    for (const Layout& layout : layouts) found = found || matches(text, layout, read);
    bool fits = found;
    for (std::size_t i = 0; found && i < 6; ++i) {
      fits = fits && read[i] >= 0 && read[i] <= 255;
      bytes[i] = static_cast<std::uint8_t>(read[i]);
    }
    if (fits) {
      out = kept(bytes, 6, cx.arena);
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

  std::string accepts() const override { return "Six bytes in hexadecimal, as in 08:00:2b:01:02:03."; }
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
    if (!text.empty() && (text[0] == ':' || text[0] == '-' || text[0] == '.')) {
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

class Macaddr8 final : public Hardware {
 public:
  using Hardware::Hardware;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::uint8_t bytes[8];
    if (!read_canonical(text, 8, bytes) && !read_eui64(text, bytes)) {
      if (why != nullptr) *why = faults::invalid_input("macaddr8", text);
      return false;
    }
    out = kept(bytes, 8, cx.arena);
    return true;
  }

  std::string accepts() const override {
    return "Eight bytes in hexadecimal, as in 08:00:2b:01:02:03:04:05, or six.";
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
