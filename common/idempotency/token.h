// The token by which the owner of a claim is known.
#pragma once

#include <string>

namespace surerow {

/// 128 random bits (libcrypto's RAND_bytes) in 22 characters of base64url: no two claims share one.
std::string random_token();

}  // namespace surerow
