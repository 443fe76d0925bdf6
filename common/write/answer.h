// The answer of a writer as JSON: counts, and a status, key, version and stored row for each row that was
// asked for; or what became of the one row that the call named.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "common/table.h"
#include "common/write/options.h"

namespace surerow {

enum class Status : std::uint8_t {
  pending,
  inserted,
  updated,
  unchanged,
  existing,
  stale,
  missing,  // a version says that it was there
  vetoed,
  duplicate,  // another row of the call has the key and was taken
  deleted,
  current,
};

/// Appends a value as SQLite stores it, by its column's type, as PostgreSQL's to_json would. A stored value
/// that does not fit its type is rendered by its storage class.
void append_stored(std::string& out, const Column& column, const Value& stored, const Settings& settings);

/// Appends `"name":`.
void append_member(std::string& out, std::string_view name);

/// What is told of one row besides its status.
struct RowTexts {
  std::string key;      // {"id":7}
  std::string row;      // the stored row; "" when there is none
  std::string version;  // "4"; "" when there is none
  std::string etag;     // a token; "" when there is none
  bool equal = false;   // a stale row: it holds the values of the call
};

/// `versioned`: the table has a version column.
std::string render_answer(Verb verb, const Options& options, bool versioned, std::span<const Status> statuses,
                          std::span<const RowTexts> texts);

/// The one row of a call.
struct OneRow {
  Status status;
  std::optional<std::int64_t> version;  // where it is told
  const RowTexts* texts = nullptr;      // where there are any
  bool tells_equal = false;
};
std::string render_one(const Options& options, const OneRow& row);

}  // namespace surerow
