// The families date, timestamp(p) and timestamptz(p): modifiers, range, rounding, and who reads and prints
// what. A value is an integer as PostgreSQL stores it (datetime.h), so a binding on PostgreSQL hands it over
// unchanged.
#include "common/types/datetime.h"

#include <fmt/format.h>

#include <algorithm>

#include "common/types/datetime_stored.h"
#include "common/types/datetime_token.h"
#include "common/types/families.h"
#include "common/types/zone.h"

namespace surerow {

std::int64_t datetime::rounded(std::int64_t micros, int precision) {
  if (precision == 6 || micros == timestamp_late || micros == timestamp_early) return micros;
  // Half away from 2000-01-01, as PostgreSQL rounds its counts; nothing is checked after it.
  static constexpr std::int64_t units[] = {1'000'000, 100'000, 10'000, 1'000, 100, 10};
  const std::int64_t unit = units[precision];
  const std::int64_t half = unit / 2;
  return micros >= 0 ? (micros + half) / unit * unit : -((-micros + half) / unit * unit);
}

bool datetime::read_precision(Modifiers modifiers, std::string_view type, bool zoned, int& precision,
                              Fault* why) {
  // PostgreSQL warns of a precision above 6 and takes 6.
  precision = modifiers.empty() ? 6 : static_cast<int>(std::min<std::int64_t>(modifiers[0], 6));
  if (precision >= 0) return true;
  if (why != nullptr) {
    *why = {};
    why->code = Code::invalid_parameter_value;
    why->message = fmt::format("{}({}){} precision must not be negative", type, modifiers[0],
                               zoned ? " WITH TIME ZONE" : "");
  }
  return false;
}

std::string datetime::name_with_precision(std::string_view type, Modifiers modifiers, bool zoned,
                                          int precision) {
  return fmt::format("{}{} {} time zone", type, modifiers.empty() ? "" : fmt::format("({})", precision),
                     zoned ? "with" : "without");
}

namespace {

using namespace datetime;

bool refused(Outcome outcome, std::string_view type, std::string_view text, const Request& request,
             Fault* why) {
  if (why != nullptr) *why = fault_of(outcome, type, text, request);
  return false;
}

class DateType final : public StoredMoment {
 public:
  DateType() : StoredMoment("date", "date") {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Iso iso;
    if (read_iso(text, iso) || read_plain(text, cx.settings, iso = {})) {
      out = Value::integer(iso.days);
      return true;
    }
    Request request{cx.settings, Fields::date_capacity, false, {}};
    Moment moment;
    Outcome outcome = read_moment(text, request, moment);
    std::int64_t days = 0;
    if (outcome == Outcome::ok) outcome = days_from(moment, days);
    if (outcome != Outcome::ok) return refused(outcome, called(), text, request, why);
    out = Value::integer(days);
    return true;
  }

  void print(const Value& value, const Settings& settings, std::string& out) const override {
    if (settings.date_style == Settings::DateStyle::iso) return print_date(value.integer(), out);
    print_styled_date(value.integer(), settings, out);
  }

  void print_json(const Value& value, const Settings&, std::string& out) const override {
    out += '"';
    print_date(value.integer(), out);
    out += '"';
  }

  std::string accepts() const override {
    return "A date from 4714-11-24 BC to 5874897-12-31, such as 1999-01-08, 1/8/1999 or January 8, 1999, or "
           "infinity, -infinity, epoch, today, tomorrow, yesterday.";
  }

 private:
  bool is_plain(std::string_view text) const override { return is_plain_date(text); }

  static Outcome days_from(const Moment& moment, std::int64_t& days) {
    switch (moment.kind) {
      case Moment::Kind::epoch: days = unix_epoch_days; return Outcome::ok;
      case Moment::Kind::late: days = date_late; return Outcome::ok;
      case Moment::Kind::early: days = date_early; return Outcome::ok;
      case Moment::Kind::finite: break;
    }
    days = days_of(moment.date.year, moment.date.month, moment.date.day);
    return days < date_min || days >= date_end ? Outcome::out_of_range : Outcome::ok;
  }
};

std::int32_t session_offset(std::int64_t local_micros, const Settings& settings) {
  const ZonePtr zone = session_zone(settings);
  return zone == nullptr ? 0 : zone->offset_of_local(unix_seconds(local_micros));
}

class TimestampType final : public StoredMoment {
 public:
  TimestampType(std::string name, bool zoned, int precision)
      : StoredMoment(std::move(name), zoned ? "timestamp with time zone" : "timestamp"),
        zoned_(zoned),
        precision_(precision) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Iso iso;
    if (read_iso(text, iso) || read_plain(text, cx.settings, iso = {})) {
      const std::int64_t local = iso.days * usecs_per_day + iso.time;
      const std::int32_t offset = iso.zoned ? iso.offset : zoned_ ? session_offset(local, cx.settings) : 0;
      out = Value::integer(rounded(zoned_ ? local - offset * usecs_per_sec : local, precision_));
      return true;
    }
    Request request{cx.settings, Fields::timestamp_capacity, zoned_, {}};
    Moment moment;
    Outcome outcome = read_moment(text, request, moment);
    std::int64_t micros = 0;
    if (outcome == Outcome::ok) outcome = micros_from(moment, micros);
    if (outcome != Outcome::ok) return refused(outcome, called(), text, request, why);
    out = Value::integer(rounded(micros, precision_));
    return true;
  }

  void print(const Value& value, const Settings& settings, std::string& out) const override {
    if (settings.date_style != Settings::DateStyle::iso) return print_styled(value, settings, out);
    print_timestamp(value.integer(), offset_of(value, settings), {' ', zoned_, false}, out);
  }

  void print_json(const Value& value, const Settings& settings, std::string& out) const override {
    out += '"';
    print_timestamp(value.integer(), offset_of(value, settings), {'T', zoned_, true}, out);
    out += '"';
  }

  Value to_stored(const Value& value, const Reading& cx) const override {
    std::string text;
    print_timestamp(value.integer(), 0, {' ', zoned_, true}, text);
    return Value::text(keep(cx.arena, text));
  }

  std::string accepts() const override {
    return zoned_
               ? "A date with a time from 4714-11-24 BC to 294276-12-31, such as 1999-01-08 04:05:06+02 or "
                 "1999-01-08 04:05 PST, or infinity, -infinity, epoch, now, today; without a zone it is "
                 "taken "
                 "in the session's."
               : "A date with a time from 4714-11-24 BC to 294276-12-31, such as 1999-01-08 04:05:06, or "
                 "infinity, -infinity, epoch, now, today; a zone is ignored.";
  }

 private:
  bool is_plain(std::string_view text) const override { return is_plain_timestamp(text, zoned_); }

  Outcome micros_from(const Moment& moment, std::int64_t& micros) const {
    switch (moment.kind) {
      case Moment::Kind::epoch: micros = unix_epoch_days * usecs_per_day; return Outcome::ok;
      case Moment::Kind::late: micros = timestamp_late; return Outcome::ok;
      case Moment::Kind::early: micros = timestamp_early; return Outcome::ok;
      case Moment::Kind::finite: break;
    }
    const std::int64_t days = days_of(moment.date.year, moment.date.month, moment.date.day);
    if (__builtin_mul_overflow(days, usecs_per_day, &micros) ||
        __builtin_add_overflow(micros, moment.time, &micros))
      return Outcome::out_of_range;
    // The server takes a change of sign for an overflow, but for the day before 2000-01-01.
    if ((micros < 0 && days > 0) || (micros > 0 && days < -1)) return Outcome::out_of_range;
    if (zoned_ && __builtin_sub_overflow(micros, moment.offset * usecs_per_sec, &micros))
      return Outcome::out_of_range;
    return micros < timestamp_min || micros >= timestamp_end ? Outcome::out_of_range : Outcome::ok;
  }

  void print_styled(const Value& value, const Settings& settings, std::string& out) const {
    const ZonePtr zone = zoned_ ? session_zone(settings) : nullptr;
    Clock clock{0, zoned_ ? "UTC" : ""};
    if (zone != nullptr) {
      const Zone::Period& period = zone->period_at(unix_seconds(value.integer()));
      clock = {period.offset, period.abbreviation};
    }
    print_styled_timestamp(value.integer(), clock, settings, out);
  }

  std::int32_t offset_of(const Value& value, const Settings& settings) const {
    const ZonePtr zone = zoned_ ? session_zone(settings) : nullptr;
    return zone == nullptr ? 0 : zone->offset_at(unix_seconds(value.integer()));
  }

  bool zoned_;
  int precision_;
};

TypePtr make_date(Modifiers, Fault*) { return std::make_shared<DateType>(); }

TypePtr make_timestamp_type(Modifiers modifiers, bool zoned, Fault* why) {
  int precision = 6;
  if (!read_precision(modifiers, "TIMESTAMP", zoned, precision, why)) return nullptr;
  return std::make_shared<TimestampType>(name_with_precision("timestamp", modifiers, zoned, precision), zoned,
                                         precision);
}

TypePtr make_timestamp(Modifiers modifiers, Fault* why) { return make_timestamp_type(modifiers, false, why); }
TypePtr make_timestamptz(Modifiers modifiers, Fault* why) {
  return make_timestamp_type(modifiers, true, why);
}

// What the server says; a place it names in no message.
Fault words_of(Outcome outcome, std::string_view type, std::string_view text, const Request& request) {
  Fault fault;
  switch (outcome) {
    case Outcome::ok:
    case Outcome::bad_format: return faults::invalid_datetime(type, text);
    case Outcome::field_overflow: return faults::datetime_overflow(text);
    case Outcome::month_overflow:
      fault = faults::datetime_overflow(text);
      fault.hint = "Perhaps you need a different \"datestyle\" setting.";
      return fault;
    case Outcome::zone_overflow:
      return {Code::invalid_time_zone_offset, "time zone displacement out of range: " + shown(text), {}, {}};
    case Outcome::unknown_zone:
      return {Code::invalid_parameter_value,
              "time zone " + shown(request.unknown_zone) + " not recognized",
              {},
              {}};
    case Outcome::out_of_range: break;
  }
  const std::string_view kind = type.starts_with("timestamp") ? "timestamp" : type;
  return {Code::datetime_field_overflow, std::string(kind) + " out of range: " + shown(text), {}, {}};
}

}  // namespace

Fault datetime::fault_of(Outcome outcome, std::string_view type, std::string_view text,
                         const Request& request) {
  Fault fault = words_of(outcome, type, text, request);
  fault.offset = request.stopped;
  return fault;
}

const Family date_family{"date", "date", 0, make_date};
const Family timestamp_family{"timestamp", "timestamp without time zone", 1, make_timestamp};
const Family timestamptz_family{"timestamptz", "timestamp with time zone", 1, make_timestamptz};

}  // namespace surerow
