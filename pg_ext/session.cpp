// Reads DateStyle, IntervalStyle, TimeZone and the transaction's time from the server. Changes nothing.
#include "pg_ext/session.h"

#include <sys/stat.h>

#include "common/call.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/xact.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "pgtime.h"
#include "tcop/tcopprot.h"
}

namespace surerow::pg {
namespace {

/// What one level of nested json costs the server's own reader (14,539 levels were seen in 2 MB).
constexpr long stack_per_level = 150;

/// The server's own time zone files, or the system's when it was built --with-system-tzdata (as Debian's is).
std::string zone_files() {
  char share[MAXPGPATH];
  get_share_path(my_exec_path, share);
  const std::string own = std::string(share) + "/timezone";
  struct stat found;
  return stat(own.c_str(), &found) == 0 ? own : "/usr/share/zoneinfo";
}

Settings fixed_settings() {
  Settings s;
  s.server_version = PG_VERSION_NUM / 10000;
  s.zoneinfo = zone_files();
  return s;
}

Settings::DateOrder date_order() {
  switch (DateOrder) {
    case DATEORDER_YMD: return Settings::DateOrder::ymd;
    case DATEORDER_DMY: return Settings::DateOrder::dmy;
    default: return Settings::DateOrder::mdy;
  }
}

Settings::DateStyle date_style() {
  switch (DateStyle) {
    case USE_POSTGRES_DATES: return Settings::DateStyle::postgres;
    case USE_SQL_DATES: return Settings::DateStyle::sql;
    case USE_GERMAN_DATES: return Settings::DateStyle::german;
    default: return Settings::DateStyle::iso;
  }
}

Settings::IntervalStyle interval_style() {
  switch (IntervalStyle) {
    case INTSTYLE_POSTGRES_VERBOSE: return Settings::IntervalStyle::postgres_verbose;
    case INTSTYLE_SQL_STANDARD: return Settings::IntervalStyle::sql_standard;
    case INTSTYLE_ISO_8601: return Settings::IntervalStyle::iso_8601;
    default: return Settings::IntervalStyle::postgres;
  }
}

/// The server's variables as they were translated last. The server keeps every zone it has loaded: the same
/// address is the same zone.
struct Stamp {
  int date_style, date_order, interval_style, stack_depth;
  const pg_tz* zone;  // never null in a session
  bool operator==(const Stamp&) const = default;
};

void translate(Settings& settings) {
  settings.date_style = date_style();
  settings.date_order = date_order();
  settings.interval_style = interval_style();
  settings.time_zone = pg_get_timezone_name(session_timezone);
  settings.max_depth = static_cast<int>(max_stack_depth * 1024L / stack_per_level);
}

}  // namespace

const Settings& session_settings() {
  static Settings settings = fixed_settings();
  static Stamp known{};
  const Stamp current{DateStyle, DateOrder, IntervalStyle, max_stack_depth, session_timezone};
  if (current != known) {
    translate(settings);
    known = current;
  }
  settings.now = GetCurrentTransactionStartTimestamp();
  return settings;
}

void require_utf8() {
  if (GetDatabaseEncoding() == PG_UTF8) return;
  refuse(faults::needs_utf8(GetDatabaseEncodingName()));
}

}  // namespace surerow::pg
