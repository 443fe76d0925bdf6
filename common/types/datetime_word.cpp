// The table of words. A word is looked up whole; there are no abbreviations beyond those listed.
#include "common/types/datetime_word.h"

#include "common/types/datetime_table.h"

namespace surerow::datetime {
namespace {

struct Entry {
  std::string_view word;
  WordKind kind;
  std::int32_t value;
};

using enum WordKind;

constexpr Entry entries[] = {
    {"+infinity", special, special_late},
    {"-infinity", special, special_early},
    {"ad", era, 0},
    {"allballs", special, special_midnight},
    {"am", meridian, am},
    {"apr", month, 4},
    {"april", month, 4},
    {"at", ignored, 0},
    {"aug", month, 8},
    {"august", month, 8},
    {"bc", era, 1},
    {"d", unit, unit_day},
    {"dec", month, 12},
    {"december", month, 12},
    {"dow", unit, unit_useless},
    {"doy", unit, unit_useless},
    {"dst", dst_modifier, 3600},
    {"epoch", special, special_epoch},
    {"feb", month, 2},
    {"february", month, 2},
    {"fri", weekday, 5},
    {"friday", weekday, 5},
    {"h", unit, unit_hour},
    {"infinity", special, special_late},
    {"isodow", unit, unit_useless},
    {"isoyear", unit, unit_useless},
    {"j", unit, unit_julian},
    {"jan", month, 1},
    {"january", month, 1},
    {"jd", unit, unit_julian},
    {"jul", month, 7},
    {"julian", unit, unit_julian},
    {"july", month, 7},
    {"jun", month, 6},
    {"june", month, 6},
    {"m", unit, unit_month},
    {"mar", month, 3},
    {"march", month, 3},
    {"may", month, 5},
    {"mm", unit, unit_minute},
    {"mon", weekday, 1},
    {"monday", weekday, 1},
    {"nov", month, 11},
    {"november", month, 11},
    {"now", special, special_now},
    {"oct", month, 10},
    {"october", month, 10},
    {"on", ignored, 0},
    {"pm", meridian, pm},
    {"s", unit, unit_second},
    {"sat", weekday, 6},
    {"saturday", weekday, 6},
    {"sep", month, 9},
    {"sept", month, 9},
    {"september", month, 9},
    {"sun", weekday, 0},
    {"sunday", weekday, 0},
    {"t", iso_time, unit_time},
    {"thu", weekday, 4},
    {"thur", weekday, 4},
    {"thurs", weekday, 4},
    {"thursday", weekday, 4},
    {"today", special, special_today},
    {"tomorrow", special, special_tomorrow},
    {"tue", weekday, 2},
    {"tues", weekday, 2},
    {"tuesday", weekday, 2},
    {"wed", weekday, 3},
    {"wednesday", weekday, 3},
    {"weds", weekday, 3},
    {"y", unit, unit_year},
    {"yesterday", special, special_yesterday},
};
constexpr WordTable table(entries);

}  // namespace

Meaning datetime_word(std::string_view word, int server_version) {
  const Entry* const found = table.find(word);
  if (found == nullptr) return {};
  if (word.front() == '+' && server_version < 16) return {};
  return {found->kind, found->value, nullptr};
}

}  // namespace surerow::datetime
