// What a zone answers, and the process's store of zones: a map under a mutex whose entries never change.
#include "common/types/zone.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "common/types/scan.h"

namespace surerow {
namespace {

constexpr std::int64_t cycle = 146'097LL * 86'400;  // 400 Gregorian years in seconds
constexpr std::size_t most_zones = 1'000;           // more names than the zone database has
constexpr std::size_t longest_name = 255;

}  // namespace

std::int64_t Zone::into_range(std::int64_t instant) const {
  if (transitions_.empty()) return instant;
  const std::int64_t last = transitions_.back().at;
  const std::int64_t first = transitions_.front().at;
  if (cyclic_ && instant >= last) return instant - ((instant - last) / cycle + 1) * cycle;
  if (endless_past_ && instant < first) return instant + ((first - instant - 1) / cycle + 1) * cycle;
  return instant;
}

std::size_t Zone::after(std::int64_t instant) const {
  const auto found = std::ranges::upper_bound(transitions_, instant, {}, &Transition::at);
  return static_cast<std::size_t>(found - transitions_.begin());
}

const Zone::Period& Zone::before(std::size_t transition) const {
  // RFC 8536, 3.2: the first type holds before the first transition.
  return periods_[transition == 0 ? 0 : transitions_[transition - 1].period];
}

const Zone::Period& Zone::period_at(std::int64_t instant) const { return before(after(into_range(instant))); }

std::int32_t Zone::offset_of_local(std::int64_t local_seconds) const {
  // No offset reaches a day, and changes are further apart than two: the first one after yesterday decides.
  const std::int64_t yesterday = local_seconds - 86'400;
  const std::int64_t shifted = into_range(yesterday);
  const std::size_t next = after(shifted);
  const std::int32_t old_offset = before(next).offset;
  if (next == transitions_.size()) return old_offset;
  const std::int64_t change = transitions_[next].at + (yesterday - shifted);
  const std::int32_t new_offset = periods_[transitions_[next].period].offset;
  const std::int64_t by_old = local_seconds - old_offset;
  const std::int64_t by_new = local_seconds - new_offset;
  if (by_old < change && by_new < change) return old_offset;
  if (by_old > change && by_new >= change) return new_offset;
  return by_old > by_new ? old_offset : new_offset;
}

std::optional<std::int32_t> Zone::offset_of_abbreviation(std::string_view abbreviation,
                                                         std::int64_t instant) const {
  const auto means = [&](const Transition& t) {
    return scan::same_word(periods_[t.period].abbreviation, abbreviation);
  };
  const auto cut = transitions_.begin() + static_cast<std::ptrdiff_t>(after(into_range(instant)));
  for (auto t = cut; t != transitions_.begin();)
    if (means(*--t)) return periods_[t->period].offset;
  if (scan::same_word(before(0).abbreviation, abbreviation)) return before(0).offset;
  for (auto t = cut; t != transitions_.end(); ++t)
    if (means(*t)) return periods_[t->period].offset;
  return std::nullopt;
}

std::optional<std::int32_t> Zone::fixed_offset() const {
  const std::int32_t offset = periods_.front().offset;
  for (const Period& period : periods_)
    if (period.offset != offset) return std::nullopt;
  return offset;
}

std::optional<Zone::Use> Zone::use_of_abbreviation(std::string_view abbreviation) const {
  std::optional<Use> use;
  for (const Period& period : periods_) {
    if (!scan::same_word(period.abbreviation, abbreviation)) continue;
    if (!use) {
      use = Use{true, period.offset, period.daylight};
    } else if (use->offset != period.offset || use->daylight != period.daylight) {
      use->fixed = false;
    }
  }
  return use;
}

ZonePtr session_zone(const Settings& settings) {
  return settings.time_zone == "UTC" ? nullptr : find_zone(settings.time_zone, settings.zoneinfo);
}

ZonePtr find_zone(std::string_view name, const std::string& directory) {
  if (name.empty() || name.size() > longest_name) return nullptr;
  static std::mutex mutex;
  static std::map<std::string, ZonePtr, std::less<>> zones;
  static struct {
    std::string name, directory;
    ZonePtr zone;
  } last;  // a session asks for its own zone again and again

  const std::lock_guard lock(mutex);
  if (last.name == name && last.directory == directory) return last.zone;
  std::string key;
  key.reserve(directory.size() + 1 + name.size());
  key += directory;
  key += '\n';
  for (const char c : name) key += scan::upper(c);
  const std::string_view upper = std::string_view(key).substr(directory.size() + 1);

  auto known = zones.find(key);
  if (known == zones.end()) {
    ZonePtr zone = read_zone_file(upper, directory);
    if (zone == nullptr) zone = make_posix_zone(upper);
    if (zones.size() >= most_zones) zones.clear();
    known = zones.emplace(std::move(key), std::move(zone)).first;
  }
  last = {std::string(name), directory, known->second};
  return known->second;
}

}  // namespace surerow
