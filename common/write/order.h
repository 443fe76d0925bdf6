// The order in which the rows of a call are worked on: by conflict key, so that two overlapping calls take
// their row locks in one order, and so that rows with the same key stand side by side.
#pragma once

#include <cstdint>
#include <vector>

#include "common/write/batch.h"

namespace surerow {

/// Row numbers of the batch by their key (`columns`, each given in every row); rows with one key keep their
/// order.
std::vector<std::uint32_t> order_by_key(const Batch& batch, const std::vector<int>& columns);

/// The rows have the same image in all of `columns`.
bool same_key(const Batch& batch, const std::vector<int>& columns, std::uint32_t a, std::uint32_t b);

}  // namespace surerow
