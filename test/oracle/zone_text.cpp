// Offsets from UTC.
#include "test/oracle/zone_text.h"

#include <fmt/format.h>

namespace surerow::oracle {

std::string offset(Rng& rng) {
  const std::string_view sign = rng.pick({"+", "-", " +", " -", "+ "});
  const auto hour = rng.between(0, rng.chance(10) ? 17 : 15);
  const auto minute = rng.chance(5) ? rng.between(0, 70) : rng.between(0, 3) * 15;
  switch (rng.below(6)) {
    case 0: return fmt::format("{}{:02}:{:02}", sign, hour, minute);
    case 1: return fmt::format("{}{:02}{:02}", sign, hour, minute);
    case 2: return fmt::format("{}{:02}:{:02}:{:02}", sign, hour, minute, rng.between(0, 61));
    case 3: return fmt::format("{}{}", sign, hour);
    case 4: return fmt::format("{}{}", sign, rng.digits(1 + rng.below(6)));
    default: return fmt::format("{}{:02}", sign, hour);
  }
}

}  // namespace surerow::oracle
