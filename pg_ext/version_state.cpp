// Tells guard triggers from all others, and which column they guard. Reads only; a function is ours by its
// address, whatever it and its schema are called.
#include "pg_ext/version_state.h"

#include "pg_ext/catalog.h"
#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/htup_details.h"
#include "catalog/pg_language_d.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_trigger.h"
#include "catalog/pg_type_d.h"
#include "commands/trigger.h"
#include "utils/builtins.h"
#include "utils/rel.h"
#include "utils/syscache.h"

PGDLLEXPORT Datum sure_guard_version(PG_FUNCTION_ARGS);
}

namespace surerow::pg {
namespace {

/// Inside backend(). Only a function of that symbol is looked up further: its library is loaded for it.
bool is_ours(Oid function) {
  HeapTuple tuple = SearchSysCache1(PROCOID, ObjectIdGetDatum(function));
  if (!HeapTupleIsValid(tuple)) return false;
  bool is_null = true;
  const Datum symbol = SysCacheGetAttr(PROCOID, tuple, Anum_pg_proc_prosrc, &is_null);
  const bool candidate = reinterpret_cast<Form_pg_proc>(GETSTRUCT(tuple))->prolang == ClanguageId &&
                         !is_null && strcmp(TextDatumGetCString(symbol), "sure_guard_version") == 0;
  ReleaseSysCache(tuple);
  if (!candidate) return false;
  FmgrInfo info;
  fmgr_info(function, &info);
  return info.fn_addr == sure_guard_version;
}

bool fires(const Trigger& trigger) {
  return trigger.tgenabled == TRIGGER_FIRES_ON_ORIGIN || trigger.tgenabled == TRIGGER_FIRES_ALWAYS;
}

bool has(const std::vector<GuardTrigger>& guards, GuardEvent event) {
  for (const GuardTrigger& guard : guards)
    if (guard.event == event) return true;
  return false;
}

GuardTrigger guard_of(const Trigger& trigger, const KnownTable& known) {
  const int attribute = guarded_attribute(trigger);
  if (attribute == 0) return {trigger.tgname, GuardEvent::update, -1, fires(trigger)};
  return {trigger.tgname, GuardEvent::insert, column_numbered(known, attribute), fires(trigger)};
}

}  // namespace

bool counts_versions(std::uint32_t type) { return type == INT2OID || type == INT4OID || type == INT8OID; }

int guarded_attribute(const Trigger& trigger) {
  return TRIGGER_FOR_INSERT(trigger.tgtype) && trigger.tgnattr == 1 ? trigger.tgattr[0] : 0;
}

bool is_guard(const Trigger& trigger) {
  const auto type = trigger.tgtype;
  if (!TRIGGER_FOR_ROW(type) || !TRIGGER_FOR_BEFORE(type)) return false;
  const Oid function = trigger.tgfoid;
  return backend([=] { return is_ours(function); });
}

void read_version(RelationData* relation, KnownTable& known) {
  const TriggerDesc* triggers = relation->trigdesc;
  for (int i = 0; triggers != nullptr && i < triggers->numtriggers; ++i)
    if (is_guard(triggers->triggers[i])) known.guards.push_back(guard_of(triggers->triggers[i], known));
  if (!has(known.guards, GuardEvent::update)) return;
  Table& table = known.described.table;
  for (const GuardTrigger& guard : known.guards)
    if (table.version_column < 0 && guard.column >= 0 &&
        counts_versions(known.forms[static_cast<std::size_t>(guard.column)].type))
      table.version_column = guard.column;
  if (table.version_column < 0) return;
  const std::string& column = table.columns[static_cast<std::size_t>(table.version_column)].name;
  for (const GuardTrigger& guard : known.guards)
    if (!guard.fires) table.warnings.push_back(guard_is_disabled(guard.name, column));
}

}  // namespace surerow::pg
