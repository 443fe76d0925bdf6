// What the fuzzers share: a promise that did not hold ends the program where it stands, and inputs are lines.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "common/fault.h"
#include "common/verdict.h"

namespace surerow::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// A copy that ends where the memory ends, so that AddressSanitizer sees a byte read behind the text.
class Exact {
 public:
  explicit Exact(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    if (!text.empty()) std::memcpy(bytes_.get(), text.data(), text.size());
  }
  std::string_view text() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// Numbers from the input, zero when it has ended.
class Digits {
 public:
  explicit Digits(std::string_view text) : text_(text) {}
  unsigned next() {
    if (text_.empty()) return 0;
    const auto digit = static_cast<unsigned char>(text_.front());
    text_.remove_prefix(1);
    return digit;
  }

 private:
  std::string_view text_;
};

/// A refusal says something, in UTF-8, and is no mistake of our own.
inline void is_worded(const Refusal& refusal) {
  require(!refusal.fault().message.empty() && refusal.fault().code != Code::internal_error);
  require(find_bad_utf8(one_string(refusal.fault())) == std::string_view::npos);
}

/// Takes the first line off `text`, without its end.
inline std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

}  // namespace surerow::fuzz
