// ISO 8601's forms of an interval (4.4.3.2 with designators, 4.4.3.3 the alternative format), with what
// PostgreSQL adds: signs, fractions and exponents everywhere, units in any order and more than once.
#include <cfloat>
#include <cmath>

#include "common/types/float_scan.h"
#include "common/types/interval.h"
#include "common/types/interval_sum.h"
#include "common/types/scan.h"

namespace surerow::interval {
namespace {

constexpr std::size_t basic_date_digits = 8;  // YYYYMMDD
constexpr std::size_t basic_time_digits = 6;  // HHMMSS

/// strtod reports an underflow for a number below the normal ones that is not exact.
bool loses_digits(const char* from, const ScannedFloat<double>& read) {
  const bool subnormal = std::abs(read.value) < DBL_MIN && read.value != 0;
  return subnormal && scan_float<long double>(from, read.end).value != static_cast<long double>(read.value);
}

class Reader {
 public:
  explicit Reader(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  Refused run(Span& out) {
    Outcome outcome = end_ - at_ >= 2 && take('P') ? Outcome::ok : Outcome::bad_format;
    while (outcome == Outcome::ok && at_ < end_ && !finished_)
      outcome = take_t() ? Outcome::ok : in_time_ ? time_part() : date_part();
    if (outcome == Outcome::ok && !sum_.total(out)) return {Outcome::out_of_range};
    return {outcome, static_cast<std::size_t>(at_ - begin_)};
  }

 private:
  char peek() const { return at_ < end_ ? *at_ : '\0'; }
  bool take(char c) {
    const bool there = peek() == c;
    if (there) ++at_;
    return there;
  }
  bool done() {
    finished_ = at_ == end_;
    return finished_;
  }
  /// The T before the time.
  bool take_t() {
    if (!take('T')) return false;
    in_time_ = true;
    has_unit_ = false;
    return true;
  }

  bool add(Unit unit, const Number& number) { return sum_.add(unit, number); }

  /// Up to 15 digits that no part of a float follows.
  bool plain_number(Number& out) {
    const char* at = at_;
    while (at < end_ && scan::is_digit(*at)) out.whole = out.whole * 10 + (*at++ - '0');
    const char next = at < end_ ? scan::lower(*at) : '\0';
    if (at == at_ || next == '.' || next == 'e' || next == 'x') return false;
    at_ = at;
    return true;
  }

  Outcome number(Number& out) {
    out = {};
    constexpr double limit = 1e15;
    constexpr std::ptrdiff_t safe_digits = 15;
    number_ = at_;
    if (end_ - at_ <= safe_digits || !scan::is_digit(at_[safe_digits])) {
      if (plain_number(out)) return Outcome::ok;
    }
    if (!scan::is_digit(peek()) && peek() != '-' && peek() != '.') return Outcome::bad_format;
    const auto read = scan_float<double>(at_, end_);
    if (!read.end || !read.in_range || loses_digits(at_, read)) return Outcome::bad_format;
    if (!(std::abs(read.value) <= limit)) return Outcome::field_overflow;  // NaN too
    const double whole = std::trunc(read.value);
    out.whole = static_cast<std::int64_t>(whole);
    out.part = read.value - whole;
    at_ = read.end;
    return Outcome::ok;
  }

  /// The digits that the number read last begins with.
  std::size_t digits() const {
    const char* at = *number_ == '-' ? number_ + 1 : number_;
    const char* const first = at;
    while (at < end_ && scan::is_digit(*at)) ++at;
    return static_cast<std::size_t>(at - first);
  }

  Outcome added(bool fits) {
    has_unit_ = true;
    if (fits) return Outcome::ok;
    at_ = number_;
    return Outcome::field_overflow;
  }

  Outcome date_part() {
    Number value;
    const Outcome outcome = number(value);
    if (outcome != Outcome::ok) return outcome;
    if (take('Y')) return added(add(Unit::year, value));
    if (take('M')) return added(add(Unit::month, value));
    if (take('W')) return added(add(Unit::week, value));
    if (take('D')) return added(add(Unit::day, value));
    const bool alone = peek() == 'T' || at_ == end_;
    if (!alone && peek() != '-') return Outcome::bad_format;
    if (has_unit_) return Outcome::bad_format;
    if (alone && digits() == basic_date_digits) return basic_date(value);
    return extended_date(value);
  }

  Outcome basic_date(const Number& value) {
    const Outcome outcome =
        added(add(Unit::year, {value.whole / 10'000, 0}) && add(Unit::month, {value.whole / 100 % 100, 0}) &&
              add(Unit::day, {value.whole % 100, value.part}));
    take_t();
    return outcome;
  }

  /// YYYY-MM-DD, YYYY-MM, YYYY.
  Outcome extended_date(const Number& year) {
    Outcome outcome = added(add(Unit::year, year));
    for (const Unit unit : {Unit::month, Unit::day}) {
      if (outcome != Outcome::ok || done() || take_t()) return outcome;
      if (!take('-')) return Outcome::bad_format;
      Number value;
      outcome = number(value);
      if (outcome == Outcome::ok) outcome = added(add(unit, value));
    }
    return outcome != Outcome::ok || done() || take_t() ? outcome : Outcome::bad_format;
  }

  Outcome time_part() {
    Number value;
    const Outcome outcome = number(value);
    if (outcome != Outcome::ok) return outcome;
    if (take('H')) return added(add(Unit::hour, value));
    if (take('M')) return added(add(Unit::minute, value));
    if (take('S')) return added(add(Unit::second, value));
    const bool alone = at_ == end_;
    if ((!alone && peek() != ':') || has_unit_) return Outcome::bad_format;
    if (alone && digits() == basic_time_digits) return basic_time(value);
    return extended_time(value);
  }

  Outcome basic_time(const Number& value) {
    // The fraction counts as one of a microsecond: what the server does.
    return added(add(Unit::hour, {value.whole / 10'000, 0}) &&
                 add(Unit::minute, {value.whole / 100 % 100, 0}) &&
                 add(Unit::second, {value.whole % 100, 0}) && sum_.add_micros(value.part, 1));
  }

  /// HH:MM:SS, HH:MM, HH.
  Outcome extended_time(const Number& hour) {
    Outcome outcome = added(add(Unit::hour, hour));
    for (const Unit unit : {Unit::minute, Unit::second}) {
      if (outcome != Outcome::ok || done()) return outcome;
      if (!take(':')) return Outcome::bad_format;
      Number value;
      outcome = number(value);
      if (outcome == Outcome::ok) outcome = added(add(unit, value));
    }
    return outcome != Outcome::ok || done() ? outcome : Outcome::bad_format;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* number_ = nullptr;  // where the number read last begins
  Sum sum_;
  bool in_time_ = false;
  bool has_unit_ = false;  // a number was there since the beginning or the T
  bool finished_ = false;
};

}  // namespace

Refused read_iso(std::string_view text, Span& out) { return Reader(text).run(out); }

}  // namespace surerow::interval
