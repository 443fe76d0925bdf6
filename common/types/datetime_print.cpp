// Output of dates and timestamps as PostgreSQL's with DateStyle ISO, and as its to_json. Never fails: every
// value a reader gives has a text.
#include <cstdlib>

#include "common/types/datetime.h"
#include "common/types/datetime_line.h"

namespace surerow::datetime {
namespace {

void put_date(const Civil& civil, Line& line) {
  put_year(civil.year, line);
  line.put('-');
  line.two(civil.month);
  line.put('-');
  line.two(civil.day);
}

void put_offset(std::int32_t offset, bool full, Line& line) {
  const std::int32_t seconds = std::abs(offset);
  line.put(offset < 0 ? '-' : '+');
  if (seconds >= 360'000) line.put('1');  // a POSIX zone may be 167 hours away
  line.two(seconds / 3600);
  if (!full && seconds % 3600 == 0) return;
  line.put(':');
  line.two(seconds / 60 % 60);
  if (seconds % 60 == 0) return;
  line.put(':');
  line.two(seconds % 60);
}

}  // namespace

void print_date(std::int64_t days, std::string& out) {
  if (append_infinity(days, date_late, date_early, out)) return;
  const Civil civil = civil_of(days);
  Line line;
  put_date(civil, line);
  put_era(civil.year, line);
  line.append_to(out);
}

void print_time(std::int64_t micros, std::string& out) {
  Line line;
  put_time(micros, line);
  line.append_to(out);
}

void print_offset(std::int32_t offset, std::string& out) {
  Line line;
  put_offset(offset, false, line);
  line.append_to(out);
}

void print_timestamp(std::int64_t micros, std::int32_t offset, Layout layout, std::string& out) {
  if (append_infinity(micros, timestamp_late, timestamp_early, out)) return;
  const LocalTime local(micros, offset);
  const Civil civil = civil_of(local.days);
  Line line;
  put_date(civil, line);
  line.put(layout.between);
  put_time(local.time, line);
  if (layout.zoned) put_offset(offset, layout.full_offset, line);
  put_era(civil.year, line);
  line.append_to(out);
}

}  // namespace surerow::datetime
