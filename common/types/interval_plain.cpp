// The fast way for what programs write: numbers with units and a clock at the end, as PostgreSQL prints them,
// and ISO 8601's form. It accepts only texts on which it agrees with the whole grammar; it never refuses.
#include "common/types/interval.h"
#include "common/types/interval_sum.h"
#include "common/types/scan.h"

namespace surerow::interval {
namespace {

using datetime::usecs_per_hour;
using datetime::usecs_per_minute;
using datetime::usecs_per_sec;

constexpr std::size_t longest = 128;  // within the limits of the fields' room and count
constexpr int most_digits = 9;

using Mask = std::uint32_t;
constexpr Mask bit(Unit unit) { return 1U << static_cast<unsigned>(unit); }
constexpr Mask clock_units =
    bit(Unit::microsecond) | bit(Unit::millisecond) | bit(Unit::second) | bit(Unit::minute) | bit(Unit::hour);

class Plain {
 public:
  explicit Plain(std::string_view text) : at_(text.data()), end_(at_ + text.size()) {}

  bool run(Span& out) {
    do {
      if (!item()) return false;
      while (take(' ')) {
      }
    } while (at_ < end_);
    return sum_.total(out);
  }

 private:
  bool take(char c) {
    const bool there = at_ < end_ && *at_ == c;
    if (there) ++at_;
    return there;
  }

  bool digits(std::int64_t& value, int most, int& count) {
    value = 0;
    for (count = 0; at_ < end_ && scan::is_digit(*at_); ++count, ++at_) {
      if (count == most) return false;
      value = value * 10 + (*at_ - '0');
    }
    return count > 0;
  }

  bool item() {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int64_t value = 0;
    int count = 0;
    if (!digits(value, most_digits, count)) return false;
    if (take(':')) return clock(value, negative);
    while (take(' ')) {
    }
    const Unit unit = unit_word();
    if (unit >= Unit::other || (have_ & bit(unit)) != 0) return false;
    have_ |= bit(unit);
    return sum_.add(unit, {negative ? -value : value, 0});
  }

  Unit unit_word() {
    char letters[16];
    std::size_t size = 0;
    for (; at_ < end_ && scan::is_letter(*at_); ++at_) {
      if (size == sizeof letters) return Unit::none;
      letters[size++] = scan::lower(*at_);
    }
    const bool ends = at_ == end_ || *at_ == ' ';
    return ends ? word({letters, size}).unit : Unit::none;
  }

  bool two(std::int64_t most, std::int64_t& value) {
    int count = 0;
    return digits(value, 2, count) && count == 2 && value <= most;
  }

  /// hh:mm:ss[.ffffff], the last item.
  bool clock(std::int64_t hour, bool negative) {
    static constexpr int scale[] = {0, 100'000, 10'000, 1'000, 100, 10, 1};
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t fraction = 0;
    int count = 0;
    if ((have_ & clock_units) != 0 || !two(59, minute) || !take(':') || !two(59, second)) return false;
    // More than six digits round in double arithmetic: the whole grammar's work.
    if (take('.') && !digits(fraction, 6, count)) return false;
    const std::int64_t micros =
        hour * usecs_per_hour + minute * usecs_per_minute + second * usecs_per_sec + fraction * scale[count];
    sum_.set_micros(negative ? -micros : micros);
    return at_ == end_;
  }

  const char* at_;
  const char* end_;
  Sum sum_;
  Mask have_ = 0;
};

/// One word that no field of an interval is, so that ISO 8601's form is all it can be.
bool begins_iso(std::string_view text) {
  std::size_t at = 1;
  if (text.substr(at).starts_with('T')) ++at;
  return text.size() > at && (scan::is_digit(text[at]) || text[at] == '-' || text[at] == '.');
}

}  // namespace

bool read_plain(std::string_view text, const Settings& settings, Span& out) {
  if (text.size() > longest || text.empty()) return false;
  if (text[0] == 'P') return begins_iso(text) && read_iso(text, out).outcome == Outcome::ok;
  if (settings.interval_style == Settings::IntervalStyle::sql_standard && text[0] == '-') return false;
  return Plain(text).run(out);
}

}  // namespace surerow::interval
