// JSON text in a canonical form, of which there are two. jsonb's is what PostgreSQL prints: members sorted by
// the length of their names, then by bytes, the last of equal names kept, numbers written out. That of
// RFC 8785 sorts members by UTF-16 code units, refuses equal names, has no white space, and writes a number
// as ECMAScript does, but never rounds it: texts of equal values, and only these, are equal.
// Both escape only what JSON demands.
#pragma once

#include <cstdint>
#include <string_view>

#include "common/json/refused.h"
#include "common/value.h"

namespace surerow::json {

/// The order of members by RFC 8785: that of their names in UTF-16.
bool utf16_less(std::string_view a, std::string_view b);

enum class Form : std::uint8_t { jsonb, rfc8785 };

/// The canonical text of `text` (valid UTF-8 without NUL), in `arena`; with `refused.why` set when it has
/// none.
std::string_view canonical(std::string_view text, Form form, int max_depth, Arena& arena, Refused& refused);

}  // namespace surerow::json
