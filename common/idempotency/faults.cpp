// Words only.
#include "common/idempotency/faults.h"

#include <fmt/format.h>

#include "common/idempotency/store.h"

namespace surerow::faults {
namespace {

std::string key_of(const KeyName& name) {
  const std::string key = "idempotency key " + shown(name.key);
  return name.scope.empty() ? key : key + " of scope " + shown(name.scope);
}

std::string_view ending_of(KeyState state) {
  switch (state) {
    case KeyState::done: return "completed";
    case KeyState::failed: return "failed for good";
    default: return "released";
  }
}

}  // namespace

Fault key_reused(const KeyName& name, std::string_view stored, std::string_view given) {
  return {Code::key_reused, fmt::format("{} belongs to another request", key_of(name)),
          fmt::format("The fingerprint of that request is {}, of this one {}.", stored, given),
          "Repeat the very request that the key was first used with, or take a new key for a new request."};
}

Fault ended_otherwise(const KeyName& name, KeyState state) {
  return {Code::key_reused,
          fmt::format("{} was {} with another {}", key_of(name), ending_of(state),
                      state == KeyState::done ? "response" : "error"),
          {},
          "What the first call stored stands; claim the key to read it."};
}

Fault key_in_progress(const KeyName& name) {
  return {
      Code::in_progress,
      fmt::format("{} is in use by a call that is still at work", key_of(name)),
      {},
      "A trigger that the call fires cannot write under the call's own key: give it another one, or none."};
}

Fault lease_lost(std::string_view key) {
  return {Code::lease_lost, fmt::format("the lease of idempotency key {} is lost", shown(key)),
          "No claim of the key has this token: somebody else took it over when the lease had run out, or its "
          "record has expired.",
          "Stop the work. Claim the key again to learn how it stands."};
}

Fault claim_ended(const KeyName& name, KeyState state) {
  return {Code::lease_lost, fmt::format("the claim of {} has ended", key_of(name)),
          fmt::format("It was {} under this token.", ending_of(state)),
          "Stop the work. Claim the key again to learn how it stands."};
}

Fault key_contended(const KeyName& name) {
  return {Code::serialization_failure,
          fmt::format("could not take {}: other transactions changed it again and again", key_of(name)),
          {},
          "Repeat the transaction."};
}

Fault no_such_store(std::string_view why) {
  return {Code::wrong_object_type,
          fmt::format("{} is not the table of surerow's idempotency keys", store_table),
          fmt::format("The database says: {}.", why),
          "Rename what has this name: surerow makes its own table when a key is first used."};
}

Fault no_such_record(std::string_view column) {
  return {Code::wrong_object_type,
          fmt::format("{} is not the table of surerow's idempotency keys", store_table),
          fmt::format("It has a row with another {} than surerow writes.", column),
          "Only surerow's functions may write into it. Delete the row to make its key anew."};
}

}  // namespace surerow::faults
