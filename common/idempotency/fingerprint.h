// What makes two calls one request: the SHA-256 of the canonical JSON (RFC 8785) of all they say. Neither the
// order of members nor white space, escapes or the spelling of a number count; every digit of its value does.
// Equal on both engines. Each refuses text that is no JSON in the words of the function that is called
// (22032, 54001); and what has no canonical form: a duplicate member (22032), \u0000 (22P05), a lone
// surrogate (22P02), an exponent beyond a billion (22003).
#pragma once

#include <string>
#include <string_view>

#include "common/write/request.h"

namespace surerow {

/// Of a writer's call: its function, `table` as written, and its arguments. `request.options` are those
/// without the members of the key. A scalar key counts by its text: 7, '7' and "7" are one.
std::string fingerprint_of(std::string_view table, const Request& request, int max_depth);

/// Of a call of sure_apply; `options` without the members of the key.
std::string fingerprint_of_apply(std::string_view ops, std::string_view options, int max_depth);

/// Of what sure_claim is asked for.
std::string fingerprint_of_claim(std::string_view request, int max_depth);

/// Whether two JSON texts say the same. Those that differ and have no canonical form do not.
bool same_json(std::string_view a, std::string_view b, int max_depth);

}  // namespace surerow
