// sure_purge: removes records that have expired.
#pragma once

#include <cstdint>
#include <string>

#include "common/idempotency/store.h"

namespace surerow {

class PurgeCall : public StoreCall {
 public:
  static constexpr std::int64_t default_limit = 1000;

  /// Removes `limit` records at most. Refuses (22023) a limit below 1.
  PurgeCall(Store& store, std::int64_t limit);

  StoreStep* next(std::int64_t now) override;

  /// {"purged":n}
  std::string answer() const;

 private:
  Store& store_;
  std::int64_t limit_;
  StoreStep step_;
};

}  // namespace surerow
