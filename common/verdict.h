// The validators of pillar 3, engine-free: a text and a type name in, a verdict, a canonical text or an
// explanation out. A binding keeps a TypeUse per call site, so that the type name is parsed once.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/types/type.h"

namespace surerow {

/// What is known of the texts a call site is given: nothing, or that they are UTF-8 without NUL, as an engine
/// that checks what it stores can promise.
enum class Bytes { unchecked, utf8 };

/// A type name as one call site uses it: parsed once, used for every row, by one thread at a time.
class TypeUse {
 public:
  /// Throws a Refusal for a name that is no type (42704, 42601, 22023).
  explicit TypeUse(std::string_view name, int server_version = newest_server, Bytes bytes = Bytes::unchecked);
  bool is_for(std::string_view name) const { return name_ == name; }

  /// sure_is_valid. Unchecked, `text` may hold anything: NUL and invalid UTF-8 are refused before the type is
  /// asked.
  bool valid(std::string_view text, const Settings& settings, Fault* why = nullptr) const;
  /// sure_cast and sure_try_cast: the canonical text, or nullopt with the reason in `*why`.
  std::optional<std::string> cast(std::string_view text, const Settings& settings, Fault* why) const;
  const Type& type() const { return *type_; }

 private:
  std::string name_;
  TypePtr type_;
  Bytes bytes_;
  std::unique_ptr<Scratch> scratch_;  // emptied after each verdict: making it anew costs as much as one
};

/// sure_error_info: why `type` refused `text`, {"sqlstate":...,"message":...,"detail":...,"hint":...,
/// "position":...,"accepts":...}. `position` counts the characters of `text` from 1; `accepts` says what the
/// type takes. What there is not is null.
std::string error_info(const Fault& fault, std::string_view text, const Type& type);

/// Whether `text` is valid UTF-8 without NUL; `why`, when not null, says where not (22021).
bool well_encoded(std::string_view text, Fault* why);

/// Offset of the first byte that is not valid UTF-8, or of a NUL; npos when all is well.
std::size_t find_bad_utf8(std::string_view text);

}  // namespace surerow
