// What the parts of the date and time readers share: the verdict on a text, the moment a text names, and
// the steps between text, moment and binary value. Values are PostgreSQL's own: days, or microseconds, from
// 2000-01-01 (UTC for timestamptz), with the extreme values for the infinities.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/types/calendar.h"
#include "common/types/type.h"

namespace surerow::datetime {

/// Why a text was refused, or that it was not.
enum class Outcome : unsigned char {
  ok,
  bad_format,      // 22007
  field_overflow,  // 22008
  month_overflow,  // 22008, perhaps another DateStyle was meant
  zone_overflow,   // 22009
  unknown_zone,    // 22023
  out_of_range,    // 22008: a well-formed value that the type cannot hold
};

/// What a text says, before a type takes what it needs from it.
struct Moment {
  enum class Kind : unsigned char { finite, epoch, late, early };
  Kind kind = Kind::finite;
  Civil date;
  std::int64_t time = 0;    // microseconds since midnight; a leap second or 24:00 goes beyond the day
  std::int32_t offset = 0;  // seconds east of UTC, given or found
};

/// What a type asks of a reader.
struct Request {
  const Settings& settings;
  std::size_t capacity;                          // room for the fields (datetime_token.h)
  bool zoned;                                    // whether the offset is needed
  std::string unknown_zone;                      // out: the name that Outcome::unknown_zone is about
  std::size_t stopped = std::string_view::npos;  // out: where in the text a refused field begins
};

// datetime_iso.cpp

/// Reads `YYYY-MM-DD[( |T)HH:MM[:SS[.f]][Z|+hh[:mm]]]` when every field is within its plain range. False:
/// no such text; the whole grammar decides. `zoned` says whether an offset was given.
struct Iso {
  std::int64_t days = 0;
  std::int64_t time = 0;
  std::int32_t offset = 0;
  bool zoned = false;
};
bool read_iso(std::string_view text, Iso& out);
/// The same for `HH:MM[:SS[.f]][Z|+hh[:mm]]`; `days` stays as it is.
bool read_iso_time(std::string_view text, Iso& out);

// datetime_plain.cpp

/// The same for the forms people use: 1/8/1999 4:05 PM, January 8, 1999, 19990108T0405 PST.
bool read_plain(std::string_view text, const Settings& settings, Iso& out);
bool read_plain_time(std::string_view text, const Settings& settings, Iso& out);

// datetime_decode.cpp

/// Reads any text a date, timestamp or timestamptz accepts.
Outcome read_moment(std::string_view text, Request& request, Moment& out);

// datetime_clock.cpp

/// Reads any text a time or timetz accepts: the time and the offset of `out`.
Outcome read_clock(std::string_view text, Request& request, Moment& out);

// datetime_print.cpp: with DateStyle ISO

void print_date(std::int64_t days, std::string& out);
/// 04:05:06.789
void print_time(std::int64_t micros, std::string& out);
/// +02, +05:30, +00:19:32
void print_offset(std::int32_t offset, std::string& out);
/// `between` is ' ' or 'T'. With `zoned`, `offset` is printed after the time as +hh[:mm[:ss]], or, with
/// `full_offset`, with its minutes always.
struct Layout {
  char between = ' ';
  bool zoned = false;
  bool full_offset = false;
};
void print_timestamp(std::int64_t micros, std::int32_t offset, Layout layout, std::string& out);

// datetime_style.cpp: with a DateStyle other than ISO

void print_styled_date(std::int64_t days, const Settings& settings, std::string& out);
/// What the clocks of a zone show at an instant, beside the time. Without a zone all is empty.
struct Clock {
  std::int32_t offset = 0;
  std::string_view abbreviation;
};
void print_styled_timestamp(std::int64_t micros, const Clock& clock, const Settings& settings,
                            std::string& out);

// datetime.cpp: what the types with a precision share

/// Half away from zero, that is from 2000-01-01 for a timestamp, as PostgreSQL rounds its counts.
std::int64_t rounded(std::int64_t micros, int precision);

/// The precision that a type's modifier, if any, asks for. False: refused as PostgreSQL's
/// anytime_typmod_check does; `type` is "TIME" or "TIMESTAMP".
bool read_precision(Modifiers modifiers, std::string_view type, bool zoned, int& precision, Fault* why);

/// "time(3) with time zone"
std::string name_with_precision(std::string_view type, Modifiers modifiers, bool zoned, int precision);

/// The words of a refusal; `type` as PostgreSQL's input function calls itself.
Fault fault_of(Outcome outcome, std::string_view type, std::string_view text, const Request& request);

}  // namespace surerow::datetime
