// One table of settings: how each is shown, read and SET on PostgreSQL. Changes no engine.
#include "common/settings.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "common/dialect.h"
#include "common/option_reader.h"
#include "common/types/scan.h"
#include "common/types/zone.h"

namespace surerow {
namespace {

constexpr int oldest_version = 15;
constexpr int deepest = 1'000'000;

constexpr const char* style_names[] = {"ISO", "Postgres", "SQL", "German"};
constexpr const char* order_names[] = {"MDY", "DMY", "YMD"};
constexpr const char* interval_names[] = {"postgres", "postgres_verbose", "sql_standard", "iso_8601"};

// The words of DateStyle: a style, an order, or for German both.
struct DateWord {
  std::string_view word;
  std::optional<Settings::DateStyle> style;
  std::optional<Settings::DateOrder> order;
};
constexpr std::array<DateWord, 12> date_words = {{
    {"iso", Settings::DateStyle::iso, {}},
    {"postgres", Settings::DateStyle::postgres, {}},
    {"sql", Settings::DateStyle::sql, {}},
    {"german", Settings::DateStyle::german, {}},
    {"mdy", {}, Settings::DateOrder::mdy},
    {"us", {}, Settings::DateOrder::mdy},
    {"noneuropean", {}, Settings::DateOrder::mdy},
    {"noneuro", {}, Settings::DateOrder::mdy},
    {"dmy", {}, Settings::DateOrder::dmy},
    {"european", {}, Settings::DateOrder::dmy},
    {"euro", {}, Settings::DateOrder::dmy},
    {"ymd", {}, Settings::DateOrder::ymd},
}};

[[noreturn]] void invalid(const char* parameter, std::string_view value, std::string detail,
                          std::string hint = {}) {
  refuse({Code::invalid_parameter_value,
          fmt::format("invalid value for parameter \"{}\": {}", parameter, shown(value)), std::move(detail),
          std::move(hint)});
}

const DateWord* date_word(std::string_view word) {
  for (const DateWord& known : date_words)
    if (scan::same_word(known.word, word)) return &known;
  return nullptr;
}

template <class T>
bool settle(std::optional<T>& chosen, std::optional<T> given) {
  if (!given) return true;
  if (chosen && chosen != given) return false;
  chosen = given;
  return true;
}

void set_date_style(Settings& settings, std::string_view text) {
  std::optional<Settings::DateStyle> style;
  std::optional<Settings::DateOrder> order;
  for (std::string_view rest = text; !scan::trim(rest).empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view word = scan::trim(rest.substr(0, comma));
    const DateWord* const known = date_word(word);
    if (known == nullptr) invalid("DateStyle", text, fmt::format("Unrecognized key word: {}.", shown(word)));
    if (!settle(style, known->style) || !settle(order, known->order))
      invalid("DateStyle", text, "Conflicting \"datestyle\" specifications.");
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  // German alone means day before month, as the server takes it.
  if (style == Settings::DateStyle::german && !order) order = Settings::DateOrder::dmy;
  settings.date_style = style.value_or(settings.date_style);
  settings.date_order = order.value_or(settings.date_order);
}

void set_interval_style(Settings& settings, std::string_view text) {
  for (std::size_t i = 0; i < std::size(interval_names); ++i) {
    if (!scan::same_word(interval_names[i], text)) continue;
    settings.interval_style = static_cast<Settings::IntervalStyle>(i);
    return;
  }
  invalid("IntervalStyle", text, {}, fmt::format("Available values: {}.", fmt::join(interval_names, ", ")));
}

void check_zone(const Settings& settings) {
  if (settings.time_zone == "UTC" || find_zone(settings.time_zone, settings.zoneinfo) != nullptr) return;
  invalid(
      "TimeZone", settings.time_zone,
      fmt::format("No file below {} has this name, and it is no POSIX specification.", settings.zoneinfo));
}

void check_zoneinfo(const Settings& settings) {
  if (read_zone_file("UTC", settings.zoneinfo) != nullptr) return;
  invalid("zoneinfo", settings.zoneinfo, "No time zone UTC is there.",
          "Name a folder of compiled time zones such as /usr/share/zoneinfo (Debian's package tzdata).");
}

std::string date_style(const Settings& settings) {
  return fmt::format("{}, {}", style_names[static_cast<int>(settings.date_style)],
                     order_names[static_cast<int>(settings.date_order)]);
}

struct Setting {
  std::string_view name;
  const char* parameter;  // PostgreSQL's; null: no session can SET it
  std::string (*show)(const Settings&);
  void (*read)(OptionReader&, Settings&);
  bool quoted;  // a string in JSON
};

constexpr std::array<Setting, 6> all_settings = {{
    {"server_version", nullptr, [](const Settings& s) { return fmt::format("{}", s.server_version); },
     [](OptionReader& in, Settings& s) {
       s.server_version = static_cast<int>(in.integer(oldest_version, newest_server));
     },
     false},
    {"date_style", "DateStyle", date_style,
     [](OptionReader& in, Settings& s) { set_date_style(s, in.text("a style such as ISO, MDY")); }, true},
    {"interval_style", "IntervalStyle",
     [](const Settings& s) { return std::string(interval_names[static_cast<int>(s.interval_style)]); },
     [](OptionReader& in, Settings& s) { set_interval_style(s, in.text("the name of a style")); }, true},
    {"time_zone", "TimeZone", [](const Settings& s) { return s.time_zone; },
     [](OptionReader& in, Settings& s) { s.time_zone = in.text("the name of a time zone"); }, true},
    {"zoneinfo", nullptr, [](const Settings& s) { return s.zoneinfo; },
     [](OptionReader& in, Settings& s) { s.zoneinfo = in.text("a folder of time zones"); }, true},
    {"max_depth", nullptr, [](const Settings& s) { return fmt::format("{}", s.max_depth); },
     [](OptionReader& in, Settings& s) { s.max_depth = static_cast<int>(in.integer(1, deepest)); }, false},
}};

const Setting& setting_named(const OptionReader& in) {
  std::vector<std::string_view> names;
  for (const Setting& setting : all_settings) {
    if (setting.name == in.name()) return setting;
    names.push_back(setting.name);
  }
  in.unknown(names);
}

std::string set_commands(const Settings& current, const Settings& wanted) {
  std::string commands;
  for (const Setting& setting : all_settings) {
    const std::string value = setting.show(wanted);
    if (setting.parameter == nullptr || value == setting.show(current)) continue;
    commands += fmt::format("{}SET {} = {};", commands.empty() ? "" : " ", setting.parameter, literal(value));
  }
  return commands;
}

}  // namespace

std::string settings_json(const Settings& settings) {
  std::string out;
  for (const Setting& setting : all_settings) {
    out += out.empty() ? '{' : ',';
    json::append_string(out, setting.name);
    out += ':';
    const std::string value = setting.show(settings);
    if (setting.quoted)
      json::append_string(out, value);
    else
      out += value;
  }
  return out + '}';
}

Settings changed_settings(const Settings& current, std::string_view json) {
  Settings changed = current;
  OptionReader in(json, "sure_settings");
  while (in.next()) setting_named(in).read(in, changed);
  // Last, since the zone is looked up in the folder that the same call may name.
  if (changed.zoneinfo != current.zoneinfo) check_zoneinfo(changed);
  check_zone(changed);
  return changed;
}

void refuse_changed_settings(const Settings& current, std::string_view json) {
  const Settings wanted = changed_settings(current, json);
  if (settings_json(wanted) == settings_json(current)) return;
  const std::string commands = set_commands(current, wanted);
  refuse({Code::feature_not_supported, "sure_settings cannot change settings on PostgreSQL",
          "They follow the server and its session; max_depth follows max_stack_depth.",
          commands.empty() ? "" : "Run " + commands});
}

}  // namespace surerow
