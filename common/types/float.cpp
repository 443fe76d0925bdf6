// real and double precision. Texts are those glibc's strtod and strtof read (PostgreSQL calls them): decimal
// and hexadecimal numbers, Infinity and NaN in any case, blanks around. A text is rounded once, to the width
// of the type; one that overflows, or that underflows to zero, is refused with 22003, denormals are not.
// Values are Value::Kind::real; a float is held as the double it equals. The locale is never asked.
#include <cmath>
#include <limits>

#include "common/types/families.h"
#include "common/types/float_scan.h"
#include "common/types/float_text.h"
#include "common/types/scan.h"

namespace surerow {
namespace {

template <class Float>
class FloatType final : public Type {
 public:
  using Type::Type;

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p < end && scan::is_space(*p)) ++p;
    const char* const start = p;
    const ScannedFloat<Float> number = scan_float<Float>(p, end);
    if (number.end && !number.in_range) {  // comes before a complaint about what follows the number
      if (why) *why = range_words(text, {start, static_cast<std::size_t>(number.end - start)}, cx.settings);
      return false;
    }
    const char* rest = number.end ? number.end : p;
    while (rest < end && scan::is_space(*rest)) ++rest;
    if (!number.end || rest != end) {
      if (why) *why = faults::invalid_input(name(), text, static_cast<std::size_t>(rest - text.data()));
      return false;
    }
    out = Value::real(canonical(number.value));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    if constexpr (is_float)
      append_float(static_cast<float>(value.real()), out);
    else
      append_double(value.real(), out);
  }

  void print_json(const Value& value, const Settings& settings, std::string& out) const override {
    const char* const quote = std::isfinite(value.real()) ? "" : "\"";
    out += quote;
    print(value, settings, out);
    out += quote;
  }

  std::string accepts() const override {
    return is_float
               ? "A number of about 6 digits from 1e-45 to 3.4e+38 or 0, with a sign, Infinity or NaN."
               : "A number of about 15 digits from 5e-324 to 1.8e+308 or 0, with a sign, Infinity or NaN.";
  }

  Value to_stored(const Value& value, const Reading&) const override { return value; }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    switch (stored.kind()) {
      case Value::Kind::integer: return take(static_cast<double>(stored.integer()), out, why);
      case Value::Kind::real: return take(stored.real(), out, why);
      case Value::Kind::text: return read_canonical_text(stored.text(), cx, out, "a number", why);
      default: return Type::from_stored(stored, cx, out, why);
    }
  }

 private:
  static constexpr bool is_float = std::is_same_v<Float, float>;

  /// One image for every NaN: its sign and payload are never printed.
  static double canonical(Float value) {
    return std::isnan(value) ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(value);
  }

  /// Up to 15 float4in showed the whole text, float8in and all later ones the number alone.
  Fault range_words(std::string_view text, std::string_view number, const Settings& settings) const {
    const std::string_view said = is_float && settings.server_version < 16 ? text : number;
    return {Code::numeric_out_of_range, shown(said) + " is out of range for type " + name(), {}, {}};
  }

  bool take(double stored, Value& out, Fault* why) const {
    const auto value = static_cast<Float>(stored);
    if (std::isinf(value) != std::isinf(stored) || (value == 0) != (stored == 0)) {
      if (!why) return false;
      std::string digits;
      append_double(stored, digits);
      *why = range_words(digits, digits, Settings{});
      return false;
    }
    out = Value::real(canonical(value));
    return true;
  }
};

}  // namespace

const Family float4_family = {"float4", "real", 0, [](Modifiers, Fault*) -> TypePtr {
                                return std::make_shared<FloatType<float>>("real");
                              }};
const Family float8_family = {"float8", "double precision", 0, [](Modifiers, Fault*) -> TypePtr {
                                return std::make_shared<FloatType<double>>("double precision");
                              }};

}  // namespace surerow
