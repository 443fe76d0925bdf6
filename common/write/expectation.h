// The version that a caller read a row at, and the words for a row that is no longer there or no longer so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/table.h"
#include "common/value.h"
#include "common/write/request.h"

namespace surerow {

struct Expectation {
  enum class Kind : std::uint8_t {
    none,     // written whatever is there
    absent,   // a row of sure_upsert whose version is NULL: it is new
    version,  // the stored row is at `version`
    etag,     // the stored row has the token `etag`
  };
  Kind kind = Kind::none;
  std::int64_t version = 0;
  std::string_view etag;
};

/// The argument `expected` of a call: an integer, or what sure_etag gave. Refuses (22P02, 22003) other texts,
/// and (42703) a version of a table that has no version column.
Expectation read_expected(const Table& table, const Request& request);

/// What a row of sure_upsert says by its version column.
Expectation expectation_of(const Value& version);

/// SR001: the row (`place`: key and, where there are several, row of the call) is at `current`, the text of a
/// version or a token. `equal`: it holds all the values of the call, so that the caller may have written it.
Fault stale_row(const Table& table, const Expectation& expected, std::string_view current, bool equal,
                std::string_view place);

/// SR002: there is no row at `place`.
Fault missing_row(const Table& table, const Expectation& expected, std::string_view place);

/// 22000: the version column of the row at `place` holds no integer.
Fault no_version(const Table& table, std::string_view place);

}  // namespace surerow
