// The calls: each reads, computes, writes, and books what it was told.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "client.h"

namespace load {
namespace {

// The member of a JSON object of surerow's, whose names are not in its values here.
std::string member(const std::string& json, const std::string& name) {
  const std::size_t at = json.find("\"" + name + "\":");
  if (at == std::string::npos) return {};
  std::size_t from = at + name.size() + 3;
  const bool text = json[from] == '"';
  from += text;
  return json.substr(from, json.find_first_of(text ? "\"" : ",}]", from) - from);
}

long number(const std::string& json, const std::string& name) {
  return std::atol(member(json, name).c_str());
}

const char* const reports = R"({"on_stale":"report","returning":true})";

}  // namespace

Client::Outcome Client::call(Kind kind) {
  ++tally_.tried[kind];
  switch (kind) {
    case plain:
    case etag_plain:
    case upsert_blind: return add_one(kind);
    case upsert_batch: return batch();
    case etag: return token();
    case slot_update:
    case slot_delete: return change_slot(kind);
    case slot_insert:
    case slot_upsert: return new_slot(kind);
    case check: return checked();
    case keyed_update:
    case keyed_apply: return keyed(kind);
    default: return read_and_write(kind);
  }
}

// Reads a counter, adds one to what it has read, and writes it back.
Client::Outcome Client::read_and_write(Kind kind) {
  const std::size_t row = below(hot_rows);
  const std::string id = std::to_string(row);
  const Answer read = ask("SELECT n, version FROM counter WHERE id = $1", {id});
  if (!read.ok()) return outcome(read);
  const long n = std::atol(read.values[0].c_str()) + 1, version = std::atol(read.values[1].c_str());
  const std::string was = read.values[1], next = std::to_string(n), changes = fmt::format(R"({{"n":{}}})", n);
  think();
  Answer written;
  if (manner_.blind) {
    written = ask("UPDATE counter SET n = $2 WHERE id = $1", {id, next});
  } else if (kind == update) {
    written = ask("SELECT sure_update('counter', $1, $2, $3)", {id, changes, was});
  } else if (kind == update_report) {
    written = ask("SELECT sure_update('counter', $1, $2, $3, $4)", {id, changes, was, reports});
  } else if (kind == upsert) {
    written = ask("SELECT sure_upsert('counter', $1)",
                  {fmt::format(R"({{"id":{},"n":{},"version":{}}})", id, n, version)});
  } else if (kind == mapper) {
    written = ask("UPDATE counter SET n = $2, version = $3 WHERE id = $1 AND version = $4",
                  {id, next, std::to_string(version + 1), was});
  } else {
    written = ask(
        "UPDATE counter SET n = $2, version = sure_next_version(version, CAST($3 AS bigint)) WHERE id = $1",
        {id, next, was});
  }
  return judge_written(kind, row, written, version);
}

Client::Outcome Client::judge_written(Kind kind, std::size_t row, const Answer& written, long version) {
  if (!written.ok()) return outcome(written);
  const std::string json = written.values.empty() ? "" : written.values[0];
  if (json.empty()) {  // an UPDATE
    if (written.rows == 1) return took(kind, counter, row, {1, 1, 0});
    ++tally_.stale;
    return written.rows == 0 && kind == mapper ? Outcome::refused : strange("an UPDATE of no row");
  }
  const std::string status = member(json, "status");
  if (status == "updated" || number(json, "updated") == 1) {
    if (status == "updated" && number(json, "version") != version + 1) return strange(json);
    return took(kind, counter, row, {1, 1, 0});
  }
  if (status != "stale" || kind != update_report || number(json, "version") <= version) return strange(json);
  ++tally_.stale;
  return report(json.substr(json.find("\"row\":") + 6));
}

// A stale report holds the current row: it can be computed on at once.
Client::Outcome Client::report(const std::string& json) {
  const long n = number(json, "n") + 1, version = number(json, "version");
  const std::string id = member(json, "id");
  const Answer written = ask("SELECT sure_update('counter', $1, $2, $3)",
                             {id, fmt::format(R"({{"n":{}}})", n), std::to_string(version)});
  return judge_written(update, std::strtoul(id.c_str(), nullptr, 10), written, version);
}

// All counters at once, each with its version, in any order.
Client::Outcome Client::batch() {
  std::vector<std::size_t> order(hot_rows);
  for (std::size_t row = 0; row < hot_rows; ++row) order[row] = row;
  std::shuffle(order.begin(), order.end(), random_);
  std::string rows;
  for (const std::size_t row : order) {
    const Answer read = ask("SELECT n, version FROM counter WHERE id = $1", {std::to_string(row)});
    if (!read.ok()) return outcome(read);
    rows += fmt::format(R"({}{{"id":{},"n":{},"version":{}}})", rows.empty() ? "" : ",", row,
                        std::atol(read.values[0].c_str()) + 1, read.values[1]);
  }
  think();
  const Answer written = ask("SELECT sure_upsert('counter', $1, $2)",
                             {"[" + rows + "]", R"({"on_stale":"report","each":true})"});
  if (!written.ok()) return outcome(written);
  std::size_t at = written.values[0].find("\"rows\":");
  for (const std::size_t row : order) {
    at = written.values[0].find("{\"status\":", at + 1);
    if (at == std::string::npos) return strange(written.values[0]);
    const std::string status = member(written.values[0].substr(at), "status");
    if (status == "updated")
      took(upsert_batch, counter, row, {1, 1, 0});
    else if (status == "stale")
      ++tally_.stale;
    else
      return strange(written.values[0]);
  }
  return Outcome::done;
}

// Writes that do not say what they have read, and need not: they do not compute on it.
Client::Outcome Client::add_one(Kind kind) {
  const std::size_t row = below(hot_rows);
  const std::string id = std::to_string(row);
  if (kind == upsert_blind) {
    const Answer written =
        ask("SELECT sure_upsert('counter', $1)",
            {fmt::format(R"({{"id":{},"note":"client {}, {}"}})", id, number_, ++serial_)});
    if (!written.ok()) return outcome(written);
    if (number(written.values[0], "updated") != 1) return strange(written.values[0]);
    return took(kind, counter, row, {0, 1, 0});
  }
  const Table table = kind == etag_plain ? tally : counter;
  const Answer written = ask(fmt::format("UPDATE {} SET n = n + 1 WHERE id = $1", table_names[table]), {id});
  if (!written.ok()) return outcome(written);
  if (written.rows != 1) return strange("a plain UPDATE of no row");
  return took(kind, table, row, {1, table == counter ? 1 : 0, 0});
}

// The table without versions: the number and the token are read by one statement.
Client::Outcome Client::token() {
  const std::size_t row = below(hot_rows);
  const std::string id = std::to_string(row);
  const Answer read = ask("SELECT n, sure_etag('tally', id) FROM tally WHERE id = $1", {id});
  if (!read.ok()) return outcome(read);
  think();
  const Answer written =
      ask("SELECT sure_update('tally', $1, $2, $3)",
          {id, fmt::format(R"({{"n":{}}})", std::atol(read.values[0].c_str()) + 1), read.values[1]});
  if (!written.ok()) return outcome(written);
  if (member(written.values[0], "status") != "updated") return strange(written.values[0]);
  return took(etag, tally, row, {1, 0, 0});
}

// A row that may be gone, and may be another one by now.
Client::Outcome Client::change_slot(Kind kind) {
  const std::size_t row = below(hot_rows);
  const std::string id = std::to_string(row);
  const Answer read = ask("SELECT n, version FROM slot WHERE id = $1", {id});
  if (!read.ok()) return outcome(read);
  if (read.rows == 0) return Outcome::done;
  const long n = std::atol(read.values[0].c_str()), version = std::atol(read.values[1].c_str());
  think();
  if (kind == slot_delete) {
    const Answer gone =
        ask("SELECT sure_delete('slot', $1, $2, $3)", {id, read.values[1], R"({"returning":true})"});
    if (!gone.ok()) return outcome(gone);
    const std::string& json = gone.values[0];
    if (member(json, "status") != "deleted" || number(json, "n") != n || number(json, "version") != version)
      return strange(json);
    return took(kind, slot, row, {-n, -version, -1});
  }
  const Answer written = ask("SELECT sure_update('slot', $1, $2, $3)",
                             {id, fmt::format(R"({{"n":{}}})", n + 1), read.values[1]});
  if (!written.ok()) return outcome(written);
  if (number(written.values[0], "version") != version + 1) return strange(written.values[0]);
  return took(kind, slot, row, {1, 1, 0});
}

Client::Outcome Client::new_slot(Kind kind) {
  const std::size_t row = below(hot_rows);
  const long start = 1'000'000'000'000 * (number_ + 1) + 1'000'000 * ++serial_;
  const Answer written =
      kind == slot_insert
          ? ask("SELECT sure_insert('slot', $1)",
                {fmt::format(R"({{"id":{},"n":0,"version":{}}})", row, start)})
          : ask("SELECT sure_upsert('slot', $1)", {fmt::format(R"({{"id":{},"n":0,"version":null}})", row)});
  if (!written.ok()) return outcome(written);
  const std::string& json = written.values[0];
  if (number(json, "inserted") == 1) return took(kind, slot, row, {0, kind == slot_insert ? start : 1, 1});
  return number(json, "existing") == 1 ? Outcome::done : strange(json);  // somebody else's row
}

// Adds to one row while another one is held at the version that was read. Alone it holds nothing.
Client::Outcome Client::checked() {
  const std::string id = std::to_string(below(hot_rows));
  const std::string version_of = "SELECT version FROM counter WHERE id = $1";
  const Answer read = ask(version_of, {id});
  if (!read.ok()) return outcome(read);
  think();
  const Answer current = ask("SELECT sure_check_version('counter', $1, $2)", {id, read.values[0]});
  if (!current.ok()) return outcome(current);
  if (member(current.values[0], "status") != "current") return strange(current.values[0]);
  const Outcome what = add_one(etag_plain);
  if (alone_ || what != Outcome::done) return what;
  const Answer again = ask(version_of, {id});
  if (!again.ok()) return outcome(again);
  if (again.values != read.values) return strange("a row changed that was held by sure_check_version");
  ++done_[check];
  return Outcome::done;
}

// Read, computed and written back under a key of this process. Whoever has no answer sends the very same call
// again; whoever has one and asks again gets it again, and nothing is counted twice.
Client::Outcome Client::keyed(Kind kind) {
  const std::size_t row = below(hot_rows);
  const std::string id = std::to_string(row);
  const Answer read = ask("SELECT n, version FROM counter WHERE id = $1", {id});
  if (!read.ok()) return outcome(read);
  think();
  const std::string key = fmt::format(R"({{"idempotency_key":"{}, {}"}})", getpid(), ++serial_);
  const std::string changes = fmt::format(R"({{"n":{}}})", std::atol(read.values[0].c_str()) + 1);
  const bool apply = kind == keyed_apply;
  const std::string sql =
      apply ? "SELECT sure_apply($1, $2)" : "SELECT sure_update('counter', $1, $2, $3, $4)";
  const std::vector<std::string> parameters =
      apply ? std::vector{fmt::format(R"([{{"update":["counter",{},{},{}]}}])", id, changes, read.values[1]),
                          key}
            : std::vector{id, changes, read.values[1], key};
  const Answer written = insist(sql, parameters);
  if (!written.ok()) return outcome(written);
  took(kind, counter, row, {1, 1, 0});
  if (!member(written.values[0], "replayed").empty()) return strange("a new key: " + written.values[0]);
  const Answer again = insist(sql, parameters);
  if (!again.ok()) return outcome(again);
  if (again.values[0] != R"({"replayed":true,)" + written.values[0].substr(1))
    return strange(again.values[0]);
  ++tally_.replayed;
  return Outcome::done;
}

// In a transaction it is the transaction that is repeated.
Answer Client::insist(const std::string& sql, const std::vector<std::string>& parameters) {
  Answer answer = ask(sql, parameters);
  while (alone_ && !answer.ok() && answer.code.compare(0, 2, "SR") != 0) {
    ++tally_.repeated;
    back_off();
    answer = ask(sql, parameters);
  }
  return answer;
}

}  // namespace load
