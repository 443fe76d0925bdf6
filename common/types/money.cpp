// money as under lc_monetary C: dollars and cents, commas anywhere among the digits, a sign or parentheses.
// The value is the number of cents.
#include <fmt/format.h>

#include <limits>

#include "common/types/families.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

enum class Verdict { good, malformed, out_of_range };

// Reads off the front what money allows before its digits; says whether a minus or '(' was there.
bool take_front(std::string_view& text) {
  const auto blanks = [&] {
    while (!text.empty() && scan::is_space(text[0])) text.remove_prefix(1);
  };
  const auto take = [&](char c) {
    const bool there = text.starts_with(c);
    if (there) text.remove_prefix(1);
    blanks();
    return there;
  };
  blanks();
  take('$');
  const bool negative = take('-') || take('(');
  if (!negative) take('+');
  take('$');
  return negative;
}

// Digits with at most two after the point, one more to round by. Counts downwards: there is one more
// negative number than there are positive ones.
bool take_cents(std::string_view& text, std::int64_t& cents) {
  bool point = false;
  int decimals = 0;
  bool overflow = false;
  const auto times_ten_minus = [&](int digit) {
    overflow |= __builtin_mul_overflow(cents, std::int64_t{10}, &cents);
    overflow |= __builtin_sub_overflow(cents, std::int64_t{digit}, &cents);
  };
  for (; !text.empty(); text.remove_prefix(1)) {
    if (scan::is_digit(text[0]) && decimals < 2) {
      times_ten_minus(text[0] - '0');
      if (point) ++decimals;
    } else if (text[0] == '.' && !point) {
      point = true;
    } else if (text[0] != ',') {
      break;
    }
  }
  const bool round = !text.empty() && scan::is_digit(text[0]) && text[0] >= '5';
  for (; decimals < 2; ++decimals) times_ten_minus(0);
  if (round) overflow |= __builtin_sub_overflow(cents, std::int64_t{1}, &cents);
  return !overflow;
}

Verdict read_money(std::string_view text, std::int64_t& cents) {
  bool negative = take_front(text);
  cents = 0;
  if (!take_cents(text, cents)) return Verdict::out_of_range;
  while (!text.empty() && scan::is_digit(text[0])) text.remove_prefix(1);
  for (const char c : text) {
    if (c == '-') negative = true;
    if (!scan::is_space(c) && std::string_view(")-+$").find(c) == std::string_view::npos)
      return Verdict::malformed;
  }
  if (negative) return Verdict::good;
  if (cents == std::numeric_limits<std::int64_t>::min()) return Verdict::out_of_range;
  cents = -cents;
  return Verdict::good;
}

class Money final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading&, Value& out, Fault* why) const override {
    std::int64_t cents = 0;
    const Verdict verdict = read_money(text, cents);
    if (verdict == Verdict::good) {
      out = Value::integer(cents);
      return true;
    }
    if (why != nullptr) {
      *why = verdict == Verdict::malformed ? faults::invalid_input("money", text)
                                           : faults::out_of_range(text, "money");
    }
    return false;
  }

  std::string accepts() const override {
    return "An amount from -92233720368547758.08 to 92233720368547758.07, as in $1,234.50.";
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    const bool negative = value.integer() < 0;
    const auto bits = static_cast<std::uint64_t>(value.integer());
    const std::uint64_t cents = negative ? 0 - bits : bits;
    std::string dollars = std::to_string(cents / 100);
    for (std::size_t at = dollars.size(); at > 3; at -= 3) dollars.insert(at - 3, 1, ',');
    fmt::format_to(std::back_inserter(out), "{}${}.{:02}", negative ? "-" : "", dollars, cents % 100);
  }
};

}  // namespace

const Family money_family{"money", "money", 0,
                          [](Modifiers, Fault*) -> TypePtr { return std::make_shared<Money>("money"); }};

}  // namespace surerow
