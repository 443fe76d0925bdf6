// Ranges and multiranges: every bracket, bounds left out, quoted and escaped, `empty`, bounds near the limits
// of the subtypes, and lists of ranges that touch, overlap and repeat.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

using Bound = std::string (*)(Rng&);

std::string blanks(Rng& rng, unsigned percent) {
  std::string out;
  while (rng.chance(percent)) out += rng.pick_char(" \t\n\v\f\r");
  return out;
}

std::string bound(Rng& rng, Bound make) {
  if (rng.chance(15)) return std::string(rng.pick({"", "", "", "", "\"\"", " "}));
  std::string text = make(rng);
  if (rng.chance(25)) text = "\"" + text + std::string(rng.pick({"\"", "\"", "\"", "\"", "\"\"", ""}));
  if (rng.chance(5)) text.insert(rng.below(text.size() + 1), rng.pick({"\\", "\"", "\"\"", "\\ ", "\\)"}));
  return blanks(rng, 4) + text + blanks(rng, 4);
}

std::string range(Rng& rng, Bound make) {
  if (rng.chance(6)) return std::string(rng.pick({"empty", "EMPTY", " Empty ", "emptyx", "empt", "empty,"}));
  std::string out = bound(rng, make) + "," + bound(rng, make);
  if (rng.chance(2)) out += rng.pick({",", ",1", "]", ")"});
  const std::string open(rng.pick({"[", "[", "[", "(", "(", "{", ""}));
  return blanks(rng, 3) + open + out + std::string(rng.pick({"]", "]", ")", ")", ")", "}", ""})) +
         blanks(rng, 3);
}

std::string good_range(Rng& rng, Bound make) {
  if (rng.chance(5)) return "empty";
  const std::string low = rng.chance(8) ? "" : make(rng);
  const std::string high = rng.chance(8) ? "" : make(rng);
  return std::string(rng.pick({"[", "("})) + low + "," + high + std::string(rng.pick({"]", ")"}));
}

std::string multirange(Rng& rng, Bound make) {
  std::string out = blanks(rng, 4) + std::string(rng.chance(98) ? "{" : "");
  const std::size_t count = rng.chance(80) ? rng.below(7) : rng.below(20);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += rng.chance(98) ? "," : "";
    out += rng.chance(95) ? good_range(rng, make) : range(rng, make);
    out += blanks(rng, 4);
  }
  return out + std::string(rng.chance(98) ? "}" : rng.pick({"", ",}", "}}", "}x"})) + blanks(rng, 4);
}

// Small numbers for multiranges, so that ranges meet; limits now and then.
std::string integer(Rng& rng) {
  if (rng.chance(92)) return std::to_string(rng.between(-3, 12));
  return std::string(rng.pick({"2147483647", "2147483646", "-2147483648", "2147483648", "9223372036854775807",
                               "-9223372036854775808", "x", "1.0", "0x10", "1_0"}));
}
std::string decimal(Rng& rng) {
  if (rng.chance(10))
    return std::string(
        rng.pick({"NaN", "infinity", "-Infinity", "1e3", "-0", "0.000", "1e-3", "x", "1e131071"}));
  return std::to_string(rng.between(-11, 11)) +
         std::string(rng.pick({"", "", ".5", ".50", ".0", ".05", ".500000001"}));
}
std::string date(Rng& rng) {
  if (rng.chance(12))
    return std::string(rng.pick({"infinity", "-infinity", "epoch", "5874897-12-31", "5874897-12-30",
                                 "4714-11-24 BC", "1999-02-29", "x", "Jan 2 2020"}));
  return "2020-01-0" + std::to_string(rng.between(1, 9));
}
std::string moment(Rng& rng) {
  if (rng.chance(10))
    return std::string(
        rng.pick({"infinity", "-infinity", "294276-12-31 23:59:59.999999", "294277-01-01", "x", "epoch"}));
  return "2020-01-0" + std::to_string(rng.between(1, 5)) +
         std::string(rng.pick({"", " 12:00", " 12:00:00.5", " 10:00+02", " 08:00Z"}));
}

template <Bound make>
std::string mostly_good_range(Rng& rng) {
  return rng.chance(40) ? range(rng, make) : good_range(rng, make);
}
template <Bound make>
std::string list(Rng& rng) {
  return multirange(rng, make);
}

const Grammar integers{{"int4range", "int8range"}, mostly_good_range<integer>};
const Grammar decimals{{"numrange"}, mostly_good_range<decimal>};
const Grammar dates{{"daterange"}, mostly_good_range<date>};
const Grammar moments{{"tsrange", "tstzrange"}, mostly_good_range<moment>};
const Grammar lists_of_integers{{"int4multirange", "int8multirange"}, list<integer>};
const Grammar lists_of_decimals{{"nummultirange"}, list<decimal>};
const Grammar lists_of_dates{{"datemultirange"}, list<date>};
const Grammar lists_of_moments{{"tsmultirange", "tstzmultirange"}, list<moment>};

}  // namespace
}  // namespace surerow::oracle
