// Words of a date and time, and time zones: numeric ones stand in the text, the offset of a region or of an
// abbreviation that changed its meaning follows from the date.
#include <utility>

#include "common/types/datetime_decoder.h"

namespace surerow::datetime {

/// The session's zone, null for UTC; looked up at most once.
const ZonePtr& Decoder::session() {
  if (!std::exchange(session_found_, true)) session_ = session_zone(settings_);
  return session_;
}

Meaning Decoder::meaning_of(std::string_view text) {
  // PostgreSQL 18 asks the session's own zone before the table of abbreviations.
  if (settings_.server_version >= 18) {
    const auto use = session() == nullptr ? std::nullopt : session()->use_of_abbreviation(text);
    if (use && use->fixed) return {use->daylight ? WordKind::dst_zone : WordKind::zone, use->offset, nullptr};
    if (use) return {WordKind::dynamic_zone, 0, settings_.time_zone.c_str()};
  }
  const Meaning zone = zone_abbreviation(text);
  return zone.kind != WordKind::unknown ? zone : datetime_word(text, settings_.server_version);
}

Outcome Decoder::word_field(std::string_view text) { return apply(text, meaning_of(text)); }

Outcome Decoder::apply(std::string_view text, const Meaning& meaning) {
  switch (meaning.kind) {
    case WordKind::ignored: break;
    case WordKind::unknown: return named_zone(text, Outcome::bad_format);
    case WordKind::month: return month_word(meaning.value);
    case WordKind::weekday: got_ = part::weekday; break;
    case WordKind::unit: return unit_word(static_cast<Unit>(meaning.value));
    case WordKind::iso_time:
      // The T of ISO 8601: between a date and a time.
      return (have_ & part::date) == part::date ? iso_time_word() : Outcome::bad_format;
    case WordKind::special: return special(static_cast<Special>(meaning.value));
    case WordKind::dynamic_zone:
      abbreviation_ = text;
      zone_ = find_zone(meaning.zone, settings_.zoneinfo);
      got_ = part::zone | part::dynamic_zone;
      break;
    case WordKind::meridian:
      meridian_ = static_cast<Meridian>(meaning.value);
      got_ = part::meridian;
      break;
    case WordKind::era:
      before_christ_ = meaning.value != 0;
      got_ = part::era;
      break;
    case WordKind::dst_modifier:
      offset_ += meaning.value;
      got_ = part::dst_modifier | part::dst_zone;
      break;
    case WordKind::zone:
      offset_ = meaning.value;
      got_ = part::zone;
      break;
    case WordKind::dst_zone:
      offset_ = meaning.value;
      got_ = part::zone | part::dst_zone;
      break;
  }
  return Outcome::ok;
}

Outcome Decoder::month_word(std::int32_t month) {
  got_ = part::month;
  const bool number_was_day = (have_ & part::month) != 0 && !text_month_ && (have_ & part::day) == 0 &&
                              parts_.month >= 1 && parts_.month <= 31;
  if (number_was_day) {  // 8 Jan 1999 under MDY
    parts_.day = parts_.month;
    got_ = part::day;
  }
  text_month_ = true;
  parts_.month = month;
  return Outcome::ok;
}

Outcome Decoder::unit_word(Unit unit) {
  if (settings_.server_version >= 16 && unit_ != unit_none) return Outcome::bad_format;
  unit_ = unit;
  return Outcome::ok;
}

Outcome Decoder::iso_time_word() {
  const Outcome outcome = unit_word(unit_time);
  if (settings_.server_version >= 16) return outcome;  // run() refuses a T that nothing used
  if (at_ + 1 >= fields_.size()) return Outcome::bad_format;
  const FieldKind next = fields_[at_ + 1].kind;
  const bool time_follows = next == FieldKind::number || next == FieldKind::time || next == FieldKind::date;
  return time_follows ? Outcome::ok : Outcome::bad_format;
}

std::int64_t Decoder::local_now() {
  const std::int32_t offset = session() == nullptr ? 0 : session()->offset_at(unix_seconds(settings_.now));
  return settings_.now + offset * usecs_per_sec;
}

Outcome Decoder::special(Special which) {
  kind_ = Moment::Kind::finite;
  got_ = part::date;
  const std::int64_t local = local_now();
  const std::int64_t today = floor_div(local, usecs_per_day);
  switch (which) {
    case special_now:
      parts_.set_date(today);
      parts_.set_time(local - today * usecs_per_day);
      offset_ = static_cast<std::int32_t>((local - settings_.now) / usecs_per_sec);
      got_ = part::date | part::time | part::zone;
      return Outcome::ok;
    case special_today: parts_.set_date(today); return Outcome::ok;
    case special_tomorrow: parts_.set_date(today + 1); return Outcome::ok;
    case special_yesterday: parts_.set_date(today - 1); return Outcome::ok;
    case special_midnight:
      parts_.set_time(0);
      offset_ = 0;
      got_ = part::time | part::zone;
      return Outcome::ok;
    case special_epoch: kind_ = Moment::Kind::epoch; break;
    case special_late: kind_ = Moment::Kind::late; break;
    case special_early: kind_ = Moment::Kind::early; break;
  }
  // From PostgreSQL 16 on these leave no room for a date, a time or a zone.
  got_ = settings_.server_version < 16 ? part::special : part::date | part::time | part::zone;
  return Outcome::ok;
}

Outcome Decoder::named_zone(std::string_view text, Outcome otherwise) {
  zone_ = find_zone(text, settings_.zoneinfo);
  if (zone_ == nullptr) {
    request_.unknown_zone = text;
    return otherwise;
  }
  abbreviation_ = {};
  got_ = part::zone;
  return Outcome::ok;
}

Outcome Decoder::settle_zone() {
  const bool modified = (have_ & part::dst_modifier) != 0;
  const bool given = (have_ & part::zone) != 0;
  if (given && zone_ == nullptr) return Outcome::ok;
  if (modified) return Outcome::bad_format;
  if (!request_.zoned) return Outcome::ok;
  if (!given) zone_ = session();
  offset_ = 0;
  const std::int64_t days = days_of(parts_.year, parts_.month, parts_.day);
  // Beyond these months the server looks up no zone.
  constexpr std::int64_t first = days_of(-4713, 11, 1);
  constexpr std::int64_t end = days_of(5'874'898, 6, 1);
  if (zone_ == nullptr || days < first || days >= end) return Outcome::ok;
  const std::int64_t midnight = days * secs_per_day - unix_epoch_secs;
  const std::int64_t local = midnight + parts_.time() / usecs_per_sec;
  if (local < 0 && midnight > 0) return Outcome::ok;  // a clock that wrapped: UTC, says the server
  offset_ = zone_->offset_of_local(local);
  if (abbreviation_.empty() || !given) return Outcome::ok;
  if (const auto offset = zone_->offset_of_abbreviation(abbreviation_, local - offset_)) offset_ = *offset;
  return Outcome::ok;
}

}  // namespace surerow::datetime
