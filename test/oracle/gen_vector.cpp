// int2vector and oidvector: numbers with blanks between, about their limits and in every base.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string number(Rng& rng) {
  std::string out(rng.pick({"", "", "", "", "-", "+"}));
  if (rng.chance(75)) return out + rng.digits(1 + rng.below(4));
  out += rng.pick({"32767",
                   "32768",
                   "-32768",
                   "32769",
                   "65536",
                   "4294967295",
                   "4294967296",
                   "2147483648",
                   "2147483649",
                   "18446744073709551615",
                   "18446744073709551616",
                   "18446744071562067968",
                   "0x10",
                   "0xffffffff",
                   "0x",
                   "010",
                   "08",
                   "0b1",
                   "0o7",
                   "1_0",
                   "00000000000000000000001",
                   "a",
                   "1a",
                   "99999999999999999999999"});
  return out;
}

std::string list(Rng& rng) {
  std::string out(rng.chance(10) ? rng.pick({" ", "\t", "\n "}) : "");
  const std::size_t count = rng.chance(97) ? rng.below(6) : 95 + rng.below(20);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += rng.chance(90) ? " " : rng.pick({"  ", "\t", " \n", "\v", ",", "", " , ", "\u00a0"});
    out += rng.chance(90) ? std::to_string(rng.below(300)) : number(rng);
  }
  if (rng.chance(10)) out += rng.pick({" ", "\n", " \t", "x", ","});
  return out;
}

const Grammar vectors{{"int2vector", "oidvector"}, list};

}  // namespace
}  // namespace surerow::oracle
