// One statement. A record whose lease runs has not expired (KeyRecord::live_from).
#include "common/idempotency/purge.h"

#include <fmt/format.h>

namespace surerow {

PurgeCall::PurgeCall(Store& store, std::int64_t limit) : store_(store), limit_(limit) {
  if (limit < 1)
    refuse({Code::invalid_parameter_value,
            fmt::format("limit of sure_purge must be 1 or more, not {}", limit),
            {},
            {}});
}

StoreStep* PurgeCall::next(std::int64_t now) {
  if (step_.statement != nullptr) return nullptr;
  step_.statement = &store_.purge;
  step_.all_roles = true;
  step_.values = {Value::integer(now), Value::integer(limit_)};
  return &step_;
}

std::string PurgeCall::answer() const { return fmt::format(R"({{"purged":{}}})", step_.affected); }

}  // namespace surerow
