// The rules as two tables, the longest entry that fits deciding: an SQLSTATE by itself or by its class, an
// extended result code of SQLite by itself or by its primary code.
#include "common/retry/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "common/fault.h"

namespace surerow {
namespace {

constexpr std::string_view lost_connection =
    "The connection was lost, so that the transaction may have been committed: repeat it, on a new "
    "connection, "
    "only under an idempotency key or when doing it twice does no harm.";
constexpr std::string_view no_connection = "No connection was made and nothing was done.";
constexpr std::string_view wrong_value = "The value does not fit and never will.";
constexpr std::string_view constraint = "A constraint of the database refuses the row and will do so again.";
constexpr std::string_view wrong_call = "The statement is wrong and will be so again.";
constexpr std::string_view no_resources = "The machine has run out of something; repeating adds to it.";
constexpr std::string_view engine_trouble = "The database has failed; somebody has to look at it.";
constexpr std::string_view program_error = "The program has to be changed.";

struct StateRule {
  std::string_view state;  // five characters, or two for the rest of a class
  Repeat repeat;
  std::string_view reason;
};

constexpr StateRule state_rules[] = {
    {"00", Repeat::never, "That is success."},
    {"01", Repeat::never, "That is a warning; the statement was run."},
    {"02", Repeat::never, "There was no row; that is an answer."},
    {"08", Repeat::unknown, lost_connection},
    {"08001", Repeat::transaction, no_connection},
    {"08004", Repeat::never, "The server refused the connection and will do so again."},
    {"08P01", Repeat::never, program_error},
    {"0A", Repeat::never, wrong_call},
    {"21", Repeat::never, wrong_call},
    {"22", Repeat::never, wrong_value},
    {"23", Repeat::never, constraint},
    {"25", Repeat::never, "The state of the transaction does not allow the statement."},
    {"25001", Repeat::never,
     "The call stands where a writer cannot run; the hint of the error says how to call it."},
    {"25P02", Repeat::never, "An earlier statement of the transaction has failed: ask about its code."},
    {"28", Repeat::never, "The server does not let this user in."},
    {"38", Repeat::never, program_error},
    {"39", Repeat::never, program_error},
    {"3F", Repeat::never, wrong_call},
    {"40", Repeat::transaction, "The database ended the transaction and undid all of it."},
    {"40001", Repeat::transaction,
     "Another transaction came between; this one has to begin again with its first read."},
    {"40002", Repeat::never, constraint},
    {"40003", Repeat::unknown, lost_connection},
    {"40P01", Repeat::transaction,
     "Transactions waited for each other, and this one was chosen to make way."},
    {"42", Repeat::never, wrong_call},
    {"42501", Repeat::never, "The user may not do this."},
    {"53", Repeat::never, no_resources},
    {"53300", Repeat::transaction, "The server had no connection to spare; nothing was done."},
    {"54", Repeat::never, wrong_call},
    {"55P03", Repeat::transaction, "Somebody else held the lock."},
    {"57014", Repeat::never, "The statement was cancelled, by somebody or by a timeout."},
    {"57P01", Repeat::unknown, lost_connection},
    {"57P02", Repeat::unknown, lost_connection},
    {"57P03", Repeat::transaction, "The server is starting or stopping; nothing was done."},
    {"57P05", Repeat::transaction, "The server had closed the idle connection; nothing was done on it."},
    {"58", Repeat::never, engine_trouble},
    {"P0", Repeat::never, "A function raised the error by itself."},
    {"SR001", Repeat::never,
     "The row has changed since it was read: read it again and decide anew; the same call would fail for "
     "ever."},
    {"SR002", Repeat::never, "The row is gone."},
    {"SR003", Repeat::never, "A trigger dropped the row and will do so again."},
    {"SR010", Repeat::never, "The idempotency key belongs to another request."},
    {"SR011", Repeat::transaction, "Somebody else is at work under this idempotency key."},
    {"SR012", Repeat::never, "The lease was lost: somebody else owns the key now."},
    {"XX", Repeat::never, engine_trouble},
};

struct SqliteRule {
  int number;
  std::string_view name;
  Repeat repeat;
  std::string_view reason;
};

// Numbers and names of https://sqlite.org/rescode.html. An extended code is listed where its primary code's
// rule does not hold for it.
constexpr SqliteRule sqlite_rules[] = {
    {0, "OK", Repeat::never, "That is success."},
    {1, "ERROR", Repeat::never, wrong_call},
    {2, "INTERNAL", Repeat::never, engine_trouble},
    {3, "PERM", Repeat::never, "The user may not do this."},
    {4, "ABORT", Repeat::never, "The program ended the statement itself."},
    {5, "BUSY", Repeat::statement,
     "Another connection held the lock. In a transaction that has read already, repeat the transaction."},
    {6, "LOCKED", Repeat::statement,
     "Another statement, of this connection or over a shared cache, is using the table."},
    {7, "NOMEM", Repeat::never, no_resources},
    {8, "READONLY", Repeat::never, "The database cannot be written."},
    {9, "INTERRUPT", Repeat::never, "The program interrupted the statement."},
    {10, "IOERR", Repeat::never, engine_trouble},
    {11, "CORRUPT", Repeat::never, engine_trouble},
    {12, "NOTFOUND", Repeat::never, program_error},
    {13, "FULL", Repeat::never, no_resources},
    {14, "CANTOPEN", Repeat::never, engine_trouble},
    {15, "PROTOCOL", Repeat::statement, "Too many connections raced for the lock of the write-ahead log."},
    {16, "EMPTY", Repeat::never, program_error},
    {17, "SCHEMA", Repeat::statement, "The schema changed again and again while the statement was prepared."},
    {18, "TOOBIG", Repeat::never, wrong_value},
    {19, "CONSTRAINT", Repeat::never, constraint},
    {20, "MISMATCH", Repeat::never, wrong_value},
    {21, "MISUSE", Repeat::never, program_error},
    {22, "NOLFS", Repeat::never, no_resources},
    {23, "AUTH", Repeat::never, "The user may not do this."},
    {24, "FORMAT", Repeat::never, program_error},
    {25, "RANGE", Repeat::never, program_error},
    {26, "NOTADB", Repeat::never, engine_trouble},
    {27, "NOTICE", Repeat::never, "That is a notice; the statement was run."},
    {28, "WARNING", Repeat::never, "That is a warning; the statement was run."},
    {100, "ROW", Repeat::never, "That is success."},
    {101, "DONE", Repeat::never, "That is success."},
    {517, "BUSY_SNAPSHOT", Repeat::transaction,
     "The transaction reads a snapshot that is no longer the newest and cannot write any more."},
};

constexpr RetryRule not_listed = {Repeat::never,
                                  "The code is unknown, so that nothing speaks for trying again."};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

RetryRule rule_of_state(std::string_view state) {
  const StateRule* best = nullptr;
  for (const StateRule& rule : state_rules)
    if (state.starts_with(rule.state) && (best == nullptr || rule.state.size() > best->state.size()))
      best = &rule;
  return best == nullptr ? not_listed : RetryRule{best->repeat, best->reason};
}

template <class Matches>
const SqliteRule* find_rule(const Matches& matches) {
  const auto* found = std::find_if(std::begin(sqlite_rules), std::end(sqlite_rules), matches);
  return found == std::end(sqlite_rules) ? nullptr : found;
}

RetryRule rule_of(const SqliteRule* exact, const SqliteRule* primary) {
  const SqliteRule* rule = exact != nullptr ? exact : primary;
  return rule == nullptr ? not_listed : RetryRule{rule->repeat, rule->reason};
}

RetryRule rule_of_number(int number) {
  const auto rule = [](int wanted) {
    return find_rule([&](const SqliteRule& rule) { return rule.number == wanted; });
  };
  return rule_of(rule(number), rule(number & 0xff));
}

RetryRule rule_of_name(std::string_view name) {
  const auto rule = [](std::string_view wanted) {
    return find_rule([&](const SqliteRule& rule) { return rule.name == wanted; });
  };
  return rule_of(rule(name), rule(name.substr(0, name.find('_'))));
}

[[noreturn]] void refuse_code(std::string_view code) {
  refuse({Code::invalid_parameter_value,
          fmt::format("{} is no error code", shown(code)),
          "A code is an SQLSTATE such as 40001, or a result code of SQLite: 517, SQLITE_BUSY_SNAPSHOT or "
          "BUSY_SNAPSHOT.",
          {}});
}

}  // namespace

RetryRule retry_rule(std::string_view code) {
  constexpr std::string_view prefix = "SQLITE_";
  int number = 0;
  const char* const end = code.data() + code.size();
  if (code.empty()) refuse_code(code);
  if (code.size() < 5 && std::all_of(code.begin(), code.end(), is_digit)) {
    std::from_chars(code.data(), end, number);
    return rule_of_number(number);
  }
  const bool is_name = is_upper(code.front()) &&
                       std::all_of(code.begin(), code.end(), [](char c) { return is_upper(c) || c == '_'; });
  if (is_name && code.starts_with(prefix)) return rule_of_name(code.substr(prefix.size()));
  // Five letters may be a name, ABORT or EMPTY; no SQLSTATE that stands for anything has no digit.
  if (is_name) return rule_of_name(code);
  if (code.size() == 5 &&
      std::all_of(code.begin(), code.end(), [](char c) { return is_upper(c) || is_digit(c); }))
    return rule_of_state(code);
  refuse_code(code);
}

}  // namespace surerow
