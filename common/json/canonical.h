// JSON text as PostgreSQL's jsonb prints it: members sorted by the length of their names, then by bytes,
// the last of equal names kept, numbers written out, escapes only where JSON demands them.
#pragma once

#include <string_view>

#include "common/fault.h"
#include "common/json/escape.h"
#include "common/json/reader.h"
#include "common/value.h"

namespace surerow::json {

/// Why a text is no jsonb; cheap to carry, worded by fault_of.
struct Refused {
  enum class Why : unsigned char { none, syntax, depth, string, number, string_size, text_size };
  Why why = Why::none;
  Mistake mistake = {};             // syntax, depth
  Trouble trouble = Trouble::none;  // string
  std::string_view string = {};     // string: as it stands between its quotes
  std::string_view number = {};     // number: as it stands
};

/// The canonical text of `text` (valid UTF-8 without NUL), in `arena`; with `refused->why` set when it has
/// none.
std::string_view canonical(std::string_view text, int max_depth, Arena& arena, Refused& refused);

/// The words of a refusal, with PostgreSQL's SQLSTATE.
Fault fault_of(const Refused& refused, std::string_view text, int max_depth);

/// 22P02: `text` is not JSON.
Fault fault_of(const Mistake& mistake, std::string_view text);

}  // namespace surerow::json
