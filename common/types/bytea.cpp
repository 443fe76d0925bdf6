// bytea: "\x" and pairs of hexadecimal digits, or the escape form with \\ and \ooo. Printed as "\x" and lower
// hex. The value is the bytes: a view of the input where nothing was escaped. Stored as a blob.

#include "common/types/families.h"
#include "common/types/hex.h"
#include "common/utf8.h"

namespace surerow {
namespace {

// Fewer blanks than elsewhere: PostgreSQL's hex decoder knows no vertical tab and no form feed.
bool is_gap(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// `rest`: the text from the digit on that is none, or from where one is missing.
bool refuse_hex(std::string_view rest, std::size_t offset, Fault* why) {
  if (why == nullptr) return false;
  *why = {Code::invalid_parameter_value, "invalid hexadecimal data: odd number of digits", {}, {}};
  if (!rest.empty()) {
    const std::size_t size = utf8_length(rest);
    why->message = "invalid hexadecimal digit: " + shown(rest.substr(0, size == 0 ? 1 : size));
  }
  why->offset = offset;
  return false;
}

// `text` begins with "\x".
bool read_hex(std::string_view text, Arena& arena, Value& out, Fault* why) {
  auto* const room = static_cast<char*>(arena.allocate(text.size() / 2 + 4, 1));
  char* to = room;
  std::size_t at = 2;
  for (; text.size() - at >= 8 && hex::read_eight(hex::load_little(&text[at]), to); at += 8) to += 4;
  for (; at < text.size(); at += 2) {
    while (at < text.size() && is_gap(text[at])) ++at;
    if (at == text.size()) break;
    const std::uint8_t high = hex::digit(text[at]);
    if (high >= 0x80) return refuse_hex(text.substr(at), at, why);
    if (at + 1 == text.size()) return refuse_hex({}, at + 1, why);
    const std::uint8_t low = hex::digit(text[at + 1]);
    if (low >= 0x80) return refuse_hex(text.substr(at + 1), at + 1, why);
    *to++ = static_cast<char>(high << 4 | low);
  }
  out = Value::blob({room, static_cast<std::size_t>(to - room)});
  return true;
}

bool is_octal(char c, char highest) { return c >= '0' && c <= highest; }

bool read_escapes(std::string_view text, Arena& arena, Value& out, Fault* why) {
  auto* const room = static_cast<char*>(arena.allocate(text.size(), 1));
  char* to = room;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest[0] != '\\') {
      *to++ = rest[0];
      ++at;
    } else if (rest.size() >= 4 && is_octal(rest[1], '3') && is_octal(rest[2], '7') &&
               is_octal(rest[3], '7')) {
      *to++ = static_cast<char>((rest[1] - '0') << 6 | (rest[2] - '0') << 3 | (rest[3] - '0'));
      at += 4;
    } else if (rest.size() >= 2 && rest[1] == '\\') {
      *to++ = '\\';
      at += 2;
    } else {
      if (why != nullptr)
        *why = {Code::invalid_text_representation, "invalid input syntax for type bytea", {}, {}, at};
      return false;
    }
  }
  out = Value::blob({room, static_cast<std::size_t>(to - room)});
  return true;
}

class Bytea final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    if (text.starts_with("\\x")) return read_hex(text, cx.arena, out, why);
    if (text.find('\\') != text.npos) return read_escapes(text, cx.arena, out, why);
    out = Value::blob(text);
    return true;
  }

  std::string accepts() const override {
    return "\\x and pairs of hexadecimal digits, or a text where \\\\ is a backslash and \\ooo a byte in "
           "octal.";
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    out += "\\x";
    append(value.text(), out);
  }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    out += "\"\\\\x";
    append(value.text(), out);
    out += '"';
  }

  Value to_stored(const Value& value, const Reading&) const override { return value; }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (stored.kind() == Value::Kind::text) return read_canonical_text(stored.text(), cx, out, "a blob", why);
    if (stored.kind() != Value::Kind::blob) return Type::from_stored(stored, cx, out, why);
    out = stored;
    return true;
  }

 private:
  static void append(std::string_view raw, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + 2 * raw.size());
    char* at = out.data() + before;
    for (const char byte : raw) at = hex::put(at, byte);
  }
};

}  // namespace

const Family bytea_family{"bytea", "bytea", 0,
                          [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Bytea>("bytea"); }};

}  // namespace surerow
