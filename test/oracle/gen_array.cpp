// Arrays: bounds, braces of any depth, quotes, escapes, blanks and NULLs around elements of many types; the
// shapes are regular most of the time and ragged often enough.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

using Element = std::string (*)(Rng&);

std::string blanks(Rng& rng) {
  std::string out;
  while (rng.chance(6)) out += rng.pick_char(" \t\n\v\f\r");
  return out;
}

std::string quoted(Rng& rng, const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || rng.chance(3)) out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string escaped(Rng& rng, const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("{}\",;\\").find(c) != std::string_view::npos || rng.chance(3)) out += '\\';
    out += c;
  }
  return out;
}

std::string element(Rng& rng, Element make) {
  if (rng.chance(8)) return std::string(rng.pick({"NULL", "null", "Null", "\"NULL\"", "\\null", "nul"}));
  if (rng.chance(2))
    return std::string(rng.pick({"", "\"\"", "\"a\"b", "a\"b\"", "\\", "{", "}", "a{", "\" "}));
  const std::string text = make(rng);
  if (rng.chance(45)) return quoted(rng, text);
  return rng.chance(50) ? escaped(rng, text) : text;
}

// Depth and sizes are the same all over, or drawn anew for a sub-array now and then.
std::string braces(Rng& rng, Element make, char delimiter, std::size_t depth, std::size_t size) {
  std::string out = blanks(rng) + "{";
  if (rng.chance(2)) size = rng.below(4);
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0) out += delimiter;
    std::size_t inner = depth - 1;
    if (rng.chance(3)) inner = rng.below(3);
    out += blanks(rng);
    out += inner == 0 ? element(rng, make) : braces(rng, make, delimiter, inner, size);
    out += blanks(rng);
  }
  if (rng.chance(1)) out += delimiter;
  return out + "}" + blanks(rng);
}

std::string bound(Rng& rng) {
  if (rng.chance(85)) return std::to_string(rng.between(-2, 4));
  return std::string(
      rng.pick({"+1", "-0", "00", "--1", "1-1", "", " 1", "2147483647", "2147483646", "-2147483648",
                "2147483648", "-2147483649", "4294967296", "99999999999999999999", "x", "1.0"}));
}

std::string prefix(Rng& rng, std::size_t depth, std::size_t size) {
  std::string out;
  for (std::size_t i = rng.chance(90) ? depth : rng.below(8); i > 0; --i) {
    const std::int64_t low = rng.between(-2, 3);
    out += blanks(rng);
    if (rng.chance(70)) {
      const std::int64_t high = low + static_cast<std::int64_t>(size) - 1;
      out += "[" + std::to_string(low) + ":" + std::to_string(high) + "]";
    } else if (rng.chance(50)) {
      out += "[" + std::to_string(size) + "]";
    } else {
      out += "[" + bound(rng) + ":" + bound(rng) + std::string(rng.pick({"]", "]", "]", "", " ]", "}"}));
    }
  }
  return out + blanks(rng) + std::string(rng.pick({"=", "=", "=", "=", "=", "=", "=", "", "= ", "=="}));
}

std::string array(Rng& rng, Element make, char delimiter = ',') {
  std::size_t depth = 1;
  while (depth < 7 && rng.chance(depth == 1 ? 30 : 20)) ++depth;
  const std::size_t size = depth > 3 ? rng.below(3) : rng.below(5);
  const std::string front = rng.chance(20) ? prefix(rng, depth, size) : "";
  return front + braces(rng, make, delimiter, depth, size);
}

// Little ragged texts: braces and commas at random, now and then an element. Up to 16 some were let through.
std::string ragged(Rng& rng) {
  std::string out = "{";
  for (std::size_t i = rng.below(16); i > 0; --i) {
    out += rng.pick({"{", "}", ",", "{1", "1}", "},{", "1", "},{{", "}},{"});
  }
  return out + std::string(rng.below(4), '}');
}

std::string integer(Rng& rng) {
  return rng.chance(95) ? std::to_string(rng.between(-99, 99))
                        : std::string(rng.pick({"2147483648", "x", "1.0", "0x1f", "1_0", "- 1"}));
}
std::string word(Rng& rng) {
  std::string out;
  for (std::size_t i = rng.below(5); i > 0; --i)
    out += rng.pick({"a", "b", " ", "ä", "€", "'", "\\", "\"", "{", "}", ",", ";", "\t", "\n", "1"});
  return out;
}
std::string decimal(Rng& rng) {
  return std::to_string(rng.between(-1200, 1200)) +
         std::string(rng.pick({"", ".5", ".005", ".995", "e1", "."}));
}
std::string point(Rng& rng) {
  return std::to_string(rng.between(-3, 3)) + "," + std::to_string(rng.between(-3, 3));
}
std::string box(Rng& rng) { return "(" + point(rng) + "),(" + point(rng) + ")"; }
std::string json(Rng& rng) {
  return std::string(rng.pick(
      {"1", "{}", "[]", "{\"a\": 1}", "\"x\"", "null", "[1, {\"b\": [2]}]", "{", "1.50", "\"\\u00e9\""}));
}
std::string date(Rng& rng) {
  if (rng.chance(10)) return std::string(rng.pick({"infinity", "epoch", "1999-13-01", "Jan 8, 1999", "x"}));
  return std::to_string(rng.between(1990, 2030)) + "-0" + std::to_string(rng.between(1, 9)) + "-1" +
         std::to_string(rng.between(0, 9));
}
std::string moment(Rng& rng) {
  return date(rng) + " 1" + std::to_string(rng.between(0, 9)) + ":30" +
         std::string(rng.pick({"", ":15", ":59.5", "+02", " PST"}));
}
std::string truth(Rng& rng) { return std::string(rng.pick({"t", "f", "true", "no", "on", "1", "o", "x"})); }
std::string real(Rng& rng) {
  return std::string(
      rng.pick({"1", "1.5", "-0", "1e300", "1e400", "nan", "Infinity", "1e23", "0.1", "x", "1e-5"}));
}
std::string range(Rng& rng) {
  return std::string(rng.pick({"[", "("})) + integer(rng) + "," + std::to_string(rng.between(0, 200)) +
         std::string(rng.pick({"]", ")"}));
}

std::string integers(Rng& rng) { return rng.chance(15) ? ragged(rng) : array(rng, integer); }

const Grammar of_integers{{"int4[]", "int2[]", "bigint[]"}, integers};
const Grammar of_texts{{"text[]", "varchar(3)[]", "char(2)[]", "bytea[]", "name[]"},
                       [](Rng& rng) { return array(rng, word); }};
const Grammar of_decimals{{"numeric(5,2)[]", "numeric[]"}, [](Rng& rng) { return array(rng, decimal); }};
const Grammar of_boxes{{"box[]"}, [](Rng& rng) { return array(rng, box, ';'); }};
const Grammar of_jsons{{"json[]", "jsonb[]"}, [](Rng& rng) { return array(rng, json); }};
const Grammar of_dates{{"date[]"}, [](Rng& rng) { return array(rng, date); }};
const Grammar of_moments{{"timestamptz[]", "timestamp(0)[]"}, [](Rng& rng) { return array(rng, moment); }};
const Grammar of_truths{{"bool[]"}, [](Rng& rng) { return array(rng, truth); }};
const Grammar of_reals{{"float8[]"}, [](Rng& rng) { return array(rng, real); }};
const Grammar of_ranges{{"int4range[]"}, [](Rng& rng) { return array(rng, range); }};

}  // namespace
}  // namespace surerow::oracle
