// SHA-256 (FIPS 180-4), by OpenSSL's libcrypto.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace surerow {

/// The SHA-256 of `text`, 43 characters of base64url without padding (RFC 4648 5).
std::string sha256_base64url(std::string_view text);

/// The same of a text that is given in pieces; short ones are collected first.
class Sha256 {
 public:
  void add(std::string_view piece);
  /// The digest of all pieces, to be asked for once.
  std::string base64url();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  void digest(std::string_view piece);

  std::unique_ptr<evp_md_ctx_st, Free> context_;  // null as long as all is in pending_
  std::string pending_;
};

/// `bytes` in base64url without padding.
std::string base64url(std::string_view bytes);

}  // namespace surerow
