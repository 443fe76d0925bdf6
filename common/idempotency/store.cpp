// Statements of one row each, found by primary key. Parameters have the same numbers in all of them.
#include "common/idempotency/store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>

#include "common/dialect.h"
#include "common/idempotency/faults.h"
#include "common/idempotency/key_options.h"

namespace surerow {
namespace {

constexpr std::array<std::string_view, 5> state_words{"running", "claimed", "released", "done", "failed"};

// The columns of a record, and the parameters that hold them from the fourth on.
constexpr const char* record_columns =
    "fingerprint, state, token, attempt, response, granted_at, lease_ms, ttl_ms, expires_at";
constexpr int record_size = 9;
constexpr int first_of_record = 4;
constexpr int after_record = first_of_record + record_size;

class Texts {
 public:
  Texts(Engine engine, std::string_view schema)
      : postgres_(engine == Engine::postgres),
        table_(quoted(schema) + "." + store_table),
        equals_(postgres_ ? "OPERATOR(pg_catalog.=)" : "=") {}

  StoreStatement take() const {
    if (!postgres_) return {};
    return {fmt::format("INSERT INTO {} (role, key, scope, {}) VALUES ({}) ON CONFLICT (role, key, scope) DO "
                        "NOTHING",
                        table_, record_columns, parameters(1, after_record)),
            nullptr};
  }

  StoreStatement read() const {
    return {fmt::format("SELECT {} FROM {} WHERE {}", record_columns, table_, this_key()), nullptr};
  }

  StoreStatement retake() const {
    if (!postgres_) return {};
    return {fmt::format("UPDATE {} SET ({}) = ROW ({}) WHERE {} AND {}", table_, record_columns,
                        parameters(first_of_record, after_record), this_key(), as_read(after_record)),
            nullptr};
  }

  StoreStatement put() const {
    if (postgres_) return {};
    return {fmt::format("INSERT OR REPLACE INTO {} (key, scope, {}) VALUES ({})", table_, record_columns,
                        parameters(2, after_record)),
            nullptr};
  }

  StoreStatement finish() const {
    if (!postgres_) return {};
    return {fmt::format("UPDATE {} SET state = $4, response = $5 WHERE {}", table_, this_key()), nullptr};
  }

  StoreStatement own() const {
    return {fmt::format("SELECT scope, {} FROM {} WHERE {}{} AND {}{}", record_columns, table_, this_role(),
                        is("key", 2), is("token", 3), postgres_ ? " FOR UPDATE" : ""),
            nullptr};
  }

  StoreStatement change() const {
    return {
        fmt::format("UPDATE {} SET state = {}, response = {}, granted_at = {}, lease_ms = {}, expires_at = "
                    "{} WHERE {} AND {}",
                    table_, parameter(4), parameter(5), parameter(6), parameter(7), parameter(8), this_key(),
                    as_read(9)),
        nullptr};
  }

  // Reads the table until it has found enough: an index would cost every call more than it saves a purge.
  // What another transaction is at work on is left for the next time.
  StoreStatement purge() const {
    if (!postgres_)
      return {
          fmt::format("DELETE FROM {0} WHERE (key, scope) IN (SELECT key, scope FROM {0} WHERE expires_at "
                      "<= ?2 LIMIT ?3)",
                      table_),
          nullptr};
    return {fmt::format("DELETE FROM {0} WHERE ctid OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT ctid FROM {0} "
                        "WHERE expires_at OPERATOR(pg_catalog.<=) $2 AND ($1 IS NULL OR {1}) LIMIT $3 FOR "
                        "UPDATE SKIP LOCKED))",
                        table_, own_role),
            nullptr};
  }

  std::string create() const {
    if (postgres_) return {};
    return fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (key TEXT NOT NULL, scope TEXT NOT NULL, fingerprint "
        "TEXT NOT NULL, state TEXT NOT NULL, token TEXT NOT NULL, attempt INTEGER NOT NULL, "
        "response TEXT, granted_at INTEGER NOT NULL, lease_ms INTEGER NOT NULL, ttl_ms INTEGER "
        "NOT NULL, expires_at INTEGER NOT NULL, PRIMARY KEY (key, scope)) WITHOUT ROWID",
        table_);
  }

 private:
  static constexpr const char* own_role = "role OPERATOR(pg_catalog.=) CAST($1 AS pg_catalog.name)";

  std::string parameter(int number) const { return fmt::format("{}{}", postgres_ ? '$' : '?', number); }
  std::string parameters(int from, int to) const {
    std::string out = parameter(from);
    for (int number = from + 1; number < to; ++number) out += ", " + parameter(number);
    return out;
  }
  std::string is(const char* column, int number) const {
    return fmt::format("{} {} {}", column, equals_, parameter(number));
  }
  std::string this_role() const { return postgres_ ? fmt::format("{} AND ", own_role) : ""; }
  std::string this_key() const { return this_role() + is("key", 2) + " AND " + is("scope", 3); }
  // Three parameters from `number` on: every change of a record changes one of them.
  std::string as_read(int number) const {
    return is("state", number) + " AND " + is("token", number + 1) + " AND " + is("granted_at", number + 2);
  }

  bool postgres_;
  std::string table_;
  const char* equals_;
};

// SQLite stores anything in any column, and anybody may write into the file: what is read is checked.
class Row {
 public:
  Row(const std::vector<Value>& row, std::size_t first) : row_(row), first_(first) {}

  std::string text(std::size_t column, bool may_be_null = false) const {
    const Value& value = row_[first_ + column];
    if (value.kind() == Value::Kind::text) return std::string(value.text());
    if (value.is_null() && may_be_null) return "";
    refuse(faults::no_such_record(name_of(column)));
  }

  std::int64_t integer(std::size_t column, std::int64_t least, std::int64_t most) const {
    const Value& value = row_[first_ + column];
    if (value.kind() == Value::Kind::integer && value.integer() >= least && value.integer() <= most)
      return value.integer();
    refuse(faults::no_such_record(name_of(column)));
  }

  KeyState state(std::size_t column) const {
    const std::string word = text(column);
    const auto* found = std::find(state_words.begin(), state_words.end(), word);
    if (found == state_words.end()) refuse(faults::no_such_record(name_of(column)));
    return static_cast<KeyState>(found - state_words.begin());
  }

 private:
  static std::string_view name_of(std::size_t column) {
    std::string_view names = record_columns;
    for (; column > 0; --column) names.remove_prefix(names.find(' ') + 1);
    return names.substr(0, names.find(','));
  }

  const std::vector<Value>& row_;
  std::size_t first_;
};

}  // namespace

std::string_view word_of(KeyState state) { return state_words[static_cast<std::size_t>(state)]; }

Store::Store(Engine of, std::string_view schema) : engine(of) {
  const Texts texts(of, schema);
  create = texts.create();
  take = texts.take();
  read = texts.read();
  retake = texts.retake();
  put = texts.put();
  finish = texts.finish();
  own = texts.own();
  change = texts.change();
  purge = texts.purge();
}

std::vector<Value> values_of(const KeyName& name, const KeyRecord& record) {
  return {Value::text(name.key),
          Value::text(name.scope),
          Value::text(record.fingerprint),
          Value::text(word_of(record.state)),
          Value::text(record.token),
          Value::integer(record.attempt),
          record.response.empty() ? Value() : Value::text(record.response),
          Value::integer(record.granted_at),
          Value::integer(record.lease_ms),
          Value::integer(record.ttl_ms),
          Value::integer(record.expires_at)};
}

void append_as_read(std::vector<Value>& values, const KeyRecord& read) {
  values.push_back(Value::text(word_of(read.state)));
  values.push_back(Value::text(read.token));
  values.push_back(Value::integer(read.granted_at));
}

std::vector<Value> change_of(const KeyName& name, const KeyRecord& record, const KeyRecord& read) {
  std::vector<Value> values{Value::text(name.key),
                            Value::text(name.scope),
                            Value::text(word_of(record.state)),
                            record.response.empty() ? Value() : Value::text(record.response),
                            Value::integer(record.granted_at),
                            Value::integer(record.lease_ms),
                            Value::integer(record.expires_at)};
  append_as_read(values, read);
  return values;
}

KeyRecord record_of(const std::vector<Value>& row, std::size_t first) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() - 1;
  const Row in(row, first);
  return {.fingerprint = in.text(0),
          .state = in.state(1),
          .token = in.text(2),
          .attempt = in.integer(3, 1, most),
          .response = in.text(4, true),
          .granted_at = in.integer(5, 0, most),
          .lease_ms = in.integer(6, 0, longest_lease_ms),
          .ttl_ms = in.integer(7, 0, KeyOptions::most_ttl_ms),
          .expires_at = in.integer(8, 0, most)};
}

}  // namespace surerow
