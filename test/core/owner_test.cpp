// What the owner of a claim does with it, in every state that it may find, and sure_purge.
#include "common/idempotency/owner.h"

#include <gtest/gtest.h>

#include "common/idempotency/purge.h"
#include "test/core/fake_store.h"
#include "test/core/refusal.h"

namespace surerow {
namespace {

using fake::KeyTable;

constexpr int depth = 100;
constexpr std::int64_t start = 1'700'000'000'000;
constexpr std::int64_t ttl = 500'000;
constexpr const char* verbs[] = {"renew", "complete", "release", "fail"};

OwnerRequest request(const std::string& verb, std::string_view response = R"({"a":1})",
                     std::string_view token = "mine") {
  if (verb == "renew") return read_renew("k", token, 2'000);
  if (verb == "complete") return read_complete("k", token, response, depth);
  return read_fail("k", token, response, verb == "fail" ? R"({"terminal":true})" : "{}", depth);
}

KeyRecord record(KeyState state) {
  KeyRecord out{.fingerprint = "f",
                .state = state,
                .token = "mine",
                .attempt = 3,
                .response = state == KeyState::claimed ? "" : R"({"a":1})",
                .granted_at = start,
                .lease_ms = state == KeyState::claimed ? 1'000 : 0,
                .ttl_ms = ttl};
  out.live_from(start);
  return out;
}

struct Owner : testing::TestWithParam<Engine> {
  KeyTable table{GetParam()};

  std::string answer(OwnerRequest asked) {
    OwnerCall call(table.store, std::move(asked), depth);
    const std::string refused = refusal([&] { table.run(call); });
    return refused.empty() ? call.answer() : refused.substr(0, refused.find('\n'));
  }
};
INSTANTIATE_TEST_SUITE_P(On, Owner, testing::Values(Engine::postgres, Engine::sqlite),
                         [](const auto& on) { return on.param == Engine::postgres ? "postgres" : "sqlite"; });

constexpr const char* ended[] = {
    R"(SR012: the claim of idempotency key "k" has ended)",
    R"({"state":"completed","attempt":3})",
    R"({"state":"released","attempt":3})",
    R"({"state":"failed","attempt":3})",
};

TEST_P(Owner, OfAClaim) {
  const std::pair<const char*, KeyState> all[] = {
      {R"({"state":"claimed","attempt":3,"lease_ms":2000})", KeyState::claimed},
      {ended[1], KeyState::done},
      {ended[2], KeyState::released},
      {ended[3], KeyState::failed}};
  // With the lease running, run out, and the record expired: nobody has taken it over. And with the clock set
  // back.
  for (const std::int64_t later : {std::int64_t{0}, std::int64_t{1'000}, ttl, -ttl})
    for (std::size_t i = 0; i < std::size(verbs); ++i) {
      table.rows.clear();
      table.log.clear();
      table.row("k", "tenant") = record(KeyState::claimed);
      table.now = start + later;
      EXPECT_EQ(answer(request(verbs[i])), all[i].first) << verbs[i] << " at " << later;
      const KeyRecord& row = table.row("k", "tenant");
      EXPECT_EQ(row.state, all[i].second) << verbs[i];
      EXPECT_EQ(row.response, i == 0 ? "" : R"({"a":1})") << verbs[i];
      EXPECT_EQ(row.token, "mine") << verbs[i];
      EXPECT_EQ(row.granted_at, table.now) << verbs[i];
      EXPECT_EQ(row.lease_ms, i == 0 ? 2'000 : 0) << verbs[i];
      EXPECT_EQ(row.expires_at, table.now + ttl) << verbs[i];
      EXPECT_EQ(table.log, "own change");
    }
}

// The same once more is answered as the first time; anything else is refused; and nothing changes.
TEST_P(Owner, OfWhatHasEnded) {
  const KeyState states[] = {KeyState::claimed, KeyState::done, KeyState::released, KeyState::failed};
  for (std::size_t is = 1; is < std::size(states); ++is)
    for (std::size_t asks = 0; asks < std::size(verbs); ++asks) {
      table.row() = record(states[is]);
      EXPECT_EQ(answer(request(verbs[asks])), is == asks ? ended[is] : ended[0]) << is << verbs[asks];
      EXPECT_EQ(answer(request(verbs[asks], R"( { "a" : 10e-1 } )")), is == asks ? ended[is] : ended[0]);
      EXPECT_EQ(answer(request(verbs[asks], "2")).substr(0, 5), is == asks ? "SR010" : "SR012");
      EXPECT_EQ(table.row().response, R"({"a":1})");
      EXPECT_EQ(table.row().expires_at, start + ttl);
    }
  EXPECT_EQ(table.log.find("change"), std::string::npos);
}

TEST_P(Owner, WithoutTheToken) {
  for (const char* token : {"", "other", "min", "mine ", "MINE", "m\tine", "\x80"})
    for (const char* verb : verbs) {
      table.row() = record(KeyState::claimed);
      EXPECT_EQ(answer(request(verb, "1", token)), R"(SR012: the lease of idempotency key "k" is lost)")
          << verb << token;
      EXPECT_EQ(table.row().state, KeyState::claimed);
    }
  // a writer's record has no token, and nobody owns it by none
  table.row() = record(KeyState::done);
  table.row().token = "";
  for (const char* verb : verbs)
    EXPECT_EQ(answer(request(verb, R"({"a":1})", "")).substr(0, 5), "SR012") << verb;
  table.rows.clear();
  for (const char* verb : verbs) EXPECT_EQ(answer(request(verb)).substr(0, 5), "SR012") << verb;
}

TEST_P(Owner, TakenOverWhileAtIt) {
  for (const char* verb : verbs) {
    table.row() = record(KeyState::claimed);
    table.before = [&](const std::string& statement, StoreStep&) {
      if (statement == "change") table.row().token = "of another";
    };
    EXPECT_EQ(answer(request(verb)), R"(SR012: the lease of idempotency key "k" is lost)") << verb;
    EXPECT_EQ(table.row().state, KeyState::claimed);
    EXPECT_EQ(table.row().response, "");
  }
}

TEST(OwnerRequests, AreRefused) {
  const auto refused = [](const auto& read) { return refusal([&] { read(); }).substr(0, 5); };
  for (const std::int64_t lease_ms :
       {std::int64_t{0}, std::int64_t{-1}, longest_lease_ms + 1, INT64_MIN, INT64_MAX})
    EXPECT_EQ(refused([&] { read_renew("k", "t", lease_ms); }), "22023") << lease_ms;
  for (const std::int64_t lease_ms : {std::int64_t{1}, longest_lease_ms})
    EXPECT_EQ(read_renew("k", "t", lease_ms).lease_ms, lease_ms);
  for (const char* key : {"", "a\nb"}) {
    EXPECT_EQ(refused([&] { read_renew(key, "t", 1); }), "22023");
    EXPECT_EQ(refused([&] { read_complete(key, "t", "1", depth); }), "22023");
    EXPECT_EQ(refused([&] { read_fail(key, "t", "1", "{}", depth); }), "22023");
  }
  for (const char* json : {"", "nonsense", "{", "1 2", "{\"a\":}"}) {
    EXPECT_EQ(refused([&] { read_complete("k", "t", json, depth); }), "22032") << json;
    EXPECT_EQ(refused([&] { read_fail("k", "t", json, "{}", depth); }), "22032") << json;
  }
  const std::string deep = std::string(depth + 1, '[') + std::string(depth + 1, ']');
  EXPECT_EQ(refused([&] { read_complete("k", "t", deep, depth); }), "54001");
  EXPECT_EQ(refused([&] { read_fail("k", "t", "1", R"({"terminal":1})", depth); }), "22023");
  EXPECT_EQ(refused([&] { read_fail("k", "t", "1", R"({"final":true})", depth); }), "22023");
}

TEST_P(Owner, Purges) {
  const auto purged = [&](std::int64_t limit) {
    PurgeCall call(table.store, limit);
    table.run(call);
    return call.answer();
  };
  table.before = [](const std::string&, StoreStep& step) { EXPECT_TRUE(step.all_roles); };
  EXPECT_EQ(purged(1), R"({"purged":0})");
  for (const int age : {3, 1, 2, 0, -1}) {
    KeyRecord& row = table.row("k" + std::to_string(age));
    row = record(KeyState::done);
    row.expires_at = start - age;
  }
  EXPECT_EQ(purged(2), R"({"purged":2})");
  EXPECT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(purged(PurgeCall::default_limit), R"({"purged":2})");
  EXPECT_TRUE(table.rows.contains({"k-1", ""}));
  EXPECT_EQ(table.log, "purge purge purge");
  for (const std::int64_t limit : {std::int64_t{0}, std::int64_t{-1}, INT64_MIN})
    EXPECT_EQ(refusal([&] { purged(limit); }).substr(0, 6), "22023:") << limit;
  EXPECT_EQ(purged(INT64_MAX), R"({"purged":0})");
}

// A file that somebody else has written into.
TEST(Records, WithValuesThatSurerowNeverWrites) {
  constexpr const char* names[] = {"fingerprint", "state",    "token",  "attempt",   "response",
                                   "granted_at",  "lease_ms", "ttl_ms", "expires_at"};
  const KeyRecord good = record(KeyState::done);
  const std::vector<Value> row = values_of({"k", ""}, good);
  EXPECT_EQ(record_of(row, 2).response, good.response);
  const auto refused = [&](std::size_t column, Value value) {
    std::vector<Value> bad = row;
    bad[2 + column] = value;
    const std::string text = refusal([&] { record_of(bad, 2); });
    EXPECT_EQ(text.substr(0, text.find("\nHINT")),
              std::string("42809: surerow_idempotency_key is not the table of surerow's idempotency keys\n"
                          "DETAIL:  It has a row with another ") +
                  names[column] + " than surerow writes.")
        << text;
  };
  for (const std::size_t text : {0, 1, 2, 4}) {
    refused(text, Value::integer(5));
    refused(text, Value::real(5));
    refused(text, Value::blob("done"));
    if (text != 4) refused(text, Value());
  }
  for (const char* state : {"", "DONE", "gone", "done "}) refused(1, Value::text(state));
  for (const std::size_t number : {3, 5, 6, 7, 8}) {
    for (const Value value : {Value(), Value::text("5"), Value::real(5), Value::blob("5"), Value::integer(-1),
                              Value::integer(INT64_MIN), Value::integer(INT64_MAX)})
      refused(number, value);
  }
  refused(3, Value::integer(0));
  refused(6, Value::integer(longest_lease_ms + 1));
}

}  // namespace
}  // namespace surerow
