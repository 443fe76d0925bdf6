// inet, cidr, macaddr, macaddr8: every layout, short and long, masks around their limits.
#include <fmt/format.h>

#include "test/oracle/generate.h"

namespace surerow::oracle {
namespace {

std::string octet(Rng& rng) {
  const auto value = rng.chance(15) ? rng.below(400) : rng.chance(40) ? rng.below(3) : rng.below(256);
  return std::string(rng.chance(8) ? rng.below(4) : 0, '0') + std::to_string(value);
}

std::string octets(Rng& rng, std::size_t count) {
  std::string out = octet(rng);
  for (std::size_t i = 1; i < count; ++i) out += "." + octet(rng);
  if (rng.chance(3)) out += '.';
  return out;
}

std::string v4(Rng& rng) {
  if (rng.chance(8))
    return std::string(rng.pick({"0x", "0X"})) + rng.digits(rng.below(11), "0123456789abcdefABCDEF");
  return octets(rng, rng.chance(70) ? 4 : 1 + rng.below(5));
}

std::string v6(Rng& rng) {
  std::string out;
  const std::size_t groups = rng.chance(60) ? 8 : rng.below(10);
  const std::size_t gap = rng.chance(50) ? rng.below(10) : 99;
  for (std::size_t i = 0; i < groups; ++i) {
    if (i > 0) out += ':';
    if (i == gap)
      out += i == 0 ? "::" : ":";
    else if (rng.chance(35))
      out += "0";
    else
      out += rng.digits(rng.chance(95) ? 1 + rng.below(4) : 5, "0123456789abcdefABCDEF");
  }
  if (gap == 9) out += "::";
  if (rng.chance(15))
    out = std::string(rng.pick({"::", "::ffff:", "1::", "1:2:3:4:5:6:"})) + octets(rng, 1 + rng.below(5));
  return out;
}

std::string mask(Rng& rng, std::size_t most) {
  const auto bits = rng.chance(85) ? rng.below(most + 1) : rng.below(300);
  return "/" + std::string(rng.chance(8) ? "0" : "") + std::to_string(bits);
}

std::string address(Rng& rng) {
  const bool six = rng.chance(50);
  std::string out = six ? v6(rng) : v4(rng);
  if (rng.chance(40)) out += mask(rng, six ? 128 : 32);
  if (rng.chance(4)) out += rng.pick({"/", "/+8", " ", "%eth0", "/8/8", "."});
  return out;
}

std::string networks(Rng& rng) {
  if (rng.chance(30)) return address(rng);
  if (rng.chance(50)) return fmt::format("{}.0.0.0/{}", rng.below(256), 8 + rng.below(25));
  return fmt::format("{:x}:{:x}::/{}", rng.below(65536), rng.below(4), 28 + rng.below(100));
}

std::string hardware(Rng& rng) {
  const bool ragged = rng.chance(15);
  const auto every = rng.pick({"1", "1", "1", "2", "3", "9"})[0] - '0';
  const char separator = rng.pick_char(":::-.");
  const std::size_t bytes = rng.chance(45) ? 6 : rng.chance(80) ? 8 : rng.below(10);
  std::string out = rng.chance(5) ? " " : "";
  for (std::size_t i = 0; i < bytes; ++i) {
    if (i > 0 && i % static_cast<std::size_t>(every) == 0) out += separator;
    if (ragged && rng.chance(30))
      out += rng.pick({"+8", "0x8", "-8", "008", "8", " 8", "100", "100000008", "0x", "-ffffff08", "g"});
    else
      out += rng.digits(2, "0123456789abcdefABCDEF");
  }
  if (rng.chance(10)) out += rng.pick({" ", "\t ", ":", "x", "0", "-"});
  return out;
}

const Grammar inet{{"inet"}, address};
const Grammar cidr{{"cidr"}, networks};
const Grammar mac{{"macaddr", "macaddr8"}, hardware};

}  // namespace
}  // namespace surerow::oracle
