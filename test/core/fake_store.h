// A store of keys in memory, for tests of the calls on it: it does what the statements say, obeys their
// conditions, and lets "another transaction" act before each. Time passes only in pauses and where a test
// says so.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/idempotency/store.h"

namespace surerow::fake {

inline KeyState state_named(std::string_view word) {
  for (const auto state :
       {KeyState::running, KeyState::claimed, KeyState::released, KeyState::done, KeyState::failed})
    if (word_of(state) == word) return state;
  refuse({Code::internal_error, "no state: " + std::string(word), {}, {}});
}

class KeyTable {
 public:
  using Name = std::pair<std::string, std::string>;  // key, scope

  explicit KeyTable(Engine engine) : store(engine, "main") {}

  Store store;
  std::map<Name, KeyRecord> rows;
  std::int64_t now = 1'700'000'000'000;
  std::int64_t paused = 0;
  std::string log;  // the statements that were run, by name
  std::function<void(const std::string& statement, StoreStep&)> before = [](const std::string&, StoreStep&) {
  };

  KeyRecord& row(const std::string& key = "k", const std::string& scope = "") { return rows[{key, scope}]; }

  void run(StoreStep& step) {
    const std::string name = name_of(step.statement);
    log += log.empty() ? name : " " + name;
    step.affected = 0;
    before(name, step);
    if (!step.blocked) (this->*action_of(name))(step);
  }

  void run(StoreCall& call) {
    while (StoreStep* step = call.next(now)) {
      if (step->statement != nullptr) {
        run(*step);
        continue;
      }
      log += " pause";
      now += step->pause_ms;
      paused += step->pause_ms;
    }
  }

 private:
  using Action = void (KeyTable::*)(StoreStep&);

  std::string name_of(const StoreStatement* statement) const {
    const std::pair<const StoreStatement*, const char*> names[] = {
        {&store.take, "take"},     {&store.read, "read"}, {&store.retake, "retake"}, {&store.put, "put"},
        {&store.finish, "finish"}, {&store.own, "own"},   {&store.change, "change"}, {&store.purge, "purge"}};
    const auto* found =
        std::find_if(std::begin(names), std::end(names), [&](const auto& n) { return n.first == statement; });
    return found->second;
  }

  static Action action_of(const std::string& name) {
    static const std::map<std::string, Action> actions = {
        {"take", &KeyTable::take},     {"read", &KeyTable::read},  {"retake", &KeyTable::retake},
        {"put", &KeyTable::put},       {"own", &KeyTable::own},    {"change", &KeyTable::change},
        {"finish", &KeyTable::finish}, {"purge", &KeyTable::purge}};
    return actions.at(name);
  }

  static std::string text(const Value& value) { return value.is_null() ? "" : std::string(value.text()); }
  static Name named(const StoreStep& step) { return {text(step.values[0]), text(step.values[1])}; }

  static KeyRecord record(const StoreStep& step) {
    std::vector<Value> values(step.values.begin() + 2, step.values.begin() + 11);
    return record_of(values);
  }

  // The last three parameters: the record as it was read.
  KeyRecord* as_read(const StoreStep& step) {
    const auto found = rows.find(named(step));
    const std::size_t at = step.values.size() - 3;
    const bool same = found != rows.end() && word_of(found->second.state) == text(step.values[at]) &&
                      found->second.token == text(step.values[at + 1]) &&
                      found->second.granted_at == step.values[at + 2].integer();
    return same ? &found->second : nullptr;
  }

  static void answer(StoreStep& step, const Name& name, const KeyRecord& of, bool with_scope) {
    const KeyName key{name.first, name.second};
    const std::vector<Value> values = values_of(key, of);
    for (std::size_t i = with_scope ? 1 : 2; i < values.size(); ++i)
      step.row.push_back(values[i].kind() == Value::Kind::text
                             ? Value::text(keep(step.arena, values[i].text()))
                             : values[i]);
  }

  void take(StoreStep& step) { step.affected = rows.try_emplace(named(step), record(step)).second ? 1 : 0; }
  void put(StoreStep& step) {
    rows[named(step)] = record(step);
    step.affected = 1;
  }
  void read(StoreStep& step) {
    const auto found = rows.find(named(step));
    if (found != rows.end()) answer(step, found->first, found->second, false);
  }
  void retake(StoreStep& step) {
    KeyRecord* const row = as_read(step);
    if (row == nullptr) return;
    *row = record(step);
    step.affected = 1;
  }
  void finish(StoreStep& step) {
    KeyRecord& row = rows.at(named(step));
    row.state = state_named(text(step.values[2]));
    row.response = text(step.values[3]);
    step.affected = 1;
  }
  void own(StoreStep& step) {
    for (const auto& [name, row] : rows)
      if (name.first == text(step.values[0]) && row.token == text(step.values[1]))
        answer(step, name, row, true);
  }
  void change(StoreStep& step) {
    KeyRecord* const row = as_read(step);
    if (row == nullptr) return;
    row->state = state_named(text(step.values[2]));
    row->response = text(step.values[3]);
    row->granted_at = step.values[4].integer();
    row->lease_ms = step.values[5].integer();
    row->expires_at = step.values[6].integer();
    step.affected = 1;
  }
  void purge(StoreStep& step) {
    for (auto row = rows.begin(); row != rows.end() && step.affected < step.values[1].integer();) {
      const bool expired = row->second.expires_at <= step.values[0].integer();
      step.affected += expired ? 1 : 0;
      row = expired ? rows.erase(row) : std::next(row);
    }
  }
};

}  // namespace surerow::fake
