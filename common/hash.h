// SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.
#pragma once

#include <string>
#include <string_view>

namespace surerow {

/// The SHA-256 of `text`, 43 characters of base64url without padding (RFC 4648 5).
std::string sha256_base64url(std::string_view text);

/// `bytes` in base64url without padding.
std::string base64url(std::string_view bytes);

}  // namespace surerow
