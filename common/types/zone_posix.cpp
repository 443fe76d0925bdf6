// POSIX time zone specifications (POSIX.1-2017, 8.3, with the hours of RFC 8536, 3.3.1), as names and as
// footers of TZif files. Their offsets count west of UTC; a Zone's count east.
#include <algorithm>
#include <charconv>

#include "common/types/calendar.h"
#include "common/types/scan.h"
#include "common/types/zone.h"

namespace surerow {
namespace {

using datetime::days_of;
using datetime::is_leap;
using datetime::unix_epoch_days;

constexpr std::string_view default_rule = ",M3.2.0,M11.1.0";
constexpr int years_ahead = 401;

struct Day {
  enum class Kind : unsigned char { julian, ordinal, weekday } kind = Kind::julian;
  int day = 0;  // of the year, or of the week
  int week = 0;
  int month = 1;
  std::int32_t time = 7200;  // seconds after local midnight
};

struct Specification {
  Zone::Period standard;
  Zone::Period daylight;
  bool has_daylight = false;
  Day start;
  Day end;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  bool parse(Specification& out) {
    if (!name(out.standard.abbreviation) || !offset(out.standard.offset)) return false;
    if (text_.empty()) return true;
    out.has_daylight = out.daylight.daylight = true;
    out.daylight.offset = out.standard.offset + 3600;
    if (!name(out.daylight.abbreviation)) return false;
    if (!text_.empty() && text_.front() != ',' && text_.front() != ';' && !offset(out.daylight.offset))
      return false;
    if (text_.empty()) text_ = default_rule;
    if (!take(',') && !take(';')) return false;
    return day(out.start) && take(',') && day(out.end) && text_.empty();
  }

 private:
  bool take(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool name(std::string& out) {
    if (take('<')) {
      const std::size_t end = text_.find('>');
      if (end == text_.npos) return false;
      out = text_.substr(0, end);
      text_.remove_prefix(end + 1);
    } else {
      const std::size_t end = std::min(text_.find_first_of("0123456789,-+"), text_.size());
      out = text_.substr(0, end);
      text_.remove_prefix(end);
    }
    return !out.empty();
  }

  bool number(int least, int most, int& out) {
    if (text_.empty() || !scan::is_digit(text_.front())) return false;
    const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), out);
    if (error != std::errc{}) return false;
    text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
    return out >= least && out <= most;
  }

  bool seconds(std::int32_t& out) {
    const bool negative = take('-');
    if (!negative) take('+');
    int hours = 0;
    int minutes = 0;
    int rest = 0;
    if (!number(0, 167, hours)) return false;
    if (take(':') && (!number(0, 59, minutes) || (take(':') && !number(0, 60, rest)))) return false;
    out = hours * 3600 + minutes * 60 + rest;
    if (negative) out = -out;
    return true;
  }

  bool offset(std::int32_t& out) {
    if (!seconds(out)) return false;
    out = -out;
    return true;
  }

  bool day(Day& out) {
    if (take('J')) {
      out.kind = Day::Kind::julian;
      if (!number(1, 365, out.day)) return false;
    } else if (take('M')) {
      out.kind = Day::Kind::weekday;
      if (!number(1, 12, out.month) || !take('.') || !number(1, 5, out.week) || !take('.') ||
          !number(0, 6, out.day))
        return false;
    } else {
      out.kind = Day::Kind::ordinal;
      if (!number(0, 365, out.day)) return false;
    }
    return !take('/') || seconds(out.time);
  }

  std::string_view text_;
};

/// The instant a rule names in a year, when the clocks show `offset`.
std::int64_t instant_of(const Day& day, int year, std::int32_t offset) {
  std::int64_t days = days_of(year, 1, 1);
  switch (day.kind) {
    case Day::Kind::julian: days += day.day - 1 + (is_leap(year) && day.day >= 60 ? 1 : 0); break;
    case Day::Kind::ordinal: days += day.day; break;
    case Day::Kind::weekday: {
      const std::int64_t first = days_of(year, day.month, 1);
      const std::int64_t weekday = ((first + 6) % 7 + 7) % 7;  // 2000-01-01 was a Saturday
      std::int64_t in_month = (day.day - weekday + 7) % 7 + std::int64_t{7} * (day.week - 1);
      if (in_month >= datetime::days_in_month(year, day.month)) in_month -= 7;
      days = first + in_month;
    }
  }
  return (days - unix_epoch_days) * datetime::secs_per_day + day.time - offset;
}

std::uint8_t index_of(const Zone::Period& period, std::vector<Zone::Period>& periods) {
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const Zone::Period& known = periods[i];
    if (known.offset == period.offset && known.daylight == period.daylight &&
        known.abbreviation == period.abbreviation)
      return static_cast<std::uint8_t>(i);
  }
  periods.push_back(period);
  return static_cast<std::uint8_t>(periods.size() - 1);
}

void append_years(const Specification& rule, int first_year, std::vector<Zone::Period>& periods,
                  std::vector<Zone::Transition>& transitions) {
  const std::uint8_t standard = index_of(rule.standard, periods);
  const std::uint8_t daylight = index_of(rule.daylight, periods);
  for (int year = first_year; year <= first_year + years_ahead; ++year) {
    Zone::Transition changes[] = {{instant_of(rule.start, year, rule.standard.offset), daylight},
                                  {instant_of(rule.end, year, rule.daylight.offset), standard}};
    if (changes[1].at < changes[0].at) std::swap(changes[0], changes[1]);
    for (const Zone::Transition& change : changes)
      if (transitions.empty() || change.at > transitions.back().at) transitions.push_back(change);
  }
}

}  // namespace

bool extend_by_footer(std::string_view footer, std::vector<Zone::Period>& periods,
                      std::vector<Zone::Transition>& transitions) {
  Specification rule;
  if (!Parser(footer).parse(rule) || !rule.has_daylight || periods.size() > 250) return false;
  const std::int64_t last = transitions.empty() ? 0 : transitions.back().at;
  const std::int64_t day = datetime::floor_div(last, datetime::secs_per_day) + unix_epoch_days;
  append_years(rule, static_cast<int>(datetime::civil_of(day).year), periods, transitions);
  return true;
}

ZonePtr make_posix_zone(std::string_view specification) {
  Specification rule;
  if (!Parser(specification).parse(rule)) return nullptr;
  std::vector<Zone::Period> periods = {rule.standard};
  std::vector<Zone::Transition> transitions;
  if (rule.has_daylight) append_years(rule, 1970, periods, transitions);
  return std::make_shared<Zone>(std::move(periods), std::move(transitions), rule.has_daylight,
                                rule.has_daylight);
}

}  // namespace surerow
