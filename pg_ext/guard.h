// The border between C++ and the server. Two rules, kept by these templates:
//
//  - A server error (longjmp) never passes a C++ frame that has something to destroy: every call of the
//  server
//    that may fail stands inside backend(), whose lambda owns nothing but plain data.
//  - A C++ exception never passes a frame of the server: an entry point is one call of entry(), which turns
//    what was thrown into ereport() after every try block has closed and every object is gone.
//
// backend() makes a server error a PgError; entry() raises that very error again: SQLSTATE, CONTEXT and
// LOCATION survive. Whoever catches a PgError must rethrow it, unless it came out of a subtransaction that
// has been rolled back.
#pragma once

#include <cstdint>
#include <exception>
#include <type_traits>

#include "common/fault.h"

struct ErrorData;

namespace surerow::pg {

/// An error of the server on its way up. The data lives in the memory context that was current at backend().
class PgError : public std::exception {
 public:
  explicit PgError(ErrorData* data) : data_(data) {}
  ErrorData* data() const { return data_; }
  const char* what() const noexcept override { return "an error of the server"; }

 private:
  ErrorData* data_;
};

/// A refusal that keeps what the server's own error said about schema, table, column and constraint.
class NamedRefusal : public Refusal {
 public:
  NamedRefusal(Fault fault, ErrorData* names) : Refusal(std::move(fault)), names_(names) {}
  ErrorData* names() const { return names_; }

 private:
  ErrorData* names_;
};

namespace detail {

using Thunk = void (*)(void*) noexcept;

/// Runs `thunk(argument)` under PG_TRY; the error it met, or null.
ErrorData* caught(Thunk thunk, void* argument);

/// What an entry point has to raise: plain memory of the server.
struct Failure {
  ErrorData* error;  // raised as it is; or
  ErrorData* names;  // may be null
  int sqlstate;
  char *message, *detail, *hint;
};

/// Inside a catch block: what the current exception means.
Failure failure_at_hand() noexcept;
[[noreturn]] void raise(const Failure& failure);

template <class F>
bool attempt(F& body, std::uintptr_t& result, Failure& failure) noexcept {
  try {
    result = body();
    return true;
  } catch (...) {
    failure = failure_at_hand();
    return false;
  }
}

}  // namespace detail

/// Runs `body`, which may call the server and must own only plain data (also its locals), and returns its
/// result. Throws PgError.
template <class F>
auto backend(F body) {
  static_assert(std::is_trivially_destructible_v<F>, "a longjmp destroys nothing");
  using Result = std::invoke_result_t<F&>;
  if constexpr (std::is_void_v<Result>) {
    if (ErrorData* error = detail::caught([](void* f) noexcept { (*static_cast<F*>(f))(); }, &body))
      throw PgError(error);
  } else {
    static_assert(std::is_trivially_copyable_v<Result>);
    struct Call {
      F* body;
      Result result;
    } call{&body, Result{}};
    const detail::Thunk thunk = [](void* c) noexcept {
      static_cast<Call*>(c)->result = (*static_cast<Call*>(c)->body)();
    };
    if (ErrorData* error = detail::caught(thunk, &call)) throw PgError(error);
    return call.result;
  }
}

/// The whole of an entry point: runs `body`, which returns a Datum and may throw; raises what it threw.
template <class F>
std::uintptr_t entry(F body) {
  static_assert(std::is_trivially_destructible_v<F>, "a longjmp destroys nothing");
  std::uintptr_t result = 0;
  detail::Failure failure{};
  if (!detail::attempt(body, result, failure)) detail::raise(failure);
  return result;
}

}  // namespace surerow::pg
