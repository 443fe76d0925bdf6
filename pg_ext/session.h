// What type verdicts depend on, taken from the server and the session at hand.
#pragma once

#include "common/types/type.h"

namespace surerow::pg {

/// The settings of this moment; valid until the next call.
const Settings& session_settings();

/// Refuses (0A000) a database whose encoding is not UTF8: the core reads UTF-8 only.
void require_utf8();

}  // namespace surerow::pg
