// Gives the fields of an interval their meaning, from right to left: a unit's word says what the numbers
// before it count, a clock is followed (that is: preceded) by days. Words and units: interval_unit.h.
#include "common/types/datetime_parts.h"
#include "common/types/datetime_token.h"
#include "common/types/datetime_word.h"
#include "common/types/interval.h"
#include "common/types/interval_number.h"
#include "common/types/interval_sum.h"

namespace surerow::interval {
namespace {

using datetime::Field;
using datetime::FieldKind;
using datetime::Fields;

using Mask = std::uint32_t;
constexpr Mask bit(Unit unit) { return 1U << static_cast<unsigned>(unit); }
constexpr Mask seconds = bit(Unit::microsecond) | bit(Unit::millisecond) | bit(Unit::second);
constexpr Mask clock_units = seconds | bit(Unit::minute) | bit(Unit::hour);
constexpr Mask infinity_units = clock_units | bit(Unit::day) | bit(Unit::month) | bit(Unit::year);

/// 04:05, 04:05:06.7, 05:06.7; hours have 64 bits.
Outcome read_clock(std::string_view text, bool minute_to_second, std::int64_t& micros) {
  const Whole hours = leading_whole(text);
  if (hours.overflow) return Outcome::field_overflow;
  if (!hours.rest.starts_with(':')) return Outcome::bad_format;
  const datetime::Leading minutes = datetime::leading_integer(hours.rest.substr(1));
  if (minutes.overflow) return Outcome::field_overflow;
  std::int64_t hour = hours.value;
  std::int64_t minute = minutes.value;
  std::int64_t second = 0;
  std::string_view rest = minutes.rest;
  bool two_fields = true;
  if (rest.starts_with(':')) {
    const datetime::Leading third = datetime::leading_integer(rest.substr(1));
    if (third.overflow) return Outcome::field_overflow;
    second = third.value;
    rest = third.rest;
    two_fields = false;
  }
  const bool has_fraction = !rest.empty();
  micros = 0;
  if (has_fraction && (rest[0] != '.' || !datetime::read_fraction(rest, micros))) return Outcome::bad_format;
  if (two_fields && (has_fraction || minute_to_second)) {
    if (hour > std::numeric_limits<std::int32_t>::max()) return Outcome::field_overflow;
    second = minute;
    minute = hour;
    hour = 0;
  }
  if (hour < 0 || minute < 0 || minute > 59 || second < 0 || second > 60) return Outcome::field_overflow;
  std::int64_t hour_micros = 0;
  const std::int64_t below_hour = minute * datetime::usecs_per_minute + second * datetime::usecs_per_sec;
  const bool fits = !__builtin_mul_overflow(hour, datetime::usecs_per_hour, &hour_micros) &&
                    !__builtin_add_overflow(micros, hour_micros, &micros) &&
                    !__builtin_add_overflow(micros, below_hour, &micros);
  return fits ? Outcome::ok : Outcome::field_overflow;
}

/// In style sql_standard a minus at the very beginning, and no other sign, makes all fields negative.
bool sign_covers_all(const Fields& fields, const Settings& settings) {
  if (settings.interval_style != Settings::IntervalStyle::sql_standard) return false;
  if (fields.size() == 0 || !fields[0].text.starts_with('-')) return false;
  for (std::size_t i = 1; i < fields.size(); ++i)
    if (fields[i].text[0] == '-' || fields[i].text[0] == '+') return false;
  return true;
}

class Decoder {
 public:
  Decoder(const Fields& fields, const Settings& settings, const Scope& scope)
      : fields_(fields),
        version_(settings.server_version),
        scope_(scope),
        all_negative_(sign_covers_all(fields, settings)) {}

  Refused run(Span& out) {
    for (std::size_t i = fields_.size(); i-- > 0;) {
      got_ = 0;
      Outcome outcome = field(fields_[i], i + 1 == fields_.size());
      if (outcome == Outcome::ok && (got_ & have_) != 0) outcome = Outcome::bad_format;
      if (outcome != Outcome::ok) return {outcome, fields_[i].at};
      have_ |= got_;
    }
    if (have_ == 0) return {};
    if (word_waits_) return {Outcome::bad_format, fields_[0].at};
    if (ago_ && !sum_.negate()) return {Outcome::field_overflow};
    if (infinite_) {
      out = *infinite_;
      return {Outcome::ok};
    }
    return {sum_.total(out) ? Outcome::ok : Outcome::out_of_range};
  }

 private:
  Outcome field(const Field& field, bool last) {
    switch (field.kind) {
      case FieldKind::time: return clock(field.text, false);
      case FieldKind::offset:
        // What is no clock may be a signed number.
        if (field.text.find(':') != field.text.npos &&
            clock(field.text.substr(1), field.text[0] == '-') == Outcome::ok)
          return Outcome::ok;
        got_ = 0;
        return number(field.text);
      case FieldKind::date:
      case FieldKind::number: return number(field.text);
      case FieldKind::word:
      case FieldKind::signed_word: break;
    }
    return word_field(field.text, last);
  }

  Outcome clock(std::string_view text, bool negative) {
    got_ = clock_units;
    std::int64_t micros = 0;
    const Outcome outcome = read_clock(text, scope_.minute_to_second(), micros);
    if (outcome != Outcome::ok) return outcome;
    sum_.set_micros(negative || all_negative_ ? -micros : micros);
    unit_ = Unit::day;
    word_waits_ = false;
    return Outcome::ok;
  }

  Outcome number(std::string_view text) {
    if (unit_ == Unit::none) unit_ = scope_.lowest();
    word_waits_ = false;
    const Whole whole = leading_whole(text);
    if (whole.overflow) return Outcome::field_overflow;
    Number value{whole.value, 0};
    if (whole.rest.starts_with('-')) {
      const Outcome outcome = years_and_months(whole.rest.substr(1), text[0] == '-', value.whole);
      if (outcome != Outcome::ok) return outcome;
    } else if (whole.rest.starts_with('.')) {
      if (!datetime::read_ratio(whole.rest, value.part)) return Outcome::bad_format;
      if (text[0] == '-') value.part = -value.part;
    } else if (!whole.rest.empty()) {
      return Outcome::bad_format;
    }
    if (all_negative_ && value.whole > 0) value.whole = -value.whole;
    if (all_negative_ && value.part > 0) value.part = -value.part;
    return count(value);
  }

  /// 1-2: `years` becomes the number of months.
  Outcome years_and_months(std::string_view text, bool negative, std::int64_t& years) {
    const datetime::Leading months = datetime::leading_integer(text);
    if (months.overflow || months.value < 0 || months.value >= 12) return Outcome::field_overflow;
    if (!months.rest.empty()) return Outcome::bad_format;
    unit_ = Unit::month;
    const bool fits = !__builtin_mul_overflow(years, 12, &years) &&
                      !__builtin_add_overflow(years, negative ? -months.value : months.value, &years);
    return fits ? Outcome::ok : Outcome::field_overflow;
  }

  Outcome count(const Number& value) {
    if (unit_ >= Unit::other) return Outcome::bad_format;
    if (!sum_.add(unit_, value)) return Outcome::field_overflow;
    got_ = unit_ == Unit::second && value.part != 0 ? seconds : bit(unit_);
    if (unit_ == Unit::hour) unit_ = Unit::day;
    return Outcome::ok;
  }

  Outcome word_field(std::string_view text, bool last) {
    // PostgreSQL 17 learnt that a unit belongs to a number, and 'ago' to the end.
    const bool strict = version_ >= 17;
    if (strict && word_waits_) return Outcome::bad_format;
    const Word found = word(text);
    switch (found.kind) {
      case WordKind::unit: unit_ = found.unit; break;
      case WordKind::ago:
        if (strict && !last) return Outcome::bad_format;
        ago_ = true;
        unit_ = Unit::other;
        return Outcome::ok;
      case WordKind::unknown: return strict ? datetime_word_field(text, last) : Outcome::bad_format;
    }
    word_waits_ = strict;
    return Outcome::ok;
  }

  /// PostgreSQL 17 looks unknown words up among those of dates, for infinity's sake.
  Outcome datetime_word_field(std::string_view text, bool last) {
    const datetime::Meaning meaning = datetime::datetime_word(text, version_);
    switch (meaning.kind) {
      case datetime::WordKind::ignored: unit_ = Unit::none; return Outcome::ok;
      case datetime::WordKind::unit:
        unit_ = meaning.value == datetime::unit_minute ? Unit::minute : Unit::other;
        word_waits_ = true;
        return Outcome::ok;
      case datetime::WordKind::special: break;
      default: return Outcome::bad_format;
    }
    if (!last) return Outcome::bad_format;
    if (meaning.value == datetime::special_late) infinite_ = &late;
    if (meaning.value == datetime::special_early) infinite_ = &early;
    got_ = infinity_units;
    unit_ = Unit::other;
    return infinite_ ? Outcome::ok : Outcome::bad_format;
  }

  const Fields& fields_;
  int version_;
  const Scope& scope_;
  bool all_negative_;
  Sum sum_;
  Mask have_ = 0;            // the units of the fields to the right
  Mask got_ = 0;             // the units of this field
  Unit unit_ = Unit::none;   // what the next number counts
  bool word_waits_ = false;  // a unit's word has not met its number
  bool ago_ = false;
  const Span* infinite_ = nullptr;
};

}  // namespace

Refused read_fields(std::string_view text, const Settings& settings, const Scope& scope, Span& out) {
  Fields fields(settings.server_version);
  if (!fields.cut(text, Fields::interval_capacity)) return {Outcome::bad_format, fields.stopped()};
  return Decoder(fields, settings, scope).run(out);
}

}  // namespace surerow::interval
