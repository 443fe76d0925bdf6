// The state of one connection. What it keeps is bounded: the table or type name unused for longest goes.
#include "sqlite_ext/connection.h"

#include <algorithm>
#include <chrono>

#include "sqlite_ext/close_hook.h"
#include "sqlite_ext/schema.h"
#include "sqlite_ext/type_site.h"

namespace surerow::sqlite {
namespace {

constexpr std::size_t most_tables = 64;
constexpr std::size_t most_types = 64;
constexpr std::size_t most_checks = 64;

// 2000-01-01 00:00 UTC in microseconds of the Unix clock.
constexpr std::int64_t epoch = 946'684'800'000'000;

constexpr const char* control_sql[] = {"BEGIN IMMEDIATE",   "COMMIT",          "ROLLBACK",
                                       "SAVEPOINT surerow", "RELEASE surerow", "ROLLBACK TO surerow"};

// Finds by `matches` and moves what it finds to the end, which is the last to go.
template <class List, class Matches>
auto find_and_touch(List& list, const Matches& matches) -> typename List::value_type {
  const auto found = std::find_if(list.rbegin(), list.rend(), matches);
  if (found == list.rend()) return nullptr;
  std::rotate(found.base() - 1, found.base(), list.end());
  return list.back();
}

template <class List>
void keep_newest(List& list, typename List::value_type item, std::size_t most) {
  if (list.size() >= most) list.erase(list.begin());
  list.push_back(std::move(item));
}

}  // namespace

bool KnownTable::current() {
  sqlite3_stmt* const stmt = sentinel->get();
  const int rc = sqlite3_step(stmt);
  const bool changed = sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_REPREPARE, 0) != prepared;
  if (rc == SQLITE_DONE) {
    sqlite3_reset(stmt);
    return !changed;
  }
  const ResetAtEnd reset(stmt);
  // The table or its schema is gone, so that the sentinel could not be prepared again.
  if (rc == SQLITE_ERROR || rc == SQLITE_SCHEMA) return false;
  throw_last_error(sqlite3_db_handle(stmt));
}

Connection::Connection(sqlite3* db) : db_(db) {}
Connection::~Connection() = default;

Connection* Connection::create(sqlite3* db) noexcept {
  try {
    return new Connection(db);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void Connection::release(void* connection) {
  auto* self = static_cast<Connection*>(connection);
  if (--self->references_ == 0) delete self;
}

void Connection::start_call() {
  using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::system_clock;
  settings_.now = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count() - epoch;
}

bool Connection::knows(std::string_view argument) const {
  return std::any_of(tables_.rbegin(), tables_.rend(),
                     [&](const auto& kept) { return kept->argument == argument; });
}

std::shared_ptr<KnownTable> Connection::table(std::string_view argument, bool* from_memory) {
  auto known = find_and_touch(tables_, [&](const auto& kept) { return kept->argument == argument; });
  *from_memory = known != nullptr;
  if (known) return known;
  if (!hooked_) connect_close_hook(db_);
  known = std::make_shared<KnownTable>();
  known->argument = argument;
  describe_table(db_, argument, *known);
  keep_newest(tables_, known, most_tables);
  return known;
}

void Connection::forget_table(const KnownTable& table) {
  std::erase_if(tables_, [&](const auto& kept) { return kept.get() == &table; });
}

// All at once, so that undoing never has to prepare a statement when memory is short.
void Connection::prepare_controls() {
  for (std::size_t i = 0; i < controls_.size(); ++i)
    controls_[i] = std::make_unique<Query>(db_, control_sql[i], true);
}

int Connection::control(Control which) {
  if (!hooked_) connect_close_hook(db_);
  if (!controls_.back()) prepare_controls();
  sqlite3_stmt* const stmt = controls_[static_cast<std::size_t>(which)]->get();
  const bool opens = which == Control::begin || which == Control::savepoint;
  const int prepared = opens ? sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_REPREPARE, 0) : 0;
  const int rc = sqlite3_step(stmt);
  // sqlite3_reset() gives the same code again, and its message stays the connection's last.
  sqlite3_reset(stmt);
  // It was out of date, as all are when a change of the schema has been rolled back.
  if (opens && rc == SQLITE_DONE && sqlite3_stmt_status(stmt, SQLITE_STMTSTATUS_REPREPARE, 0) != prepared)
    prepare_controls();
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

std::shared_ptr<const TypeSite> Connection::type(std::string_view name) {
  auto site = find_and_touch(types_, [&](const auto& kept) { return kept->is_for(name); });
  if (site) return site;
  site = std::make_shared<const TypeSite>(name, settings_.server_version);
  keep_newest(types_, site, most_types);
  return site;
}

const RowCheck& Connection::row_check(std::string_view text) {
  if (!checks_.empty() && checks_.back()->text() == text) return *checks_.back();
  auto check = find_and_touch(checks_, [&](const auto& kept) { return kept->text() == text; });
  if (check) return *check;
  keep_newest(checks_, std::make_shared<const RowCheck>(text), most_checks);
  return *checks_.back();
}

KeptStore& Connection::store() {
  if (!store_) store_ = std::make_unique<KeptStore>();
  return *store_;
}

std::int64_t Connection::now_ms() const { return (settings_.now + epoch) / 1000; }

void Connection::forget() {
  tables_.clear();
  store_.reset();
  for (auto& query : controls_) query.reset();
}

}  // namespace surerow::sqlite
