// The table of interval words. Up to eight letters are looked up as one number, which the compiler makes a
// search of; the longer ones share their first eight letters with no other word.
#include "common/types/interval_unit.h"

#include <cstddef>
#include <cstdint>

namespace surerow::interval {
namespace {

constexpr std::size_t packed_size = 8;
constexpr std::size_t significant = 10;

constexpr std::uint64_t pack(std::string_view text) {
  std::uint64_t packed = 0;
  for (std::size_t i = 0; i < text.size() && i < packed_size; ++i)
    packed |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  return packed;
}

constexpr Word unit(Unit which) { return {WordKind::unit, which}; }

Word short_word(std::uint64_t packed) {
  switch (packed) {
    case pack("us"):
    case pack("usec"):
    case pack("usecond"):
    case pack("useconds"):
    case pack("usecs"): return unit(Unit::microsecond);
    case pack("ms"):
    case pack("msec"):
    case pack("msecond"):
    case pack("mseconds"):
    case pack("msecs"): return unit(Unit::millisecond);
    case pack("s"):
    case pack("sec"):
    case pack("second"):
    case pack("seconds"):
    case pack("secs"): return unit(Unit::second);
    case pack("m"):
    case pack("min"):
    case pack("mins"):
    case pack("minute"):
    case pack("minutes"): return unit(Unit::minute);
    case pack("h"):
    case pack("hour"):
    case pack("hours"):
    case pack("hr"):
    case pack("hrs"): return unit(Unit::hour);
    case pack("d"):
    case pack("day"):
    case pack("days"): return unit(Unit::day);
    case pack("w"):
    case pack("week"):
    case pack("weeks"): return unit(Unit::week);
    case pack("mon"):
    case pack("mons"):
    case pack("month"):
    case pack("months"): return unit(Unit::month);
    case pack("y"):
    case pack("year"):
    case pack("years"):
    case pack("yr"):
    case pack("yrs"): return unit(Unit::year);
    case pack("dec"):
    case pack("decade"):
    case pack("decades"):
    case pack("decs"): return unit(Unit::decade);
    case pack("c"):
    case pack("cent"):
    case pack("century"): return unit(Unit::century);
    case pack("mil"):
    case pack("mils"): return unit(Unit::millennium);
    case pack("qtr"):
    case pack("quarter"):
    case pack("timezone"): return unit(Unit::other);
    case pack("ago"): return {WordKind::ago, Unit::none};
    default: return {};
  }
}

Word long_word(std::string_view text) {
  const std::string_view counted = text.substr(0, significant);
  if (counted == "microsecon") return unit(Unit::microsecond);
  if (counted == "millisecon") return unit(Unit::millisecond);
  if (counted == "centuries") return unit(Unit::century);
  if (counted == "millennia" || counted == "millennium") return unit(Unit::millennium);
  return {};
}

}  // namespace

Word word(std::string_view text) {
  return text.size() > packed_size ? long_word(text) : short_word(pack(text));
}

}  // namespace surerow::interval
