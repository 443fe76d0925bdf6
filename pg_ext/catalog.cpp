// Describes a relation as a whole: what it is, its triggers, rules and policies. Columns and keys are read by
// catalog_columns.cpp and catalog_keys.cpp. Expressions are deparsed under an empty search_path, so that what
// they name is qualified and their columns are not.
#include "pg_ext/catalog.h"

#include <algorithm>

#include "pg_ext/guard.h"
#include "pg_ext/server.h"

extern "C" {
#include "access/relation.h"
#include "access/table.h"
#include "catalog/catalog.h"
#include "catalog/pg_class.h"
#include "catalog/pg_inherits.h"
#include "catalog/pg_trigger.h"
#include "commands/trigger.h"
#include "rewrite/prs2lock.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/rls.h"
}

namespace surerow::pg {
namespace {

RelationKind kind_of(Relation relation) {
  switch (relation->rd_rel->relkind) {
    case RELKIND_PARTITIONED_TABLE: return RelationKind::partitioned_table;
    case RELKIND_VIEW: return RelationKind::view;
    case RELKIND_MATVIEW: return RelationKind::materialized_view;
    case RELKIND_FOREIGN_TABLE: return RelationKind::foreign_table;
    case RELKIND_SEQUENCE: return RelationKind::sequence;
    case RELKIND_INDEX:
    case RELKIND_PARTITIONED_INDEX: return RelationKind::index;
    case RELKIND_COMPOSITE_TYPE: return RelationKind::composite_type;
    case RELKIND_RELATION: break;
    default: return RelationKind::other;
  }
  if (IsSystemRelation(relation)) return RelationKind::system_table;
  // relhassubclass stays true after the last child is dropped.
  if (!relation->rd_rel->relhassubclass) return RelationKind::table;
  const bool parent =
      backend([=] { return find_inheritance_children(RelationGetRelid(relation), NoLock) != NIL; });
  return parent ? RelationKind::inheritance_parent : RelationKind::table;
}

bool has_write_rules(Relation relation) {
  const RuleLock* rules = relation->rd_rules;
  if (rules == nullptr) return false;
  for (int i = 0; i < rules->numLocks; ++i)
    if (rules->rules[i]->event != CMD_SELECT) return true;
  return false;
}

void read_triggers(Relation relation, Table& table) {
  const TriggerDesc* triggers = relation->trigdesc;
  for (int i = 0; triggers != nullptr && i < triggers->numtriggers; ++i) {
    const Trigger& trigger = triggers->triggers[i];
    const int16 type = trigger.tgtype;
    if (trigger.tgisinternal || is_guard(trigger)) continue;
    table.update_triggers |= TRIGGER_FOR_UPDATE(type);
    if (!TRIGGER_FOR_ROW(type) || !TRIGGER_FOR_BEFORE(type)) continue;
    table.before_insert_triggers |= TRIGGER_FOR_INSERT(type);
    table.before_update_triggers |= TRIGGER_FOR_UPDATE(type);
    table.before_delete_triggers |= TRIGGER_FOR_DELETE(type);
  }
}

/// "BEFORE INSERT OR UPDATE".
std::string timing_of(const Trigger& trigger) {
  const int16 type = trigger.tgtype;
  std::string out = TRIGGER_FOR_BEFORE(type) ? "BEFORE" : TRIGGER_FOR_AFTER(type) ? "AFTER" : "INSTEAD OF";
  const char* link = " ";
  const auto add = [&](bool fires, const char* event) {
    if (!fires) return;
    out += std::string(link) + event;
    link = " OR ";
  };
  add(TRIGGER_FOR_INSERT(type), "INSERT");
  add(TRIGGER_FOR_UPDATE(type), "UPDATE");
  add(TRIGGER_FOR_DELETE(type), "DELETE");
  add(TRIGGER_FOR_TRUNCATE(type), "TRUNCATE");
  return out;
}

void warn_of_triggers(Relation relation, Table& table) {
  const TriggerDesc* triggers = relation->trigdesc;
  for (int i = 0; triggers != nullptr && i < triggers->numtriggers; ++i) {
    const Trigger& trigger = triggers->triggers[i];
    if (trigger.tgisinternal || trigger.tgenabled == TRIGGER_DISABLED || is_guard(trigger)) continue;
    table.warnings.push_back("Trigger " + shown(trigger.tgname) + " fires " + timing_of(trigger) + ".");
  }
}

/// Partitions may have row triggers of their own; a change of theirs does not invalidate the root.
void read_partitions(KnownTable& known) {
  struct Oids {
    Oid* begin;
    int size;
  };
  const Oid root = known.oid;
  const Oids oids = backend([=] {
    List* list = find_all_inheritors(root, AccessShareLock, nullptr);
    Oids found{static_cast<Oid*>(palloc(sizeof(Oid) * list_length(list))), 0};
    ListCell* cell;
    foreach (cell, list)
      if (lfirst_oid(cell) != root) found.begin[found.size++] = lfirst_oid(cell);
    return found;
  });
  known.descendants.assign(oids.begin, oids.begin + oids.size);
  std::sort(known.descendants.begin(), known.descendants.end());
  for (const Oid oid : known.descendants) {
    Relation const partition = backend([=] { return table_open(oid, NoLock); });
    read_triggers(partition, known.described.table);
    backend([=] { table_close(partition, NoLock); });
  }
}

int empty_search_path() {
  return backend([] {
    const int level = NewGUCNestLevel();
    set_config_option("search_path", "", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
    return level;
  });
}

}  // namespace

bool row_security_applies(std::uint32_t oid) {
  return backend([=] { return check_enable_rls(oid, InvalidOid, true) == RLS_ENABLED; });
}

int column_numbered(const KnownTable& known, int number) {
  for (std::size_t i = 0; i < known.forms.size(); ++i)
    if (known.forms[i].number == number) return static_cast<int>(i);
  return -1;
}

void describe_relation(KnownTable& known) {
  const Oid oid = known.oid;
  Relation const relation = backend([=] { return relation_open(oid, NoLock); });
  Table& table = known.described.table;
  table.engine = Engine::postgres;
  table.kind = kind_of(relation);
  table.schema = backend([=] { return get_namespace_name(RelationGetNamespace(relation)); });
  table.name = RelationGetRelationName(relation);
  table.place = "ctid";
  table.strict = table.kind == RelationKind::table || table.kind == RelationKind::partitioned_table;
  table.has_rules = has_write_rules(relation);
  table.row_security = row_security_applies(oid);
  read_triggers(relation, table);
  warn_of_triggers(relation, table);
  if (table.kind == RelationKind::partitioned_table) read_partitions(known);

  read_columns(relation, known);
  read_strict(relation, known);
  read_version(relation, known);
  const int level = empty_search_path();
  read_defaults(relation, known);
  read_keys(relation, known);
  backend([=] {
    AtEOXact_GUC(true, level);
    relation_close(relation, NoLock);
  });
}

}  // namespace surerow::pg
