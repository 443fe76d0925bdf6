// Reads the arguments and renders the answers.
#include "common/idempotency/claim.h"

#include <fmt/format.h>

#include "common/idempotency/fingerprint.h"
#include "common/idempotency/key_options.h"
#include "common/json/reader.h"
#include "common/option_reader.h"

namespace surerow {
namespace {

constexpr std::int64_t default_lease_ms = 60'000;
constexpr std::int64_t longest_wait_ms = 3'600'000;

std::string claimed_answer(const Acquire& acquired) {
  const KeyRecord& record = acquired.record();
  std::string out = fmt::format(R"({{"state":"claimed","token":"{}","attempt":{},"lease_ms":{})",
                                record.token, record.attempt, record.lease_ms);
  if (!acquired.response().empty()) out += R"(,"error":)" + acquired.response();
  return out += '}';
}

}  // namespace

KeyRequest read_claim(std::string_view key, std::string_view request, std::string_view options,
                      int max_depth) {
  static constexpr std::string_view known[] = {"lease_ms", "ttl_ms", "scope", "wait_ms"};
  require_key(key, "argument key");
  KeyRequest out{.name = {std::string(key), ""},
                 .fingerprint = {},
                 .ttl_ms = KeyOptions::default_ttl_ms,
                 .lease_ms = default_lease_ms};
  OptionReader in(options, "sure_claim");
  while (in.next()) {
    if (in.name() == "lease_ms")
      out.lease_ms = in.integer(1, longest_lease_ms);
    else if (in.name() == "ttl_ms")
      out.ttl_ms = read_ttl(in);
    else if (in.name() == "scope")
      out.name.scope = read_scope(in);
    else if (in.name() == "wait_ms")
      out.wait_ms = in.integer(0, longest_wait_ms);
    else
      in.unknown(known);
  }
  out.fingerprint = fingerprint_of_claim(request, max_depth);
  return out;
}

std::string claim_answer(const Acquire& acquired) {
  switch (acquired.outcome()) {
    case Acquire::Outcome::replay: return R"({"state":"replay","response":)" + acquired.response() + "}";
    case Acquire::Outcome::failed: return R"({"state":"failed","error":)" + acquired.response() + "}";
    case Acquire::Outcome::in_progress:
      return fmt::format(R"({{"state":"in_progress","retry_after_ms":{}}})", acquired.retry_after_ms());
    default: return claimed_answer(acquired);
  }
}

KeyRequest writer_request(const KeyOptions& key, std::string fingerprint) {
  return {.name = {key.key, key.scope},
          .fingerprint = std::move(fingerprint),
          .ttl_ms = key.ttl_ms,
          .lease_ms = {}};
}

std::string replayed_answer(const std::string& stored) { return R"({"replayed":true,)" + stored.substr(1); }

}  // namespace surerow
