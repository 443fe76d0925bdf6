// The escape sequences of a JSON string whose syntax has been checked (scan.h).
#pragma once

#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/json/scan.h"

namespace surerow::json {

/// Why a string has no text, though its syntax is right.
enum class Trouble { none, zero, high_after_high, no_low, no_high };

/// Looks for \u0000 and for surrogates without a partner, from left to right as PostgreSQL does. A high
/// surrogate at the end of `raw` is trouble only when `closed`: the string ends there. `at`, when not null,
/// is set to the escape that is trouble, or to where its partner had to stand.
Trouble find_trouble(std::string_view raw, bool closed = true, const char** at = nullptr);

/// What a trouble is, as PostgreSQL says it, without a full stop.
const char* words_of(Trouble trouble);

/// The refusal of a trouble: 22P05 for \u0000, else 22P02.
Fault fault_of(Trouble trouble, std::string detail, std::size_t offset = std::string_view::npos);

/// Appends `text` to `out` (append, push_back) with PostgreSQL's escapes, in quotes.
template <class Out>
void escape(Out& out, std::string_view text);

/// What stands for a character that find_special() finds: "\n", "\u0001".
std::string_view escape_of(char c);

/// Writes the text of `raw`, which has no trouble, to `out` (room for raw.size() bytes); returns its end.
char* unescape_into(char* out, std::string_view raw);

template <class Out>
void escape(Out& out, std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  out.push_back('"');
  for (;;) {
    const char* stop = find_special(p, end);
    out.append(p, static_cast<std::size_t>(stop - p));
    if (stop == end) break;
    out.append(escape_of(*stop));
    p = stop + 1;
  }
  out.push_back('"');
}

}  // namespace surerow::json
