// A backend's memory of tables: bounded, least recently used first out. Invalidation callbacks only set a
// flag; nothing is freed under anybody's feet, because whoever uses an entry shares it.
#include "pg_ext/table_cache.h"

#include <algorithm>

#include "common/dialect.h"
#include "pg_ext/guard.h"
#include "pg_ext/missing_table.h"
#include "pg_ext/server.h"

extern "C" {
#include "catalog/namespace.h"
#include "nodes/makefuncs.h"
#include "parser/scansup.h"
#include "utils/inval.h"
#include "utils/syscache.h"
}

namespace surerow::pg {
namespace {

constexpr std::size_t most_tables = 64;

struct Entry {
  std::shared_ptr<KnownTable> table;
  std::uint64_t last_used = 0;
};

struct Cache {
  std::unordered_map<Oid, Entry> entries;
  std::uint64_t uses = 0;
  std::uint64_t invalidations = 0;
};

/// Lives as long as the backend: destroying it at exit would call a server that is already gone.
Cache& cache() {
  static auto* const the_cache = new Cache;
  return *the_cache;
}

void on_relation_changed(Datum, Oid relation) {
  Cache& all = cache();
  ++all.invalidations;
  for (auto& [oid, entry] : all.entries) {
    const auto& below = entry.table->descendants;
    if (relation == InvalidOid || oid == relation || std::binary_search(below.begin(), below.end(), relation))
      entry.table->stale = true;
  }
}

/// What a table's expressions, defaults and type names mention may have been renamed.
void on_catalog_changed(Datum, int, uint32) { on_relation_changed(0, InvalidOid); }

void watch_catalogs() {
  static bool watching = false;
  if (watching) return;
  backend([] {
    CacheRegisterRelcacheCallback(on_relation_changed, 0);
    for (const int catalog : {NAMESPACEOID, TYPEOID, PROCOID, OPEROID, COLLOID})
      CacheRegisterSyscacheCallback(catalog, on_catalog_changed, 0);
  });
  watching = true;
}

/// Resolves and locks; InvalidOid when there is no such table.
Oid resolve(const TableName& name, LOCKMODE lock) {
  const char* schema = name.schema.empty() ? nullptr : name.schema.c_str();
  const char* table = name.name.c_str();
  return backend([=] {
    char* cut_schema = schema == nullptr ? nullptr : pstrdup(schema);
    char* cut_table = pstrdup(table);
    if (cut_schema != nullptr) truncate_identifier(cut_schema, static_cast<int>(strlen(cut_schema)), false);
    truncate_identifier(cut_table, static_cast<int>(strlen(cut_table)), false);
    return RangeVarGetRelid(makeRangeVar(cut_schema, cut_table, -1), lock, true);
  });
}

void make_room() {
  auto& entries = cache().entries;
  std::erase_if(entries, [](const auto& item) { return item.second.table->stale; });
  if (entries.size() < most_tables) return;
  entries.erase(std::min_element(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    return a.second.last_used < b.second.last_used;
  }));
}

std::shared_ptr<KnownTable> described(Oid oid) {
  make_room();
  auto table = std::make_shared<KnownTable>();
  table->oid = oid;
  const std::uint64_t before = cache().invalidations;
  describe_relation(*table);
  table->stale = cache().invalidations != before;
  cache().entries[oid] = {table, ++cache().uses};
  return table;
}

}  // namespace

std::shared_ptr<KnownTable> known_table(std::string_view name, Access access) {
  watch_catalogs();
  const TableName parsed = parse_table_name(name, Engine::postgres);
  const Oid oid = resolve(parsed, access == Access::write ? RowExclusiveLock : AccessShareLock);
  if (oid == InvalidOid) refuse_missing(name, parsed);
  const auto found = cache().entries.find(oid);
  if (found == cache().entries.end()) return described(oid);
  Entry& entry = found->second;
  // Policies apply or not by who asks, which no invalidation tells.
  if (entry.table->stale || entry.table->described.table.row_security != row_security_applies(oid))
    return described(oid);
  entry.last_used = ++cache().uses;
  return entry.table;
}

}  // namespace surerow::pg
