// numeric and numeric(p,s). A value is its canonical text (Value::Kind::text), so that the scale and every
// digit survive; the arithmetic of reading stands in numeric_text.cpp. SQLite may hold an integer or a REAL
// where a column has numeric affinity: both are read back as the digits they print and get the scale again.
#include <fmt/format.h>

#include <charconv>

#include "common/types/families.h"
#include "common/types/float_text.h"
#include "common/types/numeric_text.h"

namespace surerow {
namespace {

class NumericType final : public Type {
 public:
  NumericType(std::string name, NumericModifier modifier) : Type(std::move(name)), modifier_(modifier) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::string_view canonical;
    std::size_t stopped = 0;
    const NumericVerdict verdict =
        read_numeric(text, modifier_, cx.settings.server_version >= 16, cx.arena, canonical, stopped);
    if (verdict == NumericVerdict::fits) {
      out = Value::text(canonical);
      return true;
    }
    if (why) *why = words(verdict, text, stopped);
    return false;
  }

  void print(const Value& value, const Settings&, std::string& out) const override { out += value.text(); }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    const char last = value.text().back();  // NaN and the infinities are no JSON numbers
    const char* const quote = last == 'N' || last == 'y' ? "\"" : "";
    out += quote;
    out += value.text();
    out += quote;
  }

  std::string accepts() const override {
    const auto [precision, scale] = modifier_;
    if (precision == 0)
      return "A number of at most 131072 digits before the point and 16383 after it, Infinity or NaN.";
    if (scale < 0)
      return fmt::format(
          "A number with at most {} digits before the point; it is rounded to a multiple of 10^{}.",
          precision - scale, -scale);
    const int before = precision - scale;
    const std::string tail = scale == 0 ? "digits after" : fmt::format("digits beyond {} after", scale);
    if (before > 0)
      return fmt::format("A number with at most {} digits before the point; {} it are rounded away.", before,
                         tail);
    const std::string most = before == 0 ? "1" : fmt::format("10^{}", before);
    return fmt::format("A number between -{0} and {0}; {1} the point are rounded away.", most, tail);
  }

  Value to_stored(const Value& value, const Reading&) const override { return value; }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    if (stored.kind() == Value::Kind::integer) {
      char digits[20];
      const char* const end = std::to_chars(digits, std::end(digits), stored.integer()).ptr;
      return read(keep(cx.arena, {digits, static_cast<std::size_t>(end - digits)}), cx, out, why);
    }
    if (stored.kind() == Value::Kind::real) {
      std::string digits;
      append_double(stored.real(), digits);
      return read(keep(cx.arena, digits), cx, out, why);
    }
    return Type::from_stored(stored, cx, out, why);
  }

 private:
  Fault words(NumericVerdict verdict, std::string_view text, std::size_t stopped) const {
    switch (verdict) {
      case NumericVerdict::malformed: return faults::invalid_input("numeric", text, stopped);
      case NumericVerdict::field_overflow: return field_overflow(bound());
      case NumericVerdict::field_infinite: return field_overflow("cannot hold an infinite value");
      default: return {Code::numeric_out_of_range, "value overflows numeric format", {}, {}};
    }
  }

  std::string bound() const {
    const int digits = modifier_.precision - modifier_.scale;
    return "must round to an absolute value less than " + (digits == 0 ? "1" : fmt::format("10^{}", digits));
  }

  Fault field_overflow(const std::string& rule) const {
    return {
        Code::numeric_out_of_range,
        "numeric field overflow",
        fmt::format("A field with precision {}, scale {} {}.", modifier_.precision, modifier_.scale, rule),
        {}};
  }

  NumericModifier modifier_;
};

TypePtr refuse_modifier(std::string message, Fault* why) {
  if (why) *why = {Code::invalid_parameter_value, std::move(message), {}, {}};
  return nullptr;
}

TypePtr make_numeric(Modifiers modifiers, Fault* why) {
  if (modifiers.empty()) return std::make_shared<NumericType>("numeric", NumericModifier{});
  if (modifiers.size() > 2) return refuse_modifier("invalid NUMERIC type modifier", why);
  const std::int64_t precision = modifiers[0];
  const std::int64_t scale = modifiers.size() > 1 ? modifiers[1] : 0;
  if (precision < 1 || precision > 1000)
    return refuse_modifier(fmt::format("NUMERIC precision {} must be between 1 and 1000", precision), why);
  if (scale < -1000 || scale > 1000)
    return refuse_modifier(fmt::format("NUMERIC scale {} must be between -1000 and 1000", scale), why);
  return std::make_shared<NumericType>(fmt::format("numeric({},{})", precision, scale),
                                       NumericModifier{static_cast<int>(precision), static_cast<int>(scale)});
}

}  // namespace

const Family numeric_family = {"numeric", "numeric", 2, make_numeric};

}  // namespace surerow
