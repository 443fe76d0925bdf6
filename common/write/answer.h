// The answer of a writer as JSON: counts, and a status, key and stored row for each row that was asked for.
#pragma once

#include <cstdint>
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
  vetoed,
  duplicate,  // another row of the call has the key and was taken
};

/// Appends a value as SQLite stores it, by its column's type, as PostgreSQL's to_json would. A stored value
/// that does not fit its type is rendered by its storage class.
void append_stored(std::string& out, const Column& column, const Value& stored, const Settings& settings);

/// Appends `"name":`.
void append_member(std::string& out, std::string_view name);

/// What is told of one row besides its status.
struct RowTexts {
  std::string key;  // {"id":7}
  std::string row;  // the stored row; "" when there is none
};

std::string render_answer(Verb verb, const Options& options, std::span<const Status> statuses,
                          std::span<const RowTexts> texts);

}  // namespace surerow
