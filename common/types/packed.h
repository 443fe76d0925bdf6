// Values that hold values: a list of Values as bytes in the call's arena. Flat, self-contained and free of
// padding, so that same_image() of two blobs says whether the lists are the same, whatever the session's
// settings are. Nothing here knows a type; a list within a list is one more blob, copied whole.
//   one value: its kind (one byte), then eight bytes of a number, or four of a size and the bytes.
#pragma once

#include <cstdint>
#include <cstring>

#include "common/value.h"

namespace surerow {

/// Writes a list. The memory grows by doubling and stays in the arena.
class Packer {
 public:
  /// More bytes than this are refused: no engine stores them, and a Value cannot hold them.
  static constexpr std::size_t most_bytes = 0x7fffffff;

  /// `header` bytes stand before the first value, for the owner's use; `expected` more are likely to follow.
  Packer(Arena& arena, std::size_t header, std::size_t expected)
      : arena_(arena), capacity_(header + expected), size_(header) {
    bytes_ = static_cast<char*>(arena.allocate(capacity_, 1));
  }

  /// False: the list would exceed most_bytes.
  bool append(const Value& value) {
    const bool is_text = value.kind() == Value::Kind::text || value.kind() == Value::Kind::blob;
    const std::string_view text = is_text ? value.text() : std::string_view();
    if (capacity_ - size_ < overhead + text.size() && !grow(overhead + text.size())) return false;
    bytes_[size_++] = static_cast<char>(value.kind());
    if (is_text) {
      const auto length = static_cast<std::uint32_t>(text.size());
      put(&length, sizeof length);
      put(text.data(), text.size());
    } else if (!value.is_null()) {
      const std::int64_t number = value.integer();
      put(&number, sizeof number);
    }
    return true;
  }

  /// Where the header is written; valid until the next append().
  char* header() { return bytes_; }

  Value finish() const { return Value::blob({bytes_, size_}); }

 private:
  static constexpr std::size_t overhead = 1 + sizeof(std::int64_t);

  void put(const void* from, std::size_t count) {
    if (count > 0) std::memcpy(bytes_ + size_, from, count);
    size_ += count;
  }

  bool grow(std::size_t room) {
    if (size_ + room > most_bytes) return false;
    capacity_ = 2 * (size_ + room);
    auto* const more = static_cast<char*>(arena_.allocate(capacity_, 1));
    std::memcpy(more, bytes_, size_);
    bytes_ = more;
    return true;
  }

  Arena& arena_;
  char* bytes_;
  std::size_t capacity_;
  std::size_t size_;
};

/// Reads a list that a Packer wrote. The texts it gives are views into the list.
class Unpacker {
 public:
  explicit Unpacker(std::string_view list) : rest_(list) {}

  bool done() const { return rest_.empty(); }

  /// The next value; null when there is none.
  Value next() {
    if (rest_.empty()) return {};
    const auto kind = static_cast<Value::Kind>(rest_.front());
    rest_.remove_prefix(1);
    switch (kind) {
      case Value::Kind::null: return {};
      case Value::Kind::boolean: return Value::boolean(take<std::int64_t>() != 0);
      case Value::Kind::real: return Value::real(take<double>());
      case Value::Kind::text: return Value::text(bytes());
      case Value::Kind::blob: return Value::blob(bytes());
      default: return Value::integer(take<std::int64_t>());
    }
  }

 private:
  template <class Number>
  Number take() {
    Number number;
    std::memcpy(&number, rest_.data(), sizeof number);
    rest_.remove_prefix(sizeof number);
    return number;
  }

  std::string_view bytes() {
    const std::size_t size = take<std::uint32_t>();
    const std::string_view all = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return all;
  }

  std::string_view rest_;
};

}  // namespace surerow
