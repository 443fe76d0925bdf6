// oid, xid, xid8, pg_lsn, tid and money: numbers around 2^32 and 2^64, pairs, amounts with signs and commas.
#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string number(Rng& rng) {
  std::string out(rng.chance(10) ? rng.pick({" ", "\t", "\v "}) : "");
  out += rng.pick({"", "", "", "", "-", "+"});
  if (rng.chance(30)) {
    out += rng.pick({"4294967295", "4294967296", "2147483648", "2147483649", "18446744073709551615",
                     "18446744073709551616", "18446744069414584320", "18446744071562067968", "0xffffffff",
                     "0x100000000", "037777777777", "040000000000", "0xffffffffffffffff",
                     "0x10000000000000000", "08", "0x", "0xg"});
  } else {
    out += rng.pick({"", "", "", "0", "0x", "00"});
    out += rng.digits(1 + rng.below(rng.chance(80) ? 10 : 21));
  }
  if (rng.chance(12)) out += rng.pick({" ", " \n", "a", " 1", "_0", "."});
  return out;
}

std::string lsn(Rng& rng) {
  const std::string_view hex = "0123456789abcdefABCDEF";
  return rng.digits(rng.chance(90) ? 1 + rng.below(8) : rng.below(11), hex) +
         std::string(rng.pick({"/", "/", "/", "/", "", "//", " /"})) +
         rng.digits(rng.chance(90) ? 1 + rng.below(8) : rng.below(11), hex);
}

std::string tid(Rng& rng) {
  const auto offset = rng.chance(70) ? std::to_string(rng.below(65540)) : number(rng);
  const auto block = rng.chance(60) ? std::to_string(rng.below(5000000000)) : number(rng);
  return std::string(rng.pick({"(", "(", "(", "(", "", "x(", " (", "(("})) + block +
         std::string(rng.pick({",", ",", ",", " ,", ", ", ",,"})) + offset +
         std::string(rng.pick({")", ")", ")", ") ", ")x", "", "))", " )"}));
}

std::string money(Rng& rng) {
  std::string out;
  while (rng.chance(45)) out += rng.pick({"$", "-", "+", "(", " ", "$", "-"});
  std::string digits =
      rng.chance(12)
          ? std::string(rng.pick({"92233720368547758.07", "92233720368547758.08", "92233720368547758.075",
                                  "92233720368547758.084", "92233720368547758.085", "92233720368547759"}))
          : rng.digits(rng.below(12));
  if (rng.chance(30)) digits.insert(rng.below(digits.size() + 1), ",");
  out += digits;
  if (rng.chance(50)) out += "." + rng.digits(rng.below(5));
  while (rng.chance(25)) out += rng.pick({")", "-", "+", "$", " ", "e", ",", "."});
  return out;
}

const Grammar numbers{{"oid", "xid", "xid8"}, number};
const Grammar lsns{{"pg_lsn"}, lsn};
const Grammar tids{{"tid"}, tid};
const Grammar amounts{{"money"}, money};

}  // namespace
}  // namespace surerow::oracle
