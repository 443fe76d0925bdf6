// The fast way for what people write: January 8, 1999; 1/8/1999 4:05 PM; 8-Jan-1999; 19990108T040506; and a
// zone as an offset or an abbreviation after a time. Like read_iso() it accepts only texts on which it agrees
// with the whole grammar, and leaves all others to it: years have four digits, nothing overflows, no field is
// odd.
#include <array>
#include <utility>

#include "common/types/datetime.h"
#include "common/types/datetime_word.h"
#include "common/types/scan.h"
#include "common/types/zone.h"

namespace surerow::datetime {
namespace {

class Reader {
 public:
  Reader(std::string_view text, const Settings& settings)
      : text_(scan::trim(text)),
        settings_(settings),
        session_words_(settings.server_version >= 18 && settings.time_zone != "UTC") {}

  bool date_and_time(Iso& out) {
    if (!date(out)) return false;
    if (done()) return true;
    const bool t = may_have_t_ && (take('T') || take('t'));
    if ((!t && !blanks()) || !time(out)) return false;
    return text_.find('/', at_) == text_.npos ? zone(out) : region(out);
  }

  bool time_and_zone(Iso& out) { return time(out) && zone(out); }

 private:
  struct Number {
    int value = 0;
    std::size_t digits = 0;
  };

  bool done() const { return at_ == text_.size(); }
  char peek() const { return done() ? '\0' : text_[at_]; }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  /// At least one.
  bool blanks() {
    const std::size_t before = at_;
    while (scan::is_space(peek())) ++at_;
    return at_ > before;
  }
  Number number() {
    Number read;
    for (; read.digits < 9 && scan::is_digit(peek()); ++read.digits, ++at_)
      read.value = read.value * 10 + (text_[at_] - '0');
    return read;
  }
  /// One or two digits.
  bool small(int& out) {
    const Number read = number();
    out = read.value;
    return read.digits == 1 || read.digits == 2;
  }
  bool year(int& out) {
    const Number read = number();
    out = read.value;
    return read.digits == 4 && out > 0;
  }

  /// Letters as a lower-case word of at most 9; empty: none, more, or something stands right behind them.
  std::string_view word() {
    std::size_t size = 0;
    while (scan::is_letter(peek())) {
      if (size == word_.size()) return {};
      word_[size++] = scan::lower(text_[at_++]);
    }
    return {word_.data(), size};
  }
  /// From PostgreSQL 18 on the session's zone may have a word for its own.
  bool session_has(std::string_view word) const {
    if (!session_words_) return false;
    const ZonePtr session = session_zone(settings_);
    return session != nullptr && session->use_of_abbreviation(word).has_value();
  }
  /// A word that stands alone.
  Meaning meaning(std::string_view word) const {
    return session_has(word) ? Meaning{} : datetime_word(word, settings_.server_version);
  }

  bool date(Iso& out) {
    int year = 0;
    int month = 0;
    int day = 0;
    const bool read = scan::is_letter(peek()) ? words(year, month, day) : numbers(year, month, day);
    if (!read || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
    out.days = days_of(year, month, day);
    return true;
  }

  /// Jan 8, 1999; Fri, 8 Jan 1999
  bool words(int& to_year, int& month, int& day) {
    if (settings_.date_order == Settings::DateOrder::ymd) return false;
    Meaning first = meaning(word());
    if (first.kind == WordKind::weekday) {
      take(',');
      if (!blanks()) return false;
      if (scan::is_digit(peek())) return small(day) && month_and_year(month, to_year);
      first = meaning(word());
    }
    month = first.value;
    return first.kind == WordKind::month && blanks() && small(day) && year_after(to_year);
  }

  /// The rest of 8 Jan 1999.
  bool month_and_year(int& month, int& to_year) {
    if (settings_.date_order == Settings::DateOrder::ymd || !blanks()) return false;
    const Meaning name = meaning(word());
    month = name.value;
    return name.kind == WordKind::month && year_after(to_year);
  }

  bool year_after(int& to_year) {
    take(',');
    return blanks() && year(to_year);
  }

  /// 1999-1-8, 1/8/1999, 8-Jan-1999, 19990108, 8 Jan 1999
  bool numbers(int& to_year, int& month, int& day) {
    const Number first = number();
    may_have_t_ = true;
    if (first.digits == 8) {
      to_year = first.value / 10'000;
      month = first.value / 100 % 100;
      day = first.value % 100;
      return to_year > 0;
    }
    if (first.digits == 4) {
      to_year = first.value;
      return to_year > 0 && take('-') && small(month) && take('-') && small(day);
    }
    day = first.value;
    if (first.digits != 1 && first.digits != 2) return false;
    return scan::is_space(peek()) ? month_and_year(month, to_year) : separated(to_year, month, day);
  }

  /// The rest of 1/8/1999, 8-Jan-1999, 8.1.1999.
  bool separated(int& to_year, int& month, int& day) {
    const char separator = peek();
    if (separator != '/' && separator != '-' && separator != '.') return false;
    if (settings_.date_order == Settings::DateOrder::ymd) return false;
    ++at_;
    if (scan::is_letter(peek())) {
      may_have_t_ = false;
      const Meaning name = datetime_word(word(), settings_.server_version);
      month = name.value;
      return name.kind == WordKind::month && take(separator) && year(to_year);
    }
    if (!small(month)) return false;
    if (settings_.date_order == Settings::DateOrder::mdy) std::swap(day, month);
    return take(separator) && year(to_year);
  }

  /// 04:05, 4:05:06.7, 0405, 040506; then perhaps AM or PM.
  bool time(Iso& out) {
    const Number first = number();
    int hour = first.value;
    int minute = 0;
    int second = 0;
    std::int64_t micros = 0;
    if (first.digits == 4 || first.digits == 6) {
      if (peek() == '.' || peek() == '-' || peek() == '/') return false;
      second = first.digits == 6 ? hour % 100 : 0;
      hour = first.digits == 6 ? hour / 100 : hour;
      minute = hour % 100;
      hour /= 100;
    } else {
      if ((first.digits != 1 && first.digits != 2) || !take(':') || !small(minute)) return false;
      if (take(':') && (!small(second) || (take('.') && !fraction(micros)))) return false;
    }
    if (hour > 23 || minute > 59 || second > 59 || !meridian(hour)) return false;
    out.time = ((hour * 60 + minute) * 60 + second) * usecs_per_sec + micros;
    return true;
  }

  bool fraction(std::int64_t& micros) {
    // More than six digits round in double arithmetic: the whole grammar's work.
    static constexpr int scale[] = {0, 100'000, 10'000, 1'000, 100, 10, 1};
    const Number digits = number();
    if (digits.digits < 1 || digits.digits > 6) return false;
    micros = std::int64_t{digits.value} * scale[digits.digits];
    return true;
  }

  bool meridian(int& hour) {
    const std::size_t before = at_;
    blanks();
    const bool pm = scan::lower(peek()) == 'p';
    const bool there = (pm || scan::lower(peek()) == 'a') && at_ + 1 < text_.size() &&
                       scan::lower(text_[at_ + 1]) == 'm' &&
                       (at_ + 2 == text_.size() || scan::is_space(text_[at_ + 2]));
    if (!there) {
      at_ = before;
      return true;
    }
    at_ += 2;
    if (hour < 1 || hour > 12 || session_has(pm ? "pm" : "am")) return false;
    hour = hour % 12 + (pm ? 12 : 0);
    return true;
  }

  bool zone(Iso& out) {
    blanks();
    if (done()) return true;
    out.zoned = true;
    if (!scan::is_letter(peek())) return offset(out.offset);
    const std::string_view name = word();
    if (!done() || session_has(name)) return false;
    const Meaning zone = zone_abbreviation(name);
    out.offset = zone.value;
    return zone.kind == WordKind::zone || zone.kind == WordKind::dst_zone;
  }

  /// America/New_York: its offset at this date and time.
  bool region(Iso& out) {
    out.zoned = blanks() && scan::is_letter(peek());
    const std::string_view name = text_.substr(at_);
    for (const char c : name)
      if (!scan::is_letter(c) && c != '/' && c != '_') return false;
    const ZonePtr zone = out.zoned ? find_zone(name, settings_.zoneinfo) : nullptr;
    if (zone == nullptr) return false;
    out.offset = zone->offset_of_local(unix_seconds(out.days * usecs_per_day + out.time));
    return true;
  }

  /// +05, +5, +05:30, +0530
  bool offset(std::int32_t& out) {
    const bool west = peek() == '-';
    if (!west && peek() != '+') return false;
    ++at_;
    Number hours = number();
    int minutes = 0;
    if (hours.digits == 4) {
      minutes = hours.value % 100;
      hours.value /= 100;
    } else if (hours.digits < 1 || hours.digits > 2 || (take(':') && !small(minutes))) {
      return false;
    }
    out = (hours.value * 60 + minutes) * 60;
    if (west) out = -out;
    return done() && hours.value <= 15 && minutes <= 59;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const Settings& settings_;
  const bool session_words_;
  std::array<char, 9> word_;
  bool may_have_t_ = false;  // the T of ISO 8601 may stand between date and time
};

}  // namespace

bool read_plain(std::string_view text, const Settings& settings, Iso& out) {
  return Reader(text, settings).date_and_time(out);
}

bool read_plain_time(std::string_view text, const Settings& settings, Iso& out) {
  return Reader(text, settings).time_and_zone(out);
}

}  // namespace surerow::datetime
