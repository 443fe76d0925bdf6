// The families time(p) and timetz(p): modifiers, rounding, and who reads and prints what. The value of a time
// is its microseconds since midnight, that of a timetz is in timetz.h. A time takes a zone, checks and drops
// it.
#include "common/types/datetime.h"
#include "common/types/datetime_parts.h"
#include "common/types/datetime_stored.h"
#include "common/types/datetime_token.h"
#include "common/types/families.h"
#include "common/types/timetz.h"

namespace surerow {
namespace {

using namespace datetime;

/// Reads what both types accept. False: refused.
bool read_clock_text(std::string_view text, std::string_view type, bool zoned, const Settings& settings,
                     Moment& out, Fault* why) {
  Request request{settings, Fields::date_capacity, zoned, {}};
  const Outcome outcome = read_clock(text, request, out);
  if (outcome == Outcome::ok) return true;
  if (why != nullptr) *why = fault_of(outcome, type, text, request);
  return false;
}

class TimeType final : public StoredMoment {
 public:
  TimeType(std::string name, int precision) : StoredMoment(std::move(name), "time"), precision_(precision) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::int64_t micros = 0;
    Iso iso;
    if (read_iso_time(text, iso) || read_plain_time(text, cx.settings, iso = {})) {
      micros = iso.time;
    } else {
      Moment moment;
      if (!read_clock_text(text, called(), false, cx.settings, moment, why)) return false;
      micros = moment.time;
    }
    out = Value::integer(rounded(micros, precision_));
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    print_time(value.integer(), out);
  }

  std::string accepts() const override {
    return "A time of day from 00:00:00 to 24:00:00, such as 04:05:06.789, 04:05 or 4:05 PM.";
  }

 private:
  bool is_plain(std::string_view text) const override { return is_plain_time(text, false); }

  int precision_;
};

class TimeTzType final : public StoredMoment {
 public:
  TimeTzType(std::string name, int precision)
      : StoredMoment(std::move(name), "time with time zone"), precision_(precision) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Iso iso;
    const bool plain = read_iso_time(text, iso) || read_plain_time(text, cx.settings, iso = {});
    if (!plain || (!iso.zoned && cx.settings.time_zone != "UTC")) {
      Moment moment;
      if (!read_clock_text(text, called(), true, cx.settings, moment, why)) return false;
      iso.time = moment.time;
      iso.offset = moment.offset;
    }
    out = pack_timetz({rounded(iso.time, precision_), -iso.offset}, cx.arena);
    return true;
  }

  void print(const Value& value, const Settings&, std::string& out) const override {
    const TimeTz time = unpack_timetz(value);
    print_time(time.micros, out);
    print_offset(-time.zone, out);
  }

  std::string accepts() const override {
    return "A time of day from 00:00:00 to 24:00:00 with an offset from UTC, such as 04:05:06+02 or 04:05 "
           "PST; "
           "without one it is taken in the session's time zone.";
  }

  bool from_stored(const Value& stored, const Reading& cx, Value& out, Fault* why) const override {
    return StoredMoment::from_stored(stored, cx, out, why) ||
           (stored.kind() == Value::Kind::text && read_far_offset(stored, cx, out));
  }

 private:
  bool is_plain(std::string_view text) const override { return is_plain_time(text, true); }

  /// '04:05 foo24' is 04:05:00-24, which no reader takes, but which is what was stored.
  bool read_far_offset(const Value& stored, const Reading& cx, Value& out) const {
    const std::string_view text = stored.text();
    const std::size_t sign = text.find_first_of("+-");
    if (sign == text.npos || sign + 1 == text.size()) return false;
    const Leading hours = leading_integer(text.substr(sign + 1));
    if (hours.overflow || hours.value < 16 || hours.value > 167) return false;
    std::string near(text.substr(0, sign + 1));
    near += "00";
    near += hours.rest;
    if (!read(near, cx, out, nullptr)) return false;
    TimeTz time = unpack_timetz(out);
    time.zone += (text[sign] == '-' ? hours.value : -hours.value) * 3600;
    out = pack_timetz(time, cx.arena);
    return to_stored(out, cx).text() == text;
  }

  int precision_;
};

TypePtr make_time(Modifiers modifiers, Fault* why) {
  int precision = 6;
  if (!read_precision(modifiers, "TIME", false, precision, why)) return nullptr;
  return std::make_shared<TimeType>(name_with_precision("time", modifiers, false, precision), precision);
}

TypePtr make_timetz(Modifiers modifiers, Fault* why) {
  int precision = 6;
  if (!read_precision(modifiers, "TIME", true, precision, why)) return nullptr;
  return std::make_shared<TimeTzType>(name_with_precision("time", modifiers, true, precision), precision);
}

}  // namespace

const Family time_family{"time", "time without time zone", 1, make_time};
const Family timetz_family{"timetz", "time with time zone", 1, make_timetz};

}  // namespace surerow
