// name, "char" and the bit strings: texts around 63 bytes, octal escapes, lengths around the modifier.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string name(Rng& rng) {
  std::string out;
  const std::size_t size = rng.chance(60) ? 55 + rng.below(15) : rng.below(80);
  while (out.size() < size) out += rng.chance(70) ? "a" : rng.pick({"ä", "€", "😀", " ", "\t"});
  return out;
}

std::string one_byte(Rng& rng) {
  return std::string(rng.pick({"", "a", "ab", "ä", "€", "😀", "\\", "\\x", " ", "\t"})) +
         (rng.chance(60) ? "\\" + rng.digits(3, "01234567") : "");
}

std::string bits(Rng& rng) {
  const bool hex = rng.chance(35);
  std::string out(hex ? rng.pick({"x", "X"}) : rng.pick({"", "", "b", "B"}));
  const std::string_view digits = hex ? "0123456789abcdefABCDEF" : "01";
  out += rng.digits(rng.chance(60) ? 3 + rng.below(3) : rng.below(20), digits);
  if (rng.chance(8)) out += rng.pick({"2", "g", " ", "ä", "'", "\xc2\xa0"});
  return out;
}

const Grammar names{{"name"}, name};
const Grammar bytes{{"\"char\""}, one_byte};
const Grammar strings{{"bit", "bit(4)", "bit(5)", "bit(16)", "varbit", "varbit(4)", "varbit(16)"}, bits};

}  // namespace
}  // namespace surerow::oracle
