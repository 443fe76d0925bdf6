// bit(n) and bit varying(n): a string of 0 and 1, or b'...' without the quotes, or x and hexadecimal digits.
// The length is judged before the digits are. The value is the string of 0 and 1.
#include <fmt/format.h>

#include "common/types/canonical.h"
#include "common/types/families.h"
#include "common/types/hex.h"
#include "common/utf8.h"

namespace surerow {
namespace {

constexpr std::int64_t longest = 83886080;  // MaxAttrSize * 8

bool refuse_digit(std::string_view text, std::string_view rest, const char* kind, Fault* why) {
  if (why == nullptr) return false;
  const std::size_t size = utf8_length(rest);
  *why = {Code::invalid_text_representation,
          fmt::format("{} is not a valid {} digit", shown(rest.substr(0, size == 0 ? 1 : size)), kind),
          {},
          {},
          text.size() - rest.size()};
  return false;
}

// Where the first character stands that is neither 0 nor 1; the end of the text when there is none.
std::size_t first_not_binary(std::string_view digits) {
  constexpr std::uint64_t zeros = 0x3030303030303030U;
  std::size_t at = 0;
  for (; digits.size() - at >= 8; at += 8)
    if (((hex::load_little(&digits[at]) ^ zeros) & ~(zeros / 0x30)) != 0) break;
  while (at < digits.size() && (digits[at] == '0' || digits[at] == '1')) ++at;
  return at;
}

bool from_hex(std::string_view text, std::string_view digits, Arena& arena, Value& out, Fault* why) {
  auto* const room = static_cast<char*>(arena.allocate(4 * digits.size() + 1, 1));
  char* to = room;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    const std::uint8_t digit = hex::digit(digits[at]);
    if (digit >= 0x80) return refuse_digit(text, digits.substr(at), "hexadecimal", why);
    for (const int shift : {3, 2, 1, 0}) *to++ = static_cast<char>('0' + (digit >> shift & 1));
  }
  out = Value::text({room, static_cast<std::size_t>(to - room)});
  return true;
}

class Bits final : public CanonicalText {
 public:
  Bits(std::string name, std::int64_t length, bool varying)
      : CanonicalText(std::move(name)), length_(length), varying_(varying) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    const char first = text.empty() ? '0' : scan::lower(text[0]);
    const bool hexadecimal = first == 'x';
    const std::string_view digits = first == 'x' || first == 'b' ? text.substr(1) : text;
    if (!fits(static_cast<std::int64_t>(hexadecimal ? 4 * digits.size() : digits.size()), why)) return false;
    if (hexadecimal) return from_hex(text, digits, cx.arena, out, why);
    const std::size_t bad = first_not_binary(digits);
    if (bad < digits.size()) return refuse_digit(text, digits.substr(bad), "binary", why);
    out = Value::text(digits);
    return true;
  }

  std::string accepts() const override {
    const char* const most = varying_ ? "At most " : "Exactly ";
    const std::string count = length_ == 0 ? "Bits" : fmt::format("{}{} bits", most, length_);
    return count + ": digits 0 and 1, or x and hexadecimal digits of four bits each.";
  }

 private:
  bool fits(std::int64_t bits, Fault* why) const {
    if (length_ == 0 || (varying_ ? bits <= length_ : bits == length_)) return true;
    if (why == nullptr) return false;
    if (varying_) {
      *why = {Code::string_right_truncation,
              fmt::format("bit string too long for type bit varying({})", length_),
              {},
              {}};
    } else {
      *why = {Code::string_length_mismatch,
              fmt::format("bit string length {} does not match type bit({})", bits, length_),
              {},
              {}};
    }
    return false;
  }

  std::int64_t length_;  // 0: any
  bool varying_;
};

TypePtr make(Modifiers modifiers, bool varying, Fault* why) {
  const std::string name = varying ? "bit varying" : "bit";
  if (modifiers.empty()) return std::make_shared<Bits>(varying ? name : "\"bit\"", 0, varying);
  const std::int64_t length = modifiers[0];
  if (length >= 1 && length <= longest)
    return std::make_shared<Bits>(fmt::format("{}({})", name, length), length, varying);
  if (why != nullptr) {
    const char* called = varying ? "varbit" : "bit";
    *why = {Code::invalid_parameter_value,
            length < 1 ? fmt::format("length for type {} must be at least 1", called)
                       : fmt::format("length for type {} cannot exceed {}", called, longest),
            {},
            {}};
  }
  return nullptr;
}

}  // namespace

const Family bit_family{"bit", "bit", 1, [](Modifiers m, Fault* why) { return make(m, false, why); }};
const Family varbit_family{"varbit", "bit varying", 1,
                           [](Modifiers m, Fault* why) { return make(m, true, why); }};

}  // namespace surerow
