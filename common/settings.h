// What type verdicts depend on, as sure_settings shows it and, on SQLite, changes it: server version,
// DateStyle, IntervalStyle, TimeZone, zoneinfo, depth of nesting. Texts are PostgreSQL's own spellings of its
// parameters.
#pragma once

#include <string>
#include <string_view>

#include "common/types/type.h"

namespace surerow {

/// The settings as JSON, members in a fixed order: {"server_version":18,"date_style":"ISO, MDY",...}.
std::string settings_json(const Settings& settings);

/// `current` with the members of the JSON object `json` changed. Refuses (22023) unknown members and values
/// that PostgreSQL's parameters do not take, (22032) what is no JSON object. All or nothing.
Settings changed_settings(const Settings& current, std::string_view json);

/// Refuses (0A000) a change: on PostgreSQL settings follow the server and its session; the hint says what to
/// SET. `json` is checked as changed_settings() does; what asks for the values there are is no change.
void refuse_changed_settings(const Settings& current, std::string_view json);

}  // namespace surerow
