// The fast way for what programs write: ISO 8601 dates and timestamps in their plain form. It accepts only
// texts on which it agrees with the whole grammar; it never refuses, it leaves the rest to read_moment().
#include "common/types/datetime.h"

namespace surerow::datetime {
namespace {

struct Cursor {
  const char* at;
  const char* end;

  std::size_t left() const { return static_cast<std::size_t>(end - at); }
  bool done() const { return at == end; }
  bool take(char c) {
    if (at == end || *at != c) return false;
    ++at;
    return true;
  }
  /// Two digits, at most `limit`; -1 otherwise.
  int two(int limit) {
    if (left() < 2) return -1;
    const unsigned tens = static_cast<unsigned char>(at[0]) - '0';
    const unsigned ones = static_cast<unsigned char>(at[1]) - '0';
    if (tens > 9 || ones > 9) return -1;
    const int value = static_cast<int>(tens * 10 + ones);
    at += 2;
    return value <= limit ? value : -1;
  }
};

bool read_fraction(Cursor& in, std::int64_t& micros) {
  // More than six digits round in double arithmetic: the whole grammar's work.
  static constexpr int scale[] = {0, 100'000, 10'000, 1'000, 100, 10, 1};
  int digits = 0;
  int value = 0;
  while (!in.done() && *in.at >= '0' && *in.at <= '9') {
    if (++digits > 6) return false;
    value = value * 10 + (*in.at++ - '0');
  }
  if (digits == 0) return false;
  micros = std::int64_t{value} * scale[digits];
  return true;
}

bool read_time(Cursor& in, std::int64_t& out) {
  const int hour = in.two(23);
  if (hour < 0 || !in.take(':')) return false;
  const int minute = in.two(59);
  if (minute < 0) return false;
  int second = 0;
  std::int64_t micros = 0;
  if (in.take(':')) {
    second = in.two(59);
    if (second < 0 || (in.take('.') && !read_fraction(in, micros))) return false;
  }
  out = ((hour * 60 + minute) * 60 + second) * usecs_per_sec + micros;
  return true;
}

bool read_offset(Cursor& in, Iso& out) {
  if (in.done()) return true;
  out.zoned = true;
  if (in.take('Z')) return in.done();
  const bool west = *in.at == '-';
  if (!west && *in.at != '+') return false;
  ++in.at;
  const int hour = in.two(15);
  int minute = 0;
  if (hour < 0 || (in.take(':') && (minute = in.two(59)) < 0)) return false;
  out.offset = (hour * 60 + minute) * 60;
  if (west) out.offset = -out.offset;
  return in.done();
}

}  // namespace

bool read_iso(std::string_view text, Iso& out) {
  Cursor in{text.data(), text.data() + text.size()};
  const int century = in.two(99);
  const int year_of_century = in.two(99);
  if (century < 0 || year_of_century < 0 || !in.take('-')) return false;
  const int year = century * 100 + year_of_century;
  const int month = in.two(12);
  if (year < 1 || month < 1 || !in.take('-')) return false;
  const int day = in.two(31);
  if (day < 1 || (day > 28 && day > days_in_month(year, month))) return false;
  out.days = days_of(year, month, day);
  if (in.done()) return true;
  if (!in.take(' ') && !in.take('T')) return false;
  return read_time(in, out.time) && read_offset(in, out);
}

bool read_iso_time(std::string_view text, Iso& out) {
  Cursor in{text.data(), text.data() + text.size()};
  return read_time(in, out.time) && read_offset(in, out);
}

}  // namespace surerow::datetime
