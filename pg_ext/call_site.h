// What a call site keeps between the rows of its query: a C++ object in fn_extra that dies with the memory of
// the query.
#pragma once

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "utils/memutils.h"
}

namespace surerow::pg {

/// The object that the call site keeps; null before the first call.
template <class T>
T* kept_at(FunctionCallInfo call) {
  auto* callback = static_cast<MemoryContextCallback*>(call->flinfo->fn_extra);
  return callback == nullptr ? nullptr : static_cast<T*>(callback->arg);
}

/// Gives `object` to the call site, in place of what it kept.
template <class T>
T& keep_at(FunctionCallInfo call, std::unique_ptr<T> object) {
  if (call->flinfo->fn_extra == nullptr) {
    T* const first = object.get();
    backend([=] {
      auto* callback = static_cast<MemoryContextCallback*>(
          MemoryContextAllocZero(call->flinfo->fn_mcxt, sizeof(MemoryContextCallback)));
      callback->func = [](void* kept) { delete static_cast<T*>(kept); };
      callback->arg = first;
      MemoryContextRegisterResetCallback(call->flinfo->fn_mcxt, callback);
      call->flinfo->fn_extra = callback;
    });
    return *object.release();
  }
  auto* callback = static_cast<MemoryContextCallback*>(call->flinfo->fn_extra);
  delete static_cast<T*>(callback->arg);
  callback->arg = object.get();
  return *object.release();
}

}  // namespace surerow::pg
