// uuid: 32 hexadecimal digits, a '-' allowed after every fourth but the last, braces around allowed, no
// blanks. The value is the 16 bytes, kept in the arena. Printed in lower case, 8-4-4-4-12.
#include <iterator>

#include "common/types/families.h"
#include "common/types/hex.h"

namespace surerow {
namespace {

constexpr std::size_t bytes = 16;
constexpr std::size_t canonical_size = 36;
constexpr std::size_t dash_after[] = {3, 5, 7, 9};  // bytes

// The canonical layout: no branch but at the end.
bool read_canonical(const char* text, char* out) {
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
  constexpr std::uint8_t at[bytes] = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
  std::uint8_t bad = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    const std::uint8_t high = hex::digit(text[at[i]]);
    const std::uint8_t low = hex::digit(text[at[i] + 1]);
    bad |= high | low;
    out[i] = static_cast<char>(high << 4 | low);
  }
  return bad < 0x80;
}

bool read_any(std::string_view text, char* out) {
  if (text.starts_with('{')) {
    if (!text.ends_with('}')) return false;
    text = text.substr(1, text.size() - 2);
  }
  for (std::size_t i = 0; i < bytes; ++i) {
    if (text.size() < 2) return false;
    const std::uint8_t high = hex::digit(text[0]);
    const std::uint8_t low = hex::digit(text[1]);
    if ((high | low) >= 0x80) return false;
    out[i] = static_cast<char>(high << 4 | low);
    text.remove_prefix(2);
    if (i % 2 == 1 && i < bytes - 1 && text.starts_with('-')) text.remove_prefix(1);
  }
  return text.empty();
}

class Uuid final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    char value[bytes];
    const bool plain = text.size() == canonical_size && read_canonical(text.data(), value);
    if (!plain && !read_any(text, value)) {
      if (why != nullptr) *why = faults::invalid_input("uuid", text);
      return false;
    }
    out = Value::blob(keep(cx.arena, {value, bytes}));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    char text[canonical_size];
    write(value, text);
    out.append(text, canonical_size);
  }

  void print_json(const Value& value, const Settings& settings, std::string& out) const override {
    out += '"';
    print(value, settings, out);
    out += '"';
  }

  Value to_stored(const Value& value, const Reading& cx) const override {
    auto* text = static_cast<char*>(cx.arena.allocate(canonical_size, 1));
    write(value, text);
    return Value::text({text, canonical_size});
  }

 private:
  static void write(const Value& value, char* at) {
    const std::string_view raw = value.text();
    const std::size_t* dash = dash_after;
    for (std::size_t i = 0; i < bytes; ++i) {
      at = hex::put(at, raw[i]);
      if (dash != std::end(dash_after) && i == *dash) {
        *at++ = '-';
        ++dash;
      }
    }
  }
};

}  // namespace

const Family uuid_family{"uuid", "uuid", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Uuid>("uuid"); }};

}  // namespace surerow
