// The decoder of time and timetz. The fields are those of a timestamp, but a number is a clock before it is
// a date, and words of the calendar have no place. A zone whose offset depends on the date takes it from the
// text, an abbreviation or the session's zone from today.
#include "common/types/datetime_decoder.h"
#include "common/types/scan.h"

namespace surerow::datetime {

Outcome read_clock(std::string_view text, Request& request, Moment& out) {
  Fields fields(request.settings.server_version);
  if (!fields.cut(text, request.capacity)) return stopped_at(fields.stopped(), request);
  const Outcome outcome = ClockDecoder(fields, request).run(out);
  const bool incomplete = outcome == Outcome::bad_format && request.stopped == text.npos;
  return incomplete ? stopped_at(text.size(), request) : outcome;
}

Outcome ClockDecoder::run(Moment& out) {
  for (at_ = 0; at_ < fields_.size(); ++at_) {
    got_ = 0;
    const Outcome outcome = field(at_);
    if (outcome != Outcome::ok) return refused_at(at_, outcome);
    if ((got_ & have_) != 0) return refused_at(at_, Outcome::bad_format);
    have_ |= got_;
  }
  if (unit_ != unit_none && settings_.server_version >= 16) return Outcome::bad_format;
  return settle(out);
}

Outcome ClockDecoder::field(std::size_t at) {
  const Field& field = fields_[at];
  switch (field.kind) {
    case FieldKind::date: return date_field(at);
    case FieldKind::time: return time_field(field.text);
    case FieldKind::number: return number_field(at);
    case FieldKind::offset: got_ = part::zone; return read_offset(field.text, offset_);
    case FieldKind::word:
    case FieldKind::signed_word: break;
  }
  return word_field(field.text);
}

/// A date is taken only as the first field, and only when the others show that it must be one.
bool ClockDecoder::date_leads(std::size_t at, bool or_time_follows) const {
  if (at != 0 || fields_.size() < 2) return false;
  return fields_[fields_.size() - 1].kind == FieldKind::date ||
         (or_time_follows && fields_[1].kind == FieldKind::time);
}

Outcome ClockDecoder::date_field(std::size_t at) {
  const std::string_view text = fields_[at].text;
  if (date_leads(at, true)) return parts_.whole_date(text, have_, got_);
  if (!scan::is_digit(text[0])) return named_zone(text, Outcome::unknown_zone);
  return time_with_offset(text, have_ | part::date);
}

Outcome ClockDecoder::time_field(std::string_view text) {
  if (settings_.server_version >= 16) {
    if (unit_ != unit_none && unit_ != unit_time) return Outcome::bad_format;
    unit_ = unit_none;
  }
  return parts_.clock(text, got_);
}

Outcome ClockDecoder::number_field(std::size_t at) {
  const std::string_view text = fields_[at].text;
  if (unit_ != unit_none) return labelled_number(text);
  const std::size_t point = text.find('.');
  if (point == text.npos && text.size() <= 4) return parts_.number(text, false, have_ | part::date, got_);
  if (point != text.npos) {
    if (date_leads(at, false)) return parts_.whole_date(text, have_, got_);
    if (point <= 2) return Outcome::bad_format;
  }
  return parts_.run_together(text, have_ | part::date, got_);
}

Outcome ClockDecoder::word_field(std::string_view text) {
  const Meaning meaning = meaning_of(text);
  switch (meaning.kind) {
    case WordKind::month:
    case WordKind::weekday: return Outcome::bad_format;
    case WordKind::special: return special(static_cast<Special>(meaning.value));
    case WordKind::iso_time: return iso_time_word();
    default: return apply(text, meaning);
  }
}

Outcome ClockDecoder::special(Special which) {
  if (which != special_midnight && which != special_now) return Outcome::bad_format;
  const std::int32_t offset = offset_;
  const Outcome outcome = Decoder::special(which);
  if (which == special_now) got_ = part::time;  // its date and its zone are today's anyway
  offset_ = offset;                             // "-05 now" is now there
  return outcome;
}

Outcome ClockDecoder::settle(Moment& out) {
  Outcome outcome = parts_.settle_date(have_, julian_, before_christ_);
  if (outcome == Outcome::ok) outcome = settle_meridian();
  if (outcome != Outcome::ok) return outcome;
  if (parts_.time_overflows()) return Outcome::field_overflow;
  if ((have_ & part::time) != part::time) return Outcome::bad_format;
  outcome = settle_offset();
  finish(out);
  return outcome;
}

Outcome ClockDecoder::settle_offset() {
  const bool given = (have_ & part::zone) != 0;
  if (given && zone_ == nullptr) return Outcome::ok;
  if ((have_ & part::dst_modifier) != 0) return Outcome::bad_format;
  const bool region = given && abbreviation_.empty();
  if (const auto fixed = region ? zone_->fixed_offset() : std::nullopt) {
    offset_ = *fixed;
    return Outcome::ok;
  }
  if (!region && (have_ & part::date) == 0)
    parts_.set_date(floor_div(local_now(), usecs_per_day));
  else if ((have_ & part::date) != part::date)
    return Outcome::bad_format;
  return settle_zone();
}

}  // namespace surerow::datetime
