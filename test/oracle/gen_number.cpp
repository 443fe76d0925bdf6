// Numbers: integers around every boundary, decimals around every rounding and limit, floats of random bits
// and around the ends of their range, in each notation some PostgreSQL version reads.
#include <fmt/format.h>

#include <bit>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string sign(Rng& rng) { return std::string(rng.pick({"", "", "", "-", "-", "+"})); }

/// A small step away from a power of two or ten, so that both sides of every limit are met.
std::string near_power(Rng& rng) {
  const auto step = rng.between(-2, 2);
  const auto power = rng.chance(70)
                         ? rng.pick({"32768", "65536", "2147483648", "4294967296", "9223372036854775808",
                                     "18446744073709551616", "214748364", "922337203685477580"})
                         : std::string_view();
  if (power.empty()) return "1" + std::string(rng.below(22), '0');
  std::string digits(power);
  digits.back() = static_cast<char>(digits.back() + step);
  if (digits.back() > '9') digits.back() = '9';
  if (rng.chance(15)) digits += rng.digits(1);
  return digits;
}

std::string with_underscores(Rng& rng, std::string digits) {
  for (std::size_t i = digits.size(); i > 1; --i)
    if (rng.chance(20)) digits.insert(i - 1, "_");
  return digits;
}

std::string based(Rng& rng) {
  switch (rng.below(3)) {
    case 0:
      return std::string(rng.pick({"0x", "0X"})) + rng.digits(1 + rng.below(18), "0123456789abcdefABCDEF");
    case 1: return std::string(rng.pick({"0o", "0O"})) + rng.digits(1 + rng.below(24), "01234567");
    default: return std::string(rng.pick({"0b", "0B"})) + rng.digits(1 + rng.below(66), "01");
  }
}

std::string based_limit(Rng& rng) {
  return std::string(
      rng.pick({"0x7fff", "0x8000", "0x8001", "0x7fffffff", "0x80000000", "0x80000001", "0x7fffffffffffffff",
                "0x8000000000000000", "0x8000000000000001", "0o77777", "0o100000", "0o17777777777",
                "0o20000000000", "0b111111111111111", "0b1000000000000000", "0x_7fff", "0x", "0b_", "0o_7"}));
}

std::string integer(Rng& rng) {
  std::string digits;
  switch (rng.below(6)) {
    case 0: digits = based(rng); break;
    case 1: digits = based_limit(rng); break;
    case 2: digits = near_power(rng); break;
    case 3: digits = std::string(rng.below(30), '0') + rng.digits(1 + rng.below(8)); break;
    default: digits = rng.digits(1 + rng.below(21));
  }
  if (rng.chance(15)) digits = with_underscores(rng, digits);
  return sign(rng) + digits;
}

std::string exponent(Rng& rng) {
  const auto size = rng.below(10) < 7
                        ? rng.between(-25, 25)
                        : rng.between(0, 3) * 131072 - rng.between(0, 1) * 16383 + rng.between(-6, 6);
  const char* const far = rng.chance(3) ? "00000" : "";
  return fmt::format("{}{}{}{}", rng.pick({"e", "E"}), size >= 0 ? rng.pick({"", "+"}) : "", size, far);
}

/// Fractions that end in 5, in nines, in zeros: where rounding to a scale turns over.
std::string turning_fraction(Rng& rng) {
  return std::string(rng.below(6), rng.pick_char("0459")) +
         std::string(rng.pick({"5", "4", "49", "50", "51", "95"})) +
         std::string(rng.below(4), rng.pick_char("09"));
}

std::string decimal(Rng& rng) {
  if (rng.chance(4))
    return std::string(rng.pick({"NaN", "nan", "-NaN", "+nan", "Infinity", "-infinity", "+Infinity", "inf",
                                 "-INF", "+inf", "infinit", "Infinity1"}));
  if (rng.chance(8)) return integer(rng);
  std::string text = sign(rng);
  const std::size_t whole = rng.below(3000) == 0 ? 131060 + rng.below(20) : rng.below(14);
  text += rng.chance(30) ? std::string(whole, rng.pick_char("09")) : rng.digits(whole);
  if (rng.chance(75)) {
    text += '.';
    text += rng.chance(50) ? turning_fraction(rng)
                           : rng.digits(rng.below(3000) == 0 ? 16380 + rng.below(8) : rng.below(14));
  }
  if (rng.chance(25)) text += exponent(rng);
  if (rng.chance(6)) text = with_underscores(rng, text);
  return text;
}

std::string hex_float(Rng& rng) {
  constexpr std::string_view hex = "0123456789abcdefABCDEF";
  std::string text = std::string(rng.pick({"0x", "0X"})) + rng.digits(rng.below(16), hex);
  if (rng.chance(60)) text += '.' + rng.digits(rng.below(20), hex);
  if (rng.chance(70)) {
    const auto size = rng.chance(50)                ? rng.between(-40, 40)
                      : rng.pick({"a", "b"}) == "a" ? rng.between(-1100, -1000)
                                                    : rng.between(-160, 1100);
    text += fmt::format("{}{}{}", rng.pick({"p", "P"}), size >= 0 ? rng.pick({"", "+"}) : "", size);
  }
  return text;
}

std::string edge_of_floats(Rng& rng) {
  const auto text = rng.pick({"1.7976931348623157e308",
                              "1.7976931348623158e308",
                              "1.7976931348623159e308",
                              "4.9406564584124654e-324",
                              "2.4703282292062328e-324",
                              "2.4703282292062327e-324",
                              "2.2250738585072011e-308",
                              "2.2250738585072014e-308",
                              "3.4028235e38",
                              "3.4028236e38",
                              "3.4028235677973366e38",
                              "3.4028235677973365e38",
                              "1.4e-45",
                              "7.0064923216240854e-46",
                              "7.0064923216240853e-46",
                              "1.17549435e-38",
                              "1.1754942e-38",
                              "1e23",
                              "9007199254740993",
                              "16777217",
                              "1e400",
                              "1e-400",
                              "0e-999999",
                              "1e-325",
                              "8.5e37",
                              "0.1",
                              "1e15",
                              "1e16",
                              "123456789012345",
                              "1234567890123456",
                              "999999.9",
                              "9999995",
                              "0.0001",
                              "0.00001"});
  return std::string(text);
}

std::string floating(Rng& rng) {
  switch (rng.below(12)) {
    case 0: return sign(rng) + hex_float(rng);
    case 1: return sign(rng) + edge_of_floats(rng);
    case 2:
      return sign(rng) + std::string(rng.pick({"inf", "INFINITY", "Infinity", "nan", "NaN", "nan()",
                                               "nan(ab_1)", "nan(a", "nan(-)", "infi"}));
    case 3: return fmt::format("{:.{}e}", std::bit_cast<double>(rng.next()), rng.below(25));
    case 4:
      return fmt::format("{:.{}e}", std::bit_cast<float>(static_cast<std::uint32_t>(rng.next())),
                         rng.below(12));
    case 5: return fmt::format("{}", std::bit_cast<float>(static_cast<std::uint32_t>(rng.next())));
    case 6: return fmt::format("{:.17g}", static_cast<double>(rng.between(-99999999, 99999999)) / 1000.0);
    case 7: return fmt::format("{}e{}", rng.digits(1 + rng.below(800)), rng.between(-1150, 20));
    case 8: return decimal(rng);
    default: return fmt::format("{}", std::bit_cast<double>(rng.next()));
  }
}

const Grammar integers{{"smallint", "integer", "bigint"}, integer};
const Grammar numerics{
    {"numeric", "numeric(5,2)", "numeric(12,2)", "numeric(10)", "numeric(3,-2)", "numeric(3,5)",
     "numeric(2,2)", "numeric(1000,500)", "numeric(38,10)", "numeric(1,-1000)", "numeric(1,1000)"},
    decimal};
const Grammar floats{{"real", "double precision"}, floating};

}  // namespace
}  // namespace surerow::oracle
