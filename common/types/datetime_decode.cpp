// The fields of a date and time that begin with a digit or a sign, and the end: is a date there, and which.
#include <utility>

#include "common/types/datetime_decoder.h"
#include "common/types/scan.h"

namespace surerow::datetime {

Outcome read_moment(std::string_view text, Request& request, Moment& out) {
  Fields fields(request.settings.server_version);
  if (!fields.cut(text, request.capacity)) return stopped_at(fields.stopped(), request);
  const Outcome outcome = Decoder(fields, request).run(out);
  const bool incomplete = outcome == Outcome::bad_format && request.stopped == text.npos;
  return incomplete ? stopped_at(text.size(), request) : outcome;
}

Outcome stopped_at(std::size_t offset, Request& request) {
  request.stopped = offset;
  return Outcome::bad_format;
}

Outcome Decoder::refused_at(std::size_t field, Outcome outcome) {
  if (field < fields_.size()) request_.stopped = fields_[field].at;
  return outcome;
}

Outcome Decoder::run(Moment& out) {
  for (at_ = 0; at_ < fields_.size(); ++at_) {
    got_ = 0;
    const Outcome outcome = field(fields_[at_]);
    if (outcome != Outcome::ok) return refused_at(at_, outcome);
    if ((got_ & have_) != 0) return refused_at(at_, Outcome::bad_format);
    have_ |= got_;
    if ((got_ & part::day) != 0) day_at_ = at_;
  }
  if (unit_ != unit_none && settings_.server_version >= 16) return Outcome::bad_format;
  return settle(out);
}

Outcome Decoder::field(const Field& field) {
  switch (field.kind) {
    case FieldKind::date: return date_field(field.text);
    case FieldKind::time: return time_field(field.text);
    case FieldKind::number: return number_field(field.text);
    case FieldKind::offset: got_ = part::zone; return read_offset(field.text, offset_);
    case FieldKind::word:
    case FieldKind::signed_word: break;
  }
  return word_field(field.text);
}

Outcome Decoder::date_field(std::string_view text) {
  constexpr Mask month_and_day = part::month | part::day;
  if (unit_ == unit_julian) return julian_with_offset(text);
  if (unit_ == unit_none) {
    if ((have_ & month_and_day) != month_and_day) return parts_.whole_date(text, have_, got_);
    if (!scan::is_digit(text[0])) return named_zone(text, Outcome::unknown_zone);
  } else if (unit_ != unit_time) {
    return Outcome::bad_format;
  }
  unit_ = unit_none;
  return time_with_offset(text, have_);
}

/// hhmmss-zz after a date.
Outcome Decoder::time_with_offset(std::string_view text, Mask have) {
  if ((have_ & part::time) == part::time) return Outcome::bad_format;
  const std::size_t minus = text.find('-');
  if (minus == text.npos) return Outcome::bad_format;
  Outcome outcome = read_offset(text.substr(minus), offset_);
  if (outcome == Outcome::ok) outcome = parts_.run_together(text.substr(0, minus), have, got_);
  got_ |= part::zone;
  return outcome;
}

Outcome Decoder::julian_with_offset(std::string_view text) {
  const Leading days = leading_integer(text);
  if (days.overflow || days.value < 0) return Outcome::field_overflow;
  parts_.set_date(days.value - julian_of_2000);
  julian_ = true;
  unit_ = unit_none;
  got_ = part::date | part::time | part::zone;
  return read_offset(days.rest, offset_);
}

Outcome Decoder::time_field(std::string_view text) {
  if (unit_ != unit_none && unit_ != unit_time) return Outcome::bad_format;
  unit_ = unit_none;
  const Outcome outcome = parts_.clock(text, got_);
  if (outcome != Outcome::ok) return outcome;
  return parts_.time_overflows() ? Outcome::field_overflow : Outcome::ok;
}

Outcome Decoder::number_field(std::string_view text) {
  if (unit_ != unit_none) return labelled_number(text);
  const std::size_t point = text.find('.');
  const bool has_point = point != text.npos;
  if (has_point && (have_ & part::date) == 0) return parts_.whole_date(text, have_, got_);
  const bool open = (have_ & part::date) == 0 || (have_ & part::time) == 0;
  if ((has_point && point > 2) || (text.size() >= 6 && open)) return parts_.run_together(text, have_, got_);
  return parts_.number(text, text_month_, have_, got_);
}

Outcome Decoder::labelled_number(std::string_view text) {
  const Unit unit = std::exchange(unit_, unit_none);
  const Leading lead = leading_integer(text);
  kind_ = Moment::Kind::finite;
  if (lead.overflow) return Outcome::field_overflow;
  const bool may_have_point = unit == unit_julian || unit == unit_time || unit == unit_second;
  if (!lead.rest.empty() && !may_have_point) return Outcome::bad_format;
  if (unit == unit_julian) return julian_number(lead);
  if (unit != unit_time && settings_.server_version >= 16) return Outcome::bad_format;
  if (unit != unit_time) return unit_number(unit, lead);
  const Outcome outcome = parts_.run_together(text, have_ | part::date, got_);
  return outcome == Outcome::ok && got_ != part::time ? Outcome::bad_format : outcome;
}

Outcome Decoder::julian_number(const Leading& lead) {
  got_ = part::date;
  parts_.set_date(lead.value - julian_of_2000);
  julian_ = true;
  if (lead.rest.empty()) return Outcome::ok;
  double fraction = 0;
  if (!read_ratio(lead.rest, fraction)) return Outcome::bad_format;
  parts_.set_time(static_cast<std::int64_t>(fraction * static_cast<double>(usecs_per_day)));
  got_ |= part::time;
  return Outcome::ok;
}

/// Up to PostgreSQL 15 a unit may come before its number: y1999 m01 d08.
Outcome Decoder::unit_number(Unit unit, const Leading& lead) {
  const auto set = [&](std::int32_t& to, Mask part) {
    to = lead.value;
    got_ = part;
    return Outcome::ok;
  };
  switch (unit) {
    case unit_year: return set(parts_.year, part::year);
    case unit_month:
      if ((have_ & part::month) != 0 && (have_ & part::hour) != 0) return set(parts_.minute, part::minute);
      return set(parts_.month, part::month);
    case unit_day: return set(parts_.day, part::day);
    case unit_hour: return set(parts_.hour, part::hour);
    case unit_minute: return set(parts_.minute, part::minute);
    case unit_second:
      set(parts_.second, part::second);
      if (lead.rest.empty()) return Outcome::ok;
      got_ |= part::fraction;
      return read_fraction(lead.rest, parts_.micros) ? Outcome::ok : Outcome::bad_format;
    default: return Outcome::bad_format;
  }
}

Outcome Decoder::settle_meridian() {
  if (meridian_ == twenty_four_hours) return Outcome::ok;
  if (parts_.hour > 12) return Outcome::field_overflow;
  if (meridian_ == am && parts_.hour == 12) parts_.hour = 0;
  if (meridian_ == pm && parts_.hour != 12) parts_.hour += 12;
  return Outcome::ok;
}

Outcome Decoder::settle(Moment& out) {
  out.kind = kind_;
  if (kind_ != Moment::Kind::finite && settings_.server_version >= 16) return Outcome::ok;
  Outcome outcome = parts_.settle_date(have_, julian_, before_christ_);
  if (outcome != Outcome::ok) return refused_at(day_at_, outcome);
  outcome = settle_meridian();
  if (outcome != Outcome::ok) return outcome;
  if (kind_ != Moment::Kind::finite) return Outcome::ok;
  if ((have_ & part::date) != part::date) return Outcome::bad_format;
  outcome = settle_zone();
  finish(out);
  return outcome;
}

void Decoder::finish(Moment& out) const {
  out.date = {parts_.year, parts_.month, parts_.day};
  out.time = parts_.time();
  out.offset = offset_;
}

}  // namespace surerow::datetime
