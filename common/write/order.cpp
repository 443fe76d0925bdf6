// Sorts by eight bytes of the first key column, and looks at the values only where those are equal.
#include "common/write/order.h"

#include <algorithm>
#include <bit>
#include <compare>

namespace surerow {
namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

std::uint64_t first_bytes(std::string_view text) {
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < 8; ++i)
    bytes = bytes << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  return bytes;
}

// Orders as the values do, as far as eight bytes can.
std::uint64_t prefix(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null: return 0;
    case Value::Kind::text:
    case Value::Kind::blob: return first_bytes(value.text());
    case Value::Kind::real: {
      const auto bits = std::bit_cast<std::uint64_t>(value.real());
      return (bits & sign_bit) != 0 ? ~bits : bits | sign_bit;
    }
    default: return static_cast<std::uint64_t>(value.integer()) ^ sign_bit;
  }
}

std::strong_ordering compare(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return a.kind() <=> b.kind();
  if (a.kind() == Value::Kind::text || a.kind() == Value::Kind::blob) return a.text() <=> b.text();
  return prefix(a) <=> prefix(b);
}

const Value& key_cell(const Batch& batch, std::uint32_t row, int column) {
  const Shape& shape = batch.columns(row);
  return batch.cell(row,
                    static_cast<int>(std::lower_bound(shape.begin(), shape.end(), column) - shape.begin()));
}

std::strong_ordering compare(const Batch& batch, const std::vector<int>& columns, std::uint32_t a,
                             std::uint32_t b) {
  for (const int column : columns) {
    const auto order = compare(key_cell(batch, a, column), key_cell(batch, b, column));
    if (std::is_neq(order)) return order;
  }
  return std::strong_ordering::equal;
}

struct Place {
  std::uint64_t prefix;
  std::uint32_t row;
};

}  // namespace

bool same_key(const Batch& batch, const std::vector<int>& columns, std::uint32_t a, std::uint32_t b) {
  return std::is_eq(compare(batch, columns, a, b));
}

std::vector<std::uint32_t> order_by_key(const Batch& batch, const std::vector<int>& columns) {
  std::vector<Place> places;
  places.reserve(batch.size());
  for (std::uint32_t row = 0; row < batch.size(); ++row)
    places.push_back({prefix(key_cell(batch, row, columns.front())), row});

  const auto before = [&](const Place& a, const Place& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    const auto order = compare(batch, columns, a.row, b.row);
    return std::is_eq(order) ? a.row < b.row : std::is_lt(order);
  };
  if (!std::is_sorted(places.begin(), places.end(), before)) std::sort(places.begin(), places.end(), before);

  std::vector<std::uint32_t> order;
  order.reserve(places.size());
  for (const Place& place : places) order.push_back(place.row);
  return order;
}

}  // namespace surerow
