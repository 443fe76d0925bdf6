// The canonical text (RFC 8785) of an argument on its way into a digest. A long text is read part by part, so
// that next to it little memory is needed: arrays by runs of their elements, objects of few members by
// member.
#pragma once

#include <string>
#include <string_view>

#include "common/hash.h"

namespace surerow {

/// Adds the canonical text of the argument `name` to `hash`. Refuses text that is no JSON as json::Reader
/// does (22032, 54001); a duplicate member (22032), \u0000 (22P05), a lone surrogate (22P02), an exponent
/// beyond a billion (22003).
void add_canonical(Sha256& hash, std::string_view text, std::string_view name, int max_depth);

/// The canonical text itself, for arguments that are short; refuses the same.
std::string canonical_argument(std::string_view text, std::string_view name, int max_depth);

}  // namespace surerow
