// Output of dates and timestamps with the DateStyles SQL, Postgres and German (manual, table 8.14), which
// name a zone by its abbreviation. Like ISO, every value has a text.
#include "common/types/datetime.h"
#include "common/types/datetime_line.h"

namespace surerow::datetime {
namespace {

constexpr std::size_t longest_zone = 10;  // PostgreSQL cuts the abbreviation there

constexpr std::string_view month_names = "JanFebMarAprMayJunJulAugSepOctNovDec";
constexpr std::string_view day_names = "SunMonTueWedThuFriSat";

bool day_first(const Settings& settings) {
  return settings.date_style == Settings::DateStyle::german ||
         settings.date_order == Settings::DateOrder::dmy;
}

/// 17/12/1997, 12/17/1997, 12-17-1997, 17.12.1997
void put_numbers(const Civil& civil, const Settings& settings, Line& line) {
  const char separator = settings.date_style == Settings::DateStyle::sql        ? '/'
                         : settings.date_style == Settings::DateStyle::postgres ? '-'
                                                                                : '.';
  line.two(day_first(settings) ? civil.day : civil.month);
  line.put(separator);
  line.two(day_first(settings) ? civil.month : civil.day);
  line.put(separator);
  put_year(civil.year, line);
}

/// Wed Dec 17, Wed 17 Dec
void put_words(std::int64_t days, const Civil& civil, const Settings& settings, Line& line) {
  const auto weekday = static_cast<std::size_t>(days + 6 - floor_div(days + 6, 7) * 7);
  const std::string_view month = month_names.substr((static_cast<std::size_t>(civil.month) - 1) * 3, 3);
  line.put(day_names.substr(weekday * 3, 3));
  line.put(' ');
  if (!day_first(settings)) {
    line.put(month);
    line.put(' ');
  }
  line.two(civil.day);
  if (day_first(settings)) {
    line.put(' ');
    line.put(month);
  }
}

}  // namespace

void print_styled_date(std::int64_t days, const Settings& settings, std::string& out) {
  if (append_infinity(days, date_late, date_early, out)) return;
  const Civil civil = civil_of(days);
  Line line;
  put_numbers(civil, settings, line);
  put_era(civil.year, line);
  line.append_to(out);
}

void print_styled_timestamp(std::int64_t micros, const Clock& clock, const Settings& settings,
                            std::string& out) {
  if (append_infinity(micros, timestamp_late, timestamp_early, out)) return;
  const LocalTime local(micros, clock.offset);
  const Civil civil = civil_of(local.days);
  const bool words = settings.date_style == Settings::DateStyle::postgres;
  Line line;
  words ? put_words(local.days, civil, settings, line) : put_numbers(civil, settings, line);
  line.put(' ');
  put_time(local.time, line);
  if (words) {
    line.put(' ');
    put_year(civil.year, line);
  }
  if (!clock.abbreviation.empty()) {
    line.put(' ');
    line.put(clock.abbreviation.substr(0, longest_zone));
  }
  put_era(civil.year, line);
  line.append_to(out);
}

}  // namespace surerow::datetime
