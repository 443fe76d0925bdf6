// Time zones: which offset from UTC holds when. Read from TZif files (RFC 8536) or made from a POSIX
// specification; immutable once made, so that threads may share them. Offsets are seconds east of UTC,
// instants are seconds from 1970-01-01 00:00 UTC.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/types/type.h"

namespace surerow {

class Zone {
 public:
  struct Period {
    std::int32_t offset = 0;
    bool daylight = false;
    std::string abbreviation;  // upper case as in the file: "EST"
  };
  struct Transition {
    std::int64_t at;
    std::uint8_t period;  // index into periods: what holds from then on
  };

  /// `transitions` ascend. `cyclic` says that the last 400 years of them repeat for ever; `endless_past` that
  /// they also repeat backwards.
  Zone(std::vector<Period> periods, std::vector<Transition> transitions, bool cyclic, bool endless_past)
      : periods_(std::move(periods)),
        transitions_(std::move(transitions)),
        cyclic_(cyclic),
        endless_past_(endless_past) {}

  /// What holds at an instant.
  const Period& period_at(std::int64_t instant) const;
  std::int32_t offset_at(std::int64_t instant) const { return period_at(instant).offset; }

  /// The offset that a local time means. A time that a change of the clocks skipped is read with the offset
  /// before it; one that happened twice is the later one.
  std::int32_t offset_of_local(std::int64_t local_seconds) const;

  /// The offset an abbreviation had in this zone: at its last use before `instant`, else at its first after.
  std::optional<std::int32_t> offset_of_abbreviation(std::string_view abbreviation,
                                                     std::int64_t instant) const;

  /// The offset of a zone that never had another.
  std::optional<std::int32_t> fixed_offset() const;

  /// Whether the zone ever used this abbreviation, and its offset when that never changed.
  struct Use {
    bool fixed = true;
    std::int32_t offset = 0;
    bool daylight = false;
  };
  std::optional<Use> use_of_abbreviation(std::string_view abbreviation) const;

 private:
  /// Moves an instant beyond the transitions into them, by whole cycles of 400 years.
  std::int64_t into_range(std::int64_t instant) const;
  /// The index of the first transition after `instant`.
  std::size_t after(std::int64_t instant) const;
  const Period& before(std::size_t transition) const;

  std::vector<Period> periods_;
  std::vector<Transition> transitions_;
  bool cyclic_;
  bool endless_past_;
};

using ZonePtr = std::shared_ptr<const Zone>;

/// The zone of this name, in any case: a file below `directory`, else a POSIX specification. Null: neither.
/// Keeps a bounded number of zones for the life of the process, as PostgreSQL does for a session's: a changed
/// file is seen by the next process. Safe for many threads.
ZonePtr find_zone(std::string_view name, const std::string& directory);

/// The zone of a session. Null for UTC, which needs none, and for a name that is no zone.
ZonePtr session_zone(const Settings& settings);

/// zone_file.cpp: reads a TZif file; null when there is none of this name or it is damaged.
ZonePtr read_zone_file(std::string_view name, const std::string& directory);

/// zone_posix.cpp: `EST5EDT,M3.2.0,M11.1.0`. Null when malformed.
ZonePtr make_posix_zone(std::string_view specification);

/// Appends to a file's transitions those of its footer, for 400 years after the last one. Returns whether the
/// footer has such transitions, so that they go on for ever.
bool extend_by_footer(std::string_view footer, std::vector<Zone::Period>& periods,
                      std::vector<Zone::Transition>& transitions);

}  // namespace surerow
