// The digest is libcrypto's; base64url is written out here, since libcrypto knows only the alphabet of MIME.
#include "common/hash.h"

#include <openssl/evp.h>

#include <array>

#include "common/fault.h"

namespace surerow {
namespace {

using Digest = std::array<char, 32>;

constexpr std::size_t most_pending = 4096;

unsigned char* bytes_of(Digest& digest) { return reinterpret_cast<unsigned char*>(digest.data()); }

void require(bool done) {
  if (!done) refuse({Code::internal_error, "libcrypto gave no SHA-256", {}, {}});
}

// Since OpenSSL 3 EVP_sha256() is looked up anew by every use, which takes as long as a short digest.
const EVP_MD* sha256() {
#if OPENSSL_VERSION_NUMBER >= 0x30000000L
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> fetched(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
  return fetched.get();
#else
  return EVP_sha256();
#endif
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

void Sha256::digest(std::string_view piece) {
  if (!context_) {
    context_.reset(EVP_MD_CTX_new());
    require(context_ != nullptr && EVP_DigestInit_ex(context_.get(), sha256(), nullptr) == 1);
  }
  require(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) == 1);
}

void Sha256::add(std::string_view piece) {
  if (pending_.size() + piece.size() <= most_pending) {
    pending_ += piece;
    return;
  }
  digest(pending_);
  pending_.clear();
  digest(piece);
}

std::string Sha256::base64url() {
  if (!context_) return sha256_base64url(pending_);
  digest(pending_);
  Digest out{};
  require(EVP_DigestFinal_ex(context_.get(), bytes_of(out), nullptr) == 1);
  return surerow::base64url({out.data(), out.size()});
}

std::string sha256_base64url(std::string_view text) {
  Digest out{};
  require(EVP_Digest(text.data(), text.size(), bytes_of(out), nullptr, sha256(), nullptr) == 1);
  return base64url({out.data(), out.size()});
}

}  // namespace surerow
