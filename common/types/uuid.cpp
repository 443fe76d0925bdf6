// uuid: 32 hexadecimal digits, a '-' allowed after every fourth but the last, braces around allowed, no
// blanks. The value is the 16 bytes, kept in the arena. Printed in lower case, 8-4-4-4-12.
#include "common/types/families.h"
#include "common/types/hex.h"

namespace surerow {
namespace {

constexpr std::size_t bytes = 16;
constexpr std::size_t canonical_size = 36;
constexpr std::size_t groups[] = {4, 2, 2, 2, 6};  // bytes between dashes

// The canonical layout: four words of eight digits, two of them around a dash.
bool read_canonical(const char* text, char* out) {
  if (text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-') return false;
  const auto around_dash = [](const char* digits) {
    const std::uint64_t low = hex::load_little(digits) & 0xffffffffU;
    return low | (hex::load_little(digits + 1) & 0xffffffff00000000U);
  };
  bool good = hex::read_eight(hex::load_little(text), out);
  good &= hex::read_eight(around_dash(text + 9), out + 4);
  good &= hex::read_eight(around_dash(text + 19), out + 8);
  good &= hex::read_eight(hex::load_little(text + 28), out + 12);
  return good;
}

// `stopped` is how many bytes of `text` were understood.
bool read_any(const std::string_view whole, char* out, std::size_t& stopped) {
  std::string_view text = whole;
  if (text.starts_with('{')) {
    stopped = text.size();
    if (!text.ends_with('}')) return false;
    text = text.substr(1, text.size() - 2);
  }
  for (std::size_t i = 0; i < bytes; ++i) {
    stopped = static_cast<std::size_t>(text.data() - whole.data());
    if (text.size() < 2) return false;
    const std::uint8_t high = hex::digit(text[0]);
    const std::uint8_t low = hex::digit(text[1]);
    if ((high | low) >= 0x80) return false;
    out[i] = static_cast<char>(high << 4 | low);
    text.remove_prefix(2);
    if (i % 2 == 1 && i < bytes - 1 && text.starts_with('-')) text.remove_prefix(1);
  }
  stopped = static_cast<std::size_t>(text.data() - whole.data());
  return text.empty();
}

class Uuid final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    auto* const value = static_cast<char*>(cx.arena.allocate(bytes, 1));
    const bool plain = text.size() == canonical_size && read_canonical(text.data(), value);
    std::size_t stopped = 0;
    if (!plain && !read_any(text, value, stopped)) {
      if (why != nullptr) *why = faults::invalid_input("uuid", text, stopped);
      return false;
    }
    out = Value::blob({value, bytes});
    return true;
  }

  std::string accepts() const override {
    return "32 hexadecimal digits, as in a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11.";
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
    std::size_t next = 0;
    for (const std::size_t group : groups) {
      if (next > 0) *at++ = '-';
      for (const std::size_t end = next + group; next < end; ++next) at = hex::put(at, raw[next]);
    }
  }
};

}  // namespace

const Family uuid_family{"uuid", "uuid", 0,
                         [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Uuid>("uuid"); }};

}  // namespace surerow
