// Geometric types: numbers of every kind, pairs with and without parentheses, lists of pairs in the brackets
// of every type and of none.
#include <fmt/format.h>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string blank(Rng& rng) { return rng.chance(88) ? "" : rng.digits(1 + rng.below(2), " \t\n\v\f\r"); }

std::string special_number(Rng& rng) {
  return std::string(rng.pick({"Infinity",
                               "-inf",
                               "+INFINITY",
                               "nan",
                               "-NaN",
                               "NaN(12_a)",
                               "nan(",
                               "0x1p3",
                               "-0X.8p-2",
                               "0x",
                               "0x1.",
                               "1e308",
                               "1.7976931348623157e308",
                               "1.7976931348623159e308",
                               "1e400",
                               "-1e400",
                               "1e-400",
                               "5e-324",
                               "2e-324",
                               "1e-310",
                               "-0",
                               "0.0000001",
                               "0.000001",
                               "0.0000011",
                               "-0.0000009",
                               "1e",
                               "1e+",
                               ".",
                               "-",
                               "+",
                               "1.2.3",
                               "--1",
                               "infinit",
                               "1_0",
                               "1e-300",
                               "9.999999999999999e22",
                               "1e15",
                               "123456789012345678",
                               "00.50",
                               ".5",
                               "5.",
                               "+.5e1"}));
}

std::string number(Rng& rng) {
  if (rng.chance(12)) return special_number(rng);
  if (rng.chance(45)) return std::to_string(rng.between(-3, 3));
  std::string out(rng.chance(30) ? "-" : rng.chance(5) ? "+" : "");
  out += rng.digits(1 + rng.below(4));
  if (rng.chance(40)) out += "." + rng.digits(rng.below(7));
  if (rng.chance(10)) out += fmt::format("e{}", rng.between(-20, 20));
  return out;
}

std::string spaced(Rng& rng, std::string_view text) { return blank(rng) + std::string(text) + blank(rng); }

std::string pair(Rng& rng) {
  const std::string inside =
      spaced(rng, number(rng)) + std::string(rng.chance(97) ? "," : "") + spaced(rng, number(rng));
  if (rng.chance(25)) return inside;
  return blank(rng) + std::string(rng.chance(98) ? "(" : "") + inside +
         std::string(rng.chance(98) ? ")" : "") + blank(rng);
}

std::string list(Rng& rng, std::size_t count) {
  const std::string_view comma = rng.chance(97) ? "," : rng.pick({"", " ", ",,", ";"});
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += (i == 0 ? "" : std::string(comma)) + pair(rng);
  if (rng.chance(3)) out += ',';
  return out;
}

std::string enclosed(Rng& rng, const std::string& inside) {
  switch (rng.below(12)) {
    case 0:
    case 1:
    case 2: return inside;
    case 3:
    case 4:
    case 5: return blank(rng) + "[" + inside + "]" + blank(rng);
    case 6: return "[" + inside + ")";
    case 7: return "((" + inside + "))";
    case 8: return "(" + inside + std::string(rng.pick({"", "]", "))", ")x", "}"}));
    default: return blank(rng) + "(" + inside + ")" + blank(rng);
  }
}

std::string points(Rng& rng) { return enclosed(rng, list(rng, 1 + rng.below(5))); }

std::string two_points(Rng& rng) { return enclosed(rng, list(rng, rng.chance(95) ? 2 : rng.below(4))); }

std::string close_points(Rng& rng) {
  const std::string_view x = rng.pick({"0", "1", "nan", "inf", "-inf", "1e300", "1e-300", "1e308", "5"});
  const std::string_view nearby =
      rng.pick({"0", "0.000001", "1.000001", "nan", "inf", "1.0000009", "-1e308"});
  return fmt::format("[({},{}),({},{})]", x, number(rng), rng.chance(50) ? x : nearby, number(rng));
}

std::string equation(Rng& rng) {
  if (rng.chance(15)) return close_points(rng);
  if (rng.chance(50)) return two_points(rng);
  return blank(rng) + "{" + spaced(rng, number(rng)) + "," + spaced(rng, number(rng)) +
         std::string(rng.pick({",", ",", ",", ",", ""})) + spaced(rng, number(rng)) +
         std::string(rng.pick({"}", "}", "}", "}", "", "}}", "]"})) + blank(rng);
}

std::string circle(Rng& rng) {
  const std::string inside =
      pair(rng) + std::string(rng.pick({",", ",", ",", ",", "", " "})) + spaced(rng, number(rng));
  switch (rng.below(8)) {
    case 0: return inside;
    case 1: return "(" + inside + ")";
    case 2: return "<" + inside + ")";
    case 3: return "(" + inside + ">";
    case 4: return "( " + inside + std::string(rng.pick({"", "))", ")x", "]"}));
    default: return blank(rng) + "<" + inside + ">" + blank(rng);
  }
}

const Grammar single{{"point"}, [](Rng& rng) { return rng.chance(95) ? pair(rng) : points(rng); }};
const Grammar doubles{{"lseg", "box"}, two_points};
const Grammar lines{{"line"}, equation};
const Grammar many{{"path", "polygon"}, points};
const Grammar circles{{"circle"}, circle};

}  // namespace
}  // namespace surerow::oracle
