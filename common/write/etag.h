// Etags: what a row is at the moment, as a short token. A token says itself which columns it was made over,
// so that a writer that is handed one can make it again: 43 characters are the SHA-256 of the columns'
// canonical values; a dot and the columns follow when they are not all. Both engines give the same token.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/table.h"

namespace surerow {

/// Whether `text` has the form of a token.
bool is_etag(std::string_view text);

/// The columns a token of this table was made over, in the order of their names; all columns where the token
/// was made when the table had others: it will match no row.
std::vector<int> etag_columns(const Table& table, std::string_view etag);

/// The columns named by the JSON list `columns` ("": all), in the order of their names. Refuses (22032,
/// 22023, 42703) what is no list of columns, or an empty one.
std::vector<int> listed_columns(const Table& table, std::string_view columns);

/// The token for a row; `canonical` is {"column":value,...} over `columns`.
std::string etag_of(const Table& table, const std::vector<int>& columns, std::string_view canonical);

}  // namespace surerow
