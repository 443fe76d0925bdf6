// The digest is libcrypto's; base64url is written out here, since libcrypto knows only the alphabet of MIME.
#include "common/hash.h"

#include <openssl/evp.h>

#include <array>

#include "common/fault.h"

namespace surerow {
namespace {

void require(bool done) {
  if (!done) refuse({Code::internal_error, "libcrypto gave no SHA-256", {}, {}});
}

}  // namespace

std::string base64url(std::string_view bytes) {
  static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char byte : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) out += alphabet[bits >> (count - 6) & 63];
  }
  if (count > 0) out += alphabet[bits << (6 - count) & 63];
  return out;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const { EVP_MD_CTX_free(context); }

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256::add(std::string_view piece) {
  require(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) == 1);
}

std::string Sha256::base64url() {
  std::array<char, 32> digest{};
  require(EVP_DigestFinal_ex(context_.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1);
  return surerow::base64url({digest.data(), digest.size()});
}

std::string sha256_base64url(std::string_view text) {
  std::array<char, 32> digest{};
  require(EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
                     EVP_sha256(), nullptr) == 1);
  return base64url({digest.data(), digest.size()});
}

}  // namespace surerow
