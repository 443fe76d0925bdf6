// A table of words made when the module is compiled, asked in constant time: the words of dates and the
// abbreviations of zones are looked up for every text that has a word.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace surerow::datetime {

/// `Entry` has a member `word`; no two of the `size` entries have the same.
template <class Entry, std::size_t size>
class WordTable {
 public:
  consteval explicit WordTable(const Entry (&entries)[size]) : entries_(entries) {
    for (std::size_t i = 0; i < size; ++i) {
      std::size_t slot = slot_of(packed(entries[i].word));
      while (slots_[slot] != 0) slot = (slot + 1) % slots;
      slots_[slot] = static_cast<std::uint16_t>(i + 1);
    }
  }

  /// The entry of this word, or null.
  const Entry* find(std::string_view word) const {
    for (std::size_t slot = slot_of(packed(word)); slots_[slot] != 0; slot = (slot + 1) % slots) {
      const Entry& entry = entries_[slots_[slot] - 1];
      if (entry.word == word) return &entry;
    }
    return nullptr;
  }

 private:
  static constexpr std::size_t slots = std::bit_ceil(size * 3);

  /// The first eight bytes: nearly all words have no more.
  static constexpr std::uint64_t packed(std::string_view word) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < word.size() && i < 8; ++i)
      bytes = bytes << 8 | static_cast<unsigned char>(word[i]);
    return bytes;
  }
  static constexpr std::size_t slot_of(std::uint64_t bytes) {
    return static_cast<std::size_t>(bytes * 0x9e3779b97f4a7c15U >> (64 - std::countr_zero(slots)));
  }

  const Entry* entries_;
  std::array<std::uint16_t, slots> slots_{};
};

}  // namespace surerow::datetime
