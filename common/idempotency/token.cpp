// libcrypto's generator seeds itself, and again in the child of a fork.
#include "common/idempotency/token.h"

#include <openssl/rand.h>

#include <array>

#include "common/fault.h"
#include "common/hash.h"

namespace surerow {

std::string random_token() {
  std::array<char, 16> bits{};
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bits.data()), static_cast<int>(bits.size())) != 1)
    refuse({Code::internal_error, "libcrypto gave no random bits", {}, {}});
  return base64url({bits.data(), bits.size()});
}

}  // namespace surerow
