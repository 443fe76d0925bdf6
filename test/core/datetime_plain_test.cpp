// The fast ways into dates and times take what they promise, and whatever they take means the same to the
// whole grammar: texts are put together from pieces at random, spoilt, and read by both.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "common/types/datetime.h"
#include "common/types/datetime_token.h"

namespace surerow::datetime {
namespace {

TEST(PlainDate, TakesWhatPeopleWrite) {
  const Settings settings;
  for (const char* text :
       {"January 8, 1999", "Jan 8 1999", "1/8/1999", "1-8-1999", "8-Jan-1999", "8 January 1999",
        "Fri, 8 Jan 1999", "Friday Jan 8 1999", "19990108", "1999-1-8", " 1/8/1999 4:05 PM",
        "19990108T040506", "1999-01-08 0405", "1999-01-08 04:05:06.5 PST",
        "1999-01-08 04:05 America/New_York", "1999-01-08T04:05:06+0530", "Fri, 08 Jan 1999 04:05:06 GMT"}) {
    Iso iso;
    EXPECT_TRUE(read_plain(text, settings, iso)) << text;
    EXPECT_EQ(iso.days, days_of(1999, 1, 8)) << text;
  }
}

TEST(PlainTime, TakesWhatPeopleWrite) {
  const Settings settings;
  for (const char* text :
       {"16:05", "4:05 PM", "04:05pm", "1605", "160500", "16:05:00.0", "16:05 PST", "16:05+2"}) {
    Iso iso;
    EXPECT_TRUE(read_plain_time(text, settings, iso)) << text;
    EXPECT_EQ(iso.time, (16 * 60 + 5) * usecs_per_minute) << text;
  }
}

/// A reproducible stream (xorshift).
struct Dice {
  std::uint64_t state = 88'172'645'463'325'252;
  std::size_t operator()(std::size_t sides) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state % sides;
  }
};

constexpr std::array pieces = {"/",           "-",        ".",        ":",     ",",       " ",
                               "  ",          "T",        "8",        "08",    "1999",    "Jan",
                               "march",       "Fri",      "Mon,",     "12",    "31",      "0",
                               "60",          "19990108", "040506",   "0405",  "AM",      "pm",
                               "PST",         "EDT",      "Z",        "MSK",   "+05",     "-08",
                               "+0530",       "+16:00",   "1/8/1999", "04:05", "4:05:06", "24:00",
                               "7.25",        " BC",      "DST",      "at",    "LMT",     "America/New_York",
                               "Jan 8, 1999 "};

std::string random_text(Dice& dice) {
  std::string text;
  for (std::size_t left = 1 + dice(7); left > 0; --left) {
    text += pieces[dice(pieces.size())];
    if (dice(2) == 0) text += ' ';
  }
  return text;
}

/// How many of the two fast ways took the text.
int expect_agreement(const std::string& text, const Settings& settings) {
  int taken = 0;
  for (const bool clock : {false, true}) {
    Iso fast;
    if (!(clock ? read_plain_time(text, settings, fast) : read_plain(text, settings, fast))) continue;
    ++taken;
    Request request{settings, Fields::date_capacity, true, {}};
    Moment slow;
    const Outcome outcome = clock ? read_clock(text, request, slow) : read_moment(text, request, slow);
    EXPECT_EQ(outcome, Outcome::ok) << text;
    EXPECT_EQ(fast.time, slow.time) << text;
    const std::int32_t offset = fast.zoned ? fast.offset : slow.offset;
    EXPECT_EQ(offset, slow.offset) << text;
    const std::int64_t days = clock ? fast.days : days_of(slow.date.year, slow.date.month, slow.date.day);
    EXPECT_EQ(fast.days, days) << text;
  }
  return taken;
}

TEST(PlainDate, AgreesWithTheGrammar) {
  Dice dice;
  int taken = 0;
  using enum Settings::DateOrder;
  for (const char* zone : {"UTC", "America/New_York", "PM3AM", "MAR5"}) {
    for (const Settings::DateOrder order : {mdy, dmy, ymd}) {
      for (const int version : {15, 18}) {
        Settings settings;
        settings.time_zone = zone;
        settings.date_order = order;
        settings.server_version = version;
        for (int i = 0; i < 10'000; ++i) taken += expect_agreement(random_text(dice), settings);
      }
    }
  }
  EXPECT_GT(taken, 5'000);
}

}  // namespace
}  // namespace surerow::datetime
