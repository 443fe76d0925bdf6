// smallint, integer and bigint. A text is read as the server of `Settings::server_version` reads it: from 16
// on with 0x, 0o and 0b prefixes and with single underscores between digits; before, decimal digits only.
// The order of the checks decides between 22P02 and 22003 for texts that are wrong twice, and it changed with
// 16: both orders are kept. Values are Value::Kind::integer. Nothing is allocated but for a refusal's words.
#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "common/types/families.h"
#include "common/types/float_text.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

enum class Verdict { fits, malformed, out_of_range };

/// Digits of one base; `limit` is the magnitude of the smallest value of the type.
struct Digits {
  unsigned base;
  std::uint64_t limit;
  bool since_16;
};

/// Reads digits from `p` on into `magnitude` and leaves `p` behind them.
Verdict scan_digits(const char*& p, const char* end, const Digits& how, std::uint64_t& magnitude) {
  const char* const first = p;
  const auto value_of = [&](const char* at) -> unsigned {
    return at < end ? static_cast<unsigned>(scan::hex_digit(*at)) : how.base;  // -1 becomes a large number
  };
  for (;;) {
    if (const unsigned digit = value_of(p); digit < how.base) {
      // 16 looks before it multiplies and so lets one digit too many pass until the end of the text.
      const std::uint64_t room = how.since_16 ? how.limit : how.limit - digit;
      if (magnitude > room / how.base) return Verdict::out_of_range;
      magnitude = magnitude * how.base + digit;
      ++p;
    } else if (how.since_16 && p < end && *p == '_') {
      if (how.base == 10 && p == first) return Verdict::malformed;  // '0x_1' is fine, '_1' is not
      ++p;
      if (value_of(p) >= how.base) return Verdict::malformed;
    } else {
      return p == first ? Verdict::malformed : Verdict::fits;
    }
  }
}

/// The base that a prefix at `p` announces, 10 without one; leaves `p` behind the prefix.
unsigned scan_base(const char*& p, const char* end) {
  if (end - p < 2 || *p != '0') return 10;
  unsigned base = 10;
  switch (scan::lower(p[1])) {
    case 'x': base = 16; break;
    case 'o': base = 8; break;
    case 'b': base = 2; break;
    default: return 10;
  }
  p += 2;
  return base;
}

/// Leaves `p` where the text stops making sense.
Verdict read_any(const char*& p, const char* end, std::uint64_t limit, bool since_16, std::int64_t& out) {
  while (p < end && scan::is_space(*p)) ++p;
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) ++p;
  const unsigned base = since_16 ? scan_base(p, end) : 10;
  std::uint64_t magnitude = 0;
  const Verdict verdict = scan_digits(p, end, {base, limit, since_16}, magnitude);
  if (verdict != Verdict::fits) return verdict;
  while (p < end && scan::is_space(*p)) ++p;
  if (p != end) return Verdict::malformed;
  if (magnitude > limit - (negative ? 0 : 1)) return Verdict::out_of_range;
  out = static_cast<std::int64_t>(negative ? 0 - magnitude : magnitude);
  return Verdict::fits;
}

/// The usual text: an optional minus and so few digits that they cannot overflow. False: not that.
template <class Int>
bool read_plain(std::string_view text, std::int64_t& out) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  if (!scan::plain_number(text, std::numeric_limits<Int>::digits10, value)) return false;
  out = negative ? -value : value;
  return true;
}

template <class Int>
class IntegerType final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::int64_t value = 0;
    if (!read_plain<Int>(text, value)) {
      const char* p = text.data();
      const Verdict verdict = read_any(p, p + text.size(), limit, cx.settings.server_version >= 16, value);
      if (verdict != Verdict::fits) {
        if (why) *why = words(verdict, text, static_cast<std::size_t>(p - text.data()));
        return false;
      }
    }
    out = Value::integer(value);
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    char digits[std::numeric_limits<std::int64_t>::digits10 + 2];
    out.append(digits, std::to_chars(digits, std::end(digits), value.integer()).ptr);
  }

  void print_json(const Value& value, const Settings& settings, std::string& out) const override {
    print(value, settings, out);
  }

  std::string accepts() const override {
    using Limits = std::numeric_limits<Int>;
    return fmt::format("An integer from {} to {}.", Limits::min(), Limits::max());
  }

  Value to_stored(const Value& value, const Reading&) const override { return value; }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    switch (stored.kind()) {
      case Value::Kind::integer: return take(stored.integer(), cx, out, why);
      case Value::Kind::real: return refuse_real(stored.real(), why);
      case Value::Kind::text: return read_canonical_text(stored.text(), cx, out, "an integer", why);
      default: return Type::from_stored(stored, cx, out, why);
    }
  }

 private:
  static constexpr std::uint64_t limit = std::uint64_t{1} << std::numeric_limits<Int>::digits;

  Fault words(Verdict verdict, std::string_view text, std::size_t offset = std::string_view::npos) const {
    return verdict == Verdict::malformed ? faults::invalid_input(name(), text, offset)
                                         : faults::out_of_range(text, name());
  }

  bool take(std::int64_t value, const Reading& cx, Value& out, Fault* why) const {
    if (value == static_cast<Int>(value)) {
      out = Value::integer(value);
      return true;
    }
    std::string digits;
    print(Value::integer(value), cx.settings, digits);
    if (why) *why = words(Verdict::out_of_range, digits);
    return false;
  }

  bool refuse_real(double value, Fault* why) const {
    if (!why) return false;
    std::string digits;
    append_double(value, digits);
    *why = words(Verdict::malformed, digits);
    why->detail = "The stored value is a real number, not an integer.";
    return false;
  }
};

}  // namespace

const Family int2_family = {"int2", "smallint", 0, [](Modifiers, Fault*) -> TypePtr {
                              return std::make_shared<IntegerType<std::int16_t>>("smallint");
                            }};
const Family int4_family = {"int4", "integer", 0, [](Modifiers, Fault*) -> TypePtr {
                              return std::make_shared<IntegerType<std::int32_t>>("integer");
                            }};
const Family int8_family = {"int8", "bigint", 0, [](Modifiers, Fault*) -> TypePtr {
                              return std::make_shared<IntegerType<std::int64_t>>("bigint");
                            }};

}  // namespace surerow
