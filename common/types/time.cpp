// The families time(p) and timetz(p): modifiers, rounding, and who reads and prints what. The value of a time
// is its microseconds since midnight, that of a timetz is in timetz.h. A time takes a zone, checks and drops
// it.
#include "common/types/datetime.h"
#include "common/types/datetime_token.h"
#include "common/types/families.h"
#include "common/types/timetz.h"

namespace surerow {
namespace {

using namespace datetime;

/// Reads what both types accept. False: refused.
bool read_clock_text(std::string_view text, std::string_view type, const Settings& settings, Moment& out,
                     Fault* why) {
  Request request{settings, Fields::date_capacity, {}};
  const Outcome outcome = read_clock(text, request, out);
  if (outcome == Outcome::ok) return true;
  if (why != nullptr) *why = fault_of(outcome, type, text, request);
  return false;
}

class TimeType final : public Type {
 public:
  TimeType(std::string name, int precision) : Type(std::move(name)), precision_(precision) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    std::int64_t micros = 0;
    Iso iso;
    if (read_iso_time(text, iso)) {
      micros = iso.time;
    } else {
      Moment moment;
      if (!read_clock_text(text, "time", cx.settings, moment, why)) return false;
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
  int precision_;
};

class TimeTzType final : public Type {
 public:
  TimeTzType(std::string name, int precision) : Type(std::move(name)), precision_(precision) {}

  bool read(std::string_view text, const Reading& cx, Value& out, Fault* why) const override {
    Iso iso;
    if (!read_iso_time(text, iso) || !iso.zoned) {
      Moment moment;
      if (!read_clock_text(text, "time with time zone", cx.settings, moment, why)) return false;
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

 private:
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
