// What a SQLite column's affinity makes of a value (datatype3.html, 3), decided before it is stored, so that
// nothing changes silently: the value comes out in the storage class the column will hold, or is refused.
#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <optional>

#include "common/types/scan.h"
#include "common/types/type.h"

namespace surerow {
namespace {

constexpr std::size_t exact_digits = 15;  // DBL_DIG: so many decimal digits survive a double
constexpr double int64_limit = 9223372036854775808.0;

// SQLite's notion of a text that is a number: blanks around, a sign, digits with a point, an exponent.
struct Number {
  std::string_view text;  // without blanks and without '+'
  bool integer = false;   // neither point nor exponent
};
std::optional<Number> number_in(std::string_view text) {
  text = scan::trim(text);
  std::size_t at = text.starts_with('-') ? 1 : 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto digits = [&] {
    const std::size_t from = at;
    while (at < text.size() && scan::is_digit(text[at])) ++at;
    return at - from;
  };
  Number number{text, true};
  std::size_t count = digits();
  if (at < text.size() && text[at] == '.') {
    number.integer = false;
    ++at;
    count += digits();
  }
  if (count == 0) return std::nullopt;
  if (at < text.size() && scan::lower(text[at]) == 'e') {
    number.integer = false;
    ++at;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (digits() == 0) return std::nullopt;
  }
  if (at != text.size()) return std::nullopt;
  return number;
}

std::optional<std::int64_t> int64_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> double_of(std::string_view text) {
  double value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

// A real in a column of this affinity: NUMERIC and INTEGER keep a whole number as an integer.
Value real_in(double value, Affinity affinity) {
  const bool whole = std::fabs(value) < int64_limit && value == std::trunc(value);
  if (affinity != Affinity::real && whole) return Value::integer(static_cast<std::int64_t>(value));
  return Value::real(value + 0.0);  // a REAL column holds no negative zero
}

std::optional<Value> integer_in(std::int64_t value, Affinity affinity) {
  if (affinity != Affinity::real) return Value::integer(value);
  const auto real = static_cast<double>(value);
  if (real >= int64_limit || static_cast<std::int64_t>(real) != value) return std::nullopt;
  return Value::real(real);
}

// A numeric's canonical text: an integer where it is one, a real where 15 digits suffice.
std::optional<Value> numeric_in(std::string_view text, Affinity affinity) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text;
  if (const std::size_t point = digits.find('.'); point != digits.npos) {
    digits = digits.substr(0, digits.find_last_not_of('0') + 1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
  }
  if (const auto integer = int64_of(digits)) return integer_in(*integer, affinity);
  std::size_t first = negative ? 1 : 0;
  while (first < digits.size() && (digits[first] == '0' || digits[first] == '.')) ++first;
  std::string_view significant = digits.substr(first);
  const bool fraction = digits.find('.') != digits.npos;
  if (!fraction) significant = significant.substr(0, significant.find_last_not_of('0') + 1);
  const std::size_t point = significant.find('.') != significant.npos ? 1 : 0;
  if (significant.size() - point > exact_digits) return std::nullopt;
  const auto real = double_of(digits);
  if (!real || !std::isnormal(*real)) return std::nullopt;
  return real_in(*real, affinity);
}

// Any other text that SQLite takes for a number survives when the type reads it back as it was.
std::optional<Value> text_in(const Type& type, const Number& number, Affinity affinity, const Value& value,
                             const Reading& cx) {
  std::optional<Value> held;
  if (number.integer)
    if (const auto integer = int64_of(number.text)) held = integer_in(*integer, affinity);
  if (!held) {
    const auto real = double_of(number.text);
    if (!real) return std::nullopt;
    held = real_in(*real, affinity);
  }
  Value back;
  if (!type.from_stored(*held, cx, back, nullptr)) return std::nullopt;
  std::string before;
  std::string after;
  type.print(value, cx.settings, before);
  type.print(back, cx.settings, after);
  if (before != after) return std::nullopt;
  return held;
}

const char* name_of(Affinity affinity) {
  switch (affinity) {
    case Affinity::blob: return "BLOB";
    case Affinity::text: return "TEXT";
    case Affinity::numeric: return "NUMERIC";
    case Affinity::integer: return "INTEGER";
    case Affinity::real: return "REAL";
  }
  return "";
}

bool refuse_change(const Type& type, Affinity affinity, const Value& value, const Reading& cx, Fault* why) {
  if (why == nullptr) return false;
  std::string text;
  type.print(value, cx.settings, text);
  why->code = Code::numeric_out_of_range;
  why->message = fmt::format("{} {} would change when SQLite stores it", type.name(), shown(text));
  why->detail =
      fmt::format("A column of {} affinity holds numbers, as integers of 64 bits or as doubles of 15 digits.",
                  name_of(affinity));
  why->hint = "Declare the column TEXT to keep the value as it is.";
  return false;
}

Value as_text(const Type& type, const Value& value, const Value& plain, const Reading& cx) {
  std::string text;
  if (plain.kind() == Value::Kind::integer)
    text = fmt::format("{}", plain.integer());
  else
    type.print(value, cx.settings, text);
  return Value::text(keep(cx.arena, text));
}

}  // namespace

bool stored_form(const Type& type, Affinity affinity, const Value& value, const Reading& cx, Value& out,
                 Fault* why) {
  const Value plain = value.is_null() ? value : type.to_stored(value, cx);
  const Value::Kind kind = plain.kind();
  const bool is_number = kind == Value::Kind::integer || kind == Value::Kind::real;
  std::optional<Value> held = plain;
  if (affinity == Affinity::text) {
    if (is_number) held = as_text(type, value, plain, cx);
  } else if (kind == Value::Kind::real && std::isnan(plain.real())) {
    held = std::nullopt;
  } else if (affinity != Affinity::blob) {
    if (kind == Value::Kind::integer) held = integer_in(plain.integer(), affinity);
    if (kind == Value::Kind::real) held = real_in(plain.real(), affinity);
    if (kind == Value::Kind::text) {
      if (const auto number = number_in(plain.text()))
        held = type.name().starts_with("numeric") ? numeric_in(plain.text(), affinity)
                                                  : text_in(type, *number, affinity, value, cx);
    }
  }
  if (!held) return refuse_change(type, affinity, value, cx, why);
  out = *held;
  return true;
}

}  // namespace surerow
