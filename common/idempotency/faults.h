// The refusals of idempotency keys.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/idempotency/record.h"

namespace surerow::faults {

/// SR010: the key belongs to a request with another fingerprint.
Fault key_reused(const KeyName& name, std::string_view stored, std::string_view given);

/// SR010: the owner has already ended its claim, and otherwise: with another response or error.
Fault ended_otherwise(const KeyName& name, KeyState state);

/// SR011: a writer is at work under the key, further out in the same call.
Fault key_in_progress(const KeyName& name);

/// SR012: no claim of the key has this token.
Fault lease_lost(std::string_view key);

/// SR012: the claim of this token has ended; `state` says how.
Fault claim_ended(const KeyName& name, KeyState state);

/// 40001: other transactions changed the record again and again.
Fault key_contended(const KeyName& name);

/// 42809: the table of keys is somebody else's; `why` is what the engine says of it.
Fault no_such_store(std::string_view why);

/// 42809: the same, for a row with a value that surerow never writes into this column.
Fault no_such_record(std::string_view column);

}  // namespace surerow::faults
