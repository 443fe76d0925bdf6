// The order that Bentley and McIlroy's quicksort ("Engineering a Sort Function", 1993) leaves equal elements
// in: PostgreSQL sorts a multirange's ranges so, and which of two equal numerics keeps its scale depends on
// it. Its worst case is quadratic: callers bound the number of elements. Recursion goes into the smaller
// part.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

namespace surerow {

template <class Element, class Compare>
class UnstableSort {
 public:
  /// `compare(a, b)`: negative, 0 or positive.
  explicit UnstableSort(const Compare& compare) : compare_(compare) {}

  void run(std::span<Element> all) const {
    while (all.size() >= smallest && !is_sorted(all)) {
      const auto [less, greater] = partition(all);
      const std::span<Element> low = all.first(less);
      const std::span<Element> high = all.last(greater);
      run(less <= greater ? low : high);
      all = less <= greater ? high : low;
    }
    if (all.size() < smallest) insert(all);
  }

 private:
  static constexpr std::size_t smallest = 7;  // fewer are sorted by insertion
  static constexpr std::size_t large = 40;    // more have a median of medians for a pivot

  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  bool is_sorted(std::span<const Element> all) const {
    for (std::size_t i = 1; i < all.size(); ++i)
      if (compare_(all[i - 1], all[i]) > 0) return false;
    return true;
  }

  void insert(std::span<Element> all) const {
    for (std::size_t i = 1; i < all.size(); ++i)
      for (std::size_t k = i; k > 0 && compare_(all[k - 1], all[k]) > 0; --k) std::swap(all[k - 1], all[k]);
  }

  std::size_t median(std::span<const Element> all, std::size_t a, std::size_t b, std::size_t c) const {
    const bool up = compare_(all[a], all[b]) < 0;
    const int second = compare_(all[b], all[c]);
    if (up ? second < 0 : second > 0) return b;
    const bool outer_up = compare_(all[a], all[c]) < 0;
    return up == outer_up ? c : a;
  }

  std::size_t pivot(std::span<const Element> all) const {
    const std::size_t size = all.size();
    std::size_t middle = size / 2;
    if (size == smallest) return middle;
    std::size_t low = 0;
    std::size_t high = size - 1;
    if (size > large) {
      const std::size_t step = size / 8;
      low = median(all, low, low + step, low + 2 * step);
      middle = median(all, middle - step, middle, middle + step);
      high = median(all, high - 2 * step, high - step, high);
    }
    return median(all, low, middle, high);
  }

  /// Moves what is less than the pivot to the front and what is greater to the back; how many each are.
  std::pair<std::size_t, std::size_t> partition(std::span<Element> all) const {
    std::swap(all[0], all[pivot(all)]);
    const std::size_t size = all.size();
    std::size_t equal_low = 1;      // behind the equal ones gathered at the front
    std::size_t next = 1;           // behind the smaller ones
    std::size_t end = size;         // where the greater ones begin
    std::size_t equal_high = size;  // where the equal ones gathered at the back begin
    for (;;) {
      for (int order = 0; next < end && (order = compare_(all[next], all[0])) <= 0; ++next)
        if (order == 0) std::swap(all[equal_low++], all[next]);
      for (int order = 0; next < end && (order = compare_(all[end - 1], all[0])) >= 0; --end)
        if (order == 0) std::swap(all[end - 1], all[--equal_high]);
      if (next >= end) break;
      std::swap(all[next++], all[--end]);
    }
    const std::size_t less = next - equal_low;
    const std::size_t greater = equal_high - end;
    const std::size_t front = std::min(equal_low, less);
    std::swap_ranges(all.begin(), all.begin() + offset(front), all.begin() + offset(next - front));
    const std::size_t back = std::min(greater, size - equal_high);
    std::swap_ranges(all.begin() + offset(next), all.begin() + offset(next + back),
                     all.begin() + offset(size - back));
    return {less, greater};
  }

  const Compare& compare_;
};

}  // namespace surerow
