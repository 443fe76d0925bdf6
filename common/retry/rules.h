// Which errors pass when the work is done again, for PostgreSQL's SQLSTATEs, surerow's own and SQLite's
// result codes. Knows codes only: not how often something was tried, nor when to try next.
#pragma once

#include <string_view>

namespace surerow {

/// What to do again.
enum class Repeat {
  never,
  statement,    // the statement alone did nothing and may be run again
  transaction,  // all of it, from its first read, after a ROLLBACK
  unknown,      // the transaction, which may have been committed: only when doing it twice does no harm
};

struct RetryRule {
  Repeat repeat = Repeat::never;
  std::string_view reason;  // a sentence
};

/// The rule for an SQLSTATE of five characters ("40001"), the number of a SQLite result code, primary or
/// extended
/// ("5", "517"), or its name with or without SQLITE_ ("SQLITE_BUSY_SNAPSHOT", "BUSY"). A code that is not
/// listed is never retried, and its reason says so. Refuses (22023) what is no code.
RetryRule retry_rule(std::string_view code);

}  // namespace surerow
