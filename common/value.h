// One value on its way from the caller's JSON to a column, or back: sixteen bytes, trivially copyable.
// Text and blob values are views: into the caller's JSON, into the call's Arena, or into memory of the
// engine that stays alive until the step that carries them is over. A Value never owns memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <string_view>

namespace surerow {

/// Memory of one call: nothing is freed before the call ends.
using Arena = std::pmr::monotonic_buffer_resource;

/// Memory for the values of one verdict; most need none of the heap.
struct Scratch {
  std::array<std::byte, 1024> bytes;
  Arena arena{bytes.data(), bytes.size()};
};

/// Copies `text` into `arena`.
inline std::string_view keep(Arena& arena, std::string_view text) {
  if (text.empty()) return {"", 0};
  auto* copy = static_cast<char*>(arena.allocate(text.size(), 1));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

class Value {
 public:
  enum class Kind : std::uint8_t {
    null,
    boolean,  // integer() is 0 or 1
    integer,  // integer(): integers, and the day or microsecond counts of date and time types
    real,     // real()
    text,     // text(): UTF-8 without NUL
    blob,     // text(): bytes
    foreign,  // integer(): a handle only the binding understands (on PostgreSQL a Datum)
  };

  Value() = default;
  static Value boolean(bool b) { return {Kind::boolean, std::int64_t{b}}; }
  static Value integer(std::int64_t i) { return {Kind::integer, i}; }
  static Value foreign(std::int64_t handle) { return {Kind::foreign, handle}; }
  static Value real(double d) {
    Value v;
    v.kind_ = Kind::real;
    v.real_ = d;
    return v;
  }
  static Value text(std::string_view t) { return {Kind::text, t}; }
  static Value blob(std::string_view bytes) { return {Kind::blob, bytes}; }

  Kind kind() const { return kind_; }
  bool is_null() const { return kind_ == Kind::null; }
  std::int64_t integer() const { return integer_; }
  double real() const { return real_; }
  std::string_view text() const { return {data_, size_}; }

  /// The same kind and the same bits; two NULLs are the same. The image, never an engine's `=`:
  /// 1 and 1.0, or 'a' and 'A' under NOCASE, differ.
  friend bool same_image(const Value& a, const Value& b) {
    if (a.kind_ != b.kind_) return false;
    switch (a.kind_) {
      case Kind::null: return true;
      case Kind::text:
      case Kind::blob: return a.text() == b.text();
      default: return a.integer_ == b.integer_;
    }
  }

 private:
  Value(Kind kind, std::int64_t i) : integer_(i), kind_(kind) {}
  Value(Kind kind, std::string_view bytes)
      : data_(bytes.data()), size_(static_cast<std::uint32_t>(bytes.size())), kind_(kind) {}

  union {
    std::int64_t integer_ = 0;
    double real_;
    const char* data_;
  };
  std::uint32_t size_ = 0;  // no engine stores a value of 4 GiB
  Kind kind_ = Kind::null;
};

static_assert(sizeof(Value) == 16);

}  // namespace surerow
