// Which part of a date or time a number is: run together, alone, or in a date with separators. Follows the
// rules of the manual's appendix B.1 and what servers were seen to do.
#include <array>
#include <charconv>
#include <cmath>

#include "common/types/datetime_parts.h"
#include "common/types/datetime_word.h"
#include "common/types/scan.h"

namespace surerow::datetime {
namespace {

/// The value of digits as C's atoi gives it: junk ends it, 64 bits saturate, 32 bits wrap.
std::int32_t loose_integer(std::string_view text) {
  std::int64_t value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  std::size_t digits = 0;
  while (digits < text.size() && scan::is_digit(text[digits])) ++digits;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error == std::errc::result_out_of_range) return -1;
  return static_cast<std::int32_t>(value);
}

bool all_digits(std::string_view text) {
  for (const char c : text)
    if (!scan::is_digit(c)) return false;
  return true;
}

/// A date's field cut into its numbers and words; those beyond the 25th are passed over.
class Pieces {
 public:
  /// False: the text ends in separators.
  bool cut(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && count_ < places_.size();) {
      while (at < text.size() && !scan::is_digit(text[at]) && !scan::is_letter(text[at])) ++at;
      if (at == text.size()) return false;
      const std::size_t begin = at;
      if (scan::is_digit(text[at]))
        while (at < text.size() && scan::is_digit(text[at])) ++at;
      else
        while (at < text.size() && scan::is_letter(text[at])) ++at;
      places_[count_++] = {text.data() + begin, at - begin};
      ++at;  // whatever ends a piece is dropped, be it a separator or not: 1999-jan18 is the 8th
    }
    return true;
  }

  std::size_t size() const { return count_; }
  std::string_view operator[](std::size_t i) const { return {places_[i].begin, places_[i].size}; }
  bool is_word(std::size_t i) const { return scan::is_letter(*places_[i].begin); }
  void drop(std::size_t i) { places_[i].size = 0; }

 private:
  struct Place {  // left as it is until there is a piece
    const char* begin;
    std::size_t size;
  };
  std::array<Place, 25> places_;
  std::size_t count_ = 0;
};

}  // namespace

Outcome Parts::run_together(std::string_view text, Mask have, Mask& got) {
  const std::size_t point = text.find('.');
  if (point != text.npos) {
    const std::string_view fraction = text.substr(point);
    if (version_ >= 18 && !all_digits(fraction.substr(1))) return Outcome::bad_format;
    double seconds = 0;
    std::from_chars(fraction.data(), fraction.data() + fraction.size(), seconds);
    if (seconds > 1e9) return Outcome::bad_format;  // an exponent, before PostgreSQL 18
    micros = static_cast<std::int64_t>(std::nearbyint(seconds * 1e6));
    text = text.substr(0, point);
  }
  if (version_ >= 18 && !all_digits(text)) return Outcome::bad_format;
  const std::size_t size = text.size();
  if (point == text.npos && (have & part::date) != part::date && size >= 6) {
    got = part::date;
    day = loose_integer(text.substr(size - 2));
    month = loose_integer(text.substr(size - 4, 2));
    year = loose_integer(text.substr(0, size - 4));
    if (size == 6) two_digit_year_ = true;
    return Outcome::ok;
  }
  if ((have & part::time) == part::time || (size != 6 && size != 4)) return Outcome::bad_format;
  got = part::time;
  hour = loose_integer(text.substr(0, 2));
  minute = loose_integer(text.substr(2, 2));
  second = size == 6 ? loose_integer(text.substr(4)) : 0;
  return Outcome::ok;
}

Outcome Parts::number(std::string_view text, bool text_month, Mask have, Mask& got) {
  got = 0;
  const Leading lead = leading_integer(text);
  if (lead.overflow) return Outcome::field_overflow;
  const std::size_t digits = text.size() - lead.rest.size();
  if (digits == 0) return Outcome::bad_format;
  if (lead.rest.starts_with('.')) {
    if (digits > 2) return run_together(text, have | part::date, got);
    if (!read_fraction(lead.rest, micros)) return Outcome::bad_format;
  } else if (!lead.rest.empty()) {
    return Outcome::bad_format;
  }
  const std::int32_t value = lead.value;
  if (text.size() == 3 && (have & part::date) == part::year && value >= 1 && value <= 366) {
    got = part::day_of_year | part::month | part::day;
    day_of_year = value;
    return Outcome::ok;
  }
  const bool year_first = text.size() >= 3 || order_ == Settings::DateOrder::ymd;
  switch (have & part::date) {
    case 0:
      got = year_first ? part::year : order_ == Settings::DateOrder::dmy ? part::day : part::month;
      break;
    case part::year:
    case part::day: got = part::month; break;
    case part::month: got = text_month && year_first ? part::year : part::day; break;
    case part::year | part::month:
      got = part::day;
      if (text_month && text.size() >= 3 && two_digit_year_) {  // 8-jan-1999 under YMD: 8 was the day
        day = year;
        year = value;
        two_digit_year_ = false;
        return Outcome::ok;
      }
      break;
    case part::month | part::day: got = part::year; break;
    case part::date: return run_together(text, have, got);
    default: return Outcome::bad_format;
  }
  if (got == part::month) month = value;
  if (got == part::day) day = value;
  if (got == part::year) {
    year = value;
    two_digit_year_ = text.size() <= 2;
  }
  return Outcome::ok;
}

Outcome Parts::whole_date(std::string_view text, Mask have, Mask& got) {
  Pieces pieces;
  got = 0;
  if (!pieces.cut(text)) return Outcome::bad_format;
  bool text_month = false;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (!pieces.is_word(i)) continue;
    const Meaning meaning = datetime_word(pieces[i], version_);
    if (meaning.kind == WordKind::ignored) continue;
    if (meaning.kind != WordKind::month || ((have | got) & part::month) != 0) return Outcome::bad_format;
    month = meaning.value;
    text_month = true;
    got |= part::month;
    pieces.drop(i);
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].empty()) continue;
    Mask one = 0;
    const Outcome outcome = number(pieces[i], text_month, have | got, one);
    if (outcome != Outcome::ok) return outcome;
    if (((have | got) & one) != 0) return Outcome::bad_format;
    got |= one;
  }
  return ((have | got) & ~(part::day_of_year | part::zone)) == part::date ? Outcome::ok : Outcome::bad_format;
}

}  // namespace surerow::datetime
