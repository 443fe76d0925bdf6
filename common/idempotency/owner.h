// sure_renew, sure_complete and sure_fail: what the owner of a claim does with it. Whoever lost the claim
// gets SR012 and changes nothing; an owner who ends it twice in the same way gets the same answer twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/idempotency/store.h"

namespace surerow {

struct OwnerRequest {
  enum class Kind : std::uint8_t { renew, complete, release, fail };
  Kind kind = Kind::renew;
  std::string key;
  std::string token;
  std::int64_t lease_ms = 0;       // renew
  std::string_view response = {};  // complete: JSON; release, fail: the error, JSON
};

/// The requests of the three functions. Refuse (22023) a bad key, lease or option, (22032) what is not JSON.
OwnerRequest read_renew(std::string_view key, std::string_view token, std::int64_t lease_ms);
OwnerRequest read_complete(std::string_view key, std::string_view token, std::string_view response,
                           int max_depth);
OwnerRequest read_fail(std::string_view key, std::string_view token, std::string_view error,
                       std::string_view options, int max_depth);

class OwnerCall : public StoreCall {
 public:
  /// The texts of `request` must outlive the call.
  OwnerCall(Store& store, OwnerRequest request, int max_depth);

  /// Refuses SR012, SR010 (it has ended in another way).
  StoreStep* next(std::int64_t now) override;

  /// {"state":"claimed","attempt":n,"lease_ms":n}, {"state":"completed","attempt":n}, ...
  std::string answer() const;

 private:
  enum class Phase : std::uint8_t { start, own, change, done };

  StoreStep* judge_own(std::int64_t now);
  StoreStep* judge_ended();
  KeyState wanted() const;

  Store& store_;
  OwnerRequest request_;
  int max_depth_;
  Phase phase_ = Phase::start;
  KeyName name_;
  KeyRecord found_, record_;
  StoreStep step_;
};

}  // namespace surerow
