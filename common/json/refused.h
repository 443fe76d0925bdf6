// Why a text is no json or jsonb, and how PostgreSQL says it: token by token, a token that is wrong in itself
// before one that stands in a wrong place. Only refusals come here.
#pragma once

#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/json/escape.h"
#include "common/json/reader.h"

namespace surerow::json {

/// Why a text is refused; cheap to carry, worded by fault_of.
struct Refused {
  enum class Why : unsigned char { none, syntax, depth, string, number, string_size, text_size, duplicate };
  Why why = Why::none;
  Mistake mistake = {};             // syntax, depth
  Trouble trouble = Trouble::none;  // string
  std::string_view string = {};     // string, duplicate: as it stands between its quotes
  std::string_view number = {};     // number: as it stands
};

/// Who refuses: what the words of a refusal depend on.
struct Rules {
  bool jsonb = false;  // its strings must have a text: a high surrogate waits for its partner
  int max_depth = 0;
  int server_version = 0;
};

/// A letter, digit, underscore or byte above ASCII: it belongs to the number or word before it, right or not.
bool in_word(char c);

/// The words of a refusal of `text` as json or jsonb, with PostgreSQL's SQLSTATE. What has no counterpart
/// there (depth, the size of the text) is worded here; a duplicate is neither type's.
Fault fault_of(const Refused& refused, std::string_view text, const Rules& rules);

}  // namespace surerow::json
