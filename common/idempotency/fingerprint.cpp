// The canonical text of a call is hashed piece by piece: the whole of it is never in memory. Arguments are
// read in the order in which the writers read them, so that the same one is refused; the long one last.
#include "common/idempotency/fingerprint.h"

#include "common/hash.h"
#include "common/idempotency/canonical_hash.h"
#include "common/write/key.h"

namespace surerow {
namespace {

std::string quoted(std::string_view text) {
  std::string out;
  json::append_string(out, text);
  return out;
}

// An object is itself, any other value its text as a string.
std::string canonical_key(const KeyText& key, int max_depth) {
  if (is_object(key)) return canonical_argument(key.text, "key", max_depth);
  if (!key.json) return quoted(key.text);
  const auto text = scalar_of(key.text, max_depth);
  return text ? quoted(*text) : "null";
}

// SHA-256 of one JSON text by itself.
std::string digest_of(std::string_view json, int max_depth) {
  Sha256 hash;
  add_canonical(hash, json, "response", max_depth);
  return hash.base64url();
}

}  // namespace

std::string fingerprint_of(std::string_view table, const Request& request, int max_depth) {
  const std::string options = canonical_argument(request.options, "options", max_depth);
  const bool one_row = names_one_row(request.verb);
  const std::string key = one_row ? canonical_key(request.key, max_depth) : "";

  Sha256 hash;
  hash.add("{");
  if (request.verb == Verb::update) {
    hash.add(R"("changes":)");
    add_canonical(hash, request.rows, "changes", max_depth);
    hash.add(",");
  }
  if (one_row) hash.add(R"("expected":)" + quoted(request.expected) + ",");
  hash.add(R"("function":)" + quoted(function_of(request.verb)));
  if (one_row) hash.add(R"(,"key":)" + key);
  hash.add(R"(,"options":)" + options);
  if (!one_row) {
    hash.add(R"(,"rows":)");
    add_canonical(hash, request.rows, "rows", max_depth);
  }
  hash.add(R"(,"table":)" + quoted(table) + "}");
  return hash.base64url();
}

std::string fingerprint_of_apply(std::string_view ops, std::string_view options, int max_depth) {
  const std::string canonical_options = canonical_argument(options, "options", max_depth);
  Sha256 hash;
  hash.add(R"({"function":"sure_apply","ops":)");
  add_canonical(hash, ops, "ops", max_depth);
  hash.add(R"(,"options":)" + canonical_options + "}");
  return hash.base64url();
}

std::string fingerprint_of_claim(std::string_view request, int max_depth) {
  Sha256 hash;
  hash.add(R"({"function":"sure_claim","request":)");
  add_canonical(hash, request, "request", max_depth);
  hash.add("}");
  return hash.base64url();
}

bool same_json(std::string_view a, std::string_view b, int max_depth) {
  if (a == b) return true;
  try {
    return digest_of(a, max_depth) == digest_of(b, max_depth);
  } catch (const Refusal&) {
    return false;
  }
}

}  // namespace surerow
