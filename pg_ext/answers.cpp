// Judges nothing: notes which rows were found or written, and whether what is stored is the image of the
// cells.
#include "pg_ext/answers.h"

#include "pg_ext/datum.h"
#include "pg_ext/rows.h"
#include "pg_ext/server.h"

extern "C" {
#include "executor/tuptable.h"
#include "tcop/dest.h"
#include "utils/builtins.h"
#include "utils/memutils.h"
}

namespace surerow::pg {
namespace {

struct Receiver {
  DestReceiver base;  // first: the server knows no more
  Step* step;
  Writer* writer;
  const KnownTable* known;
  Value** fetched;
  MemoryContext memory;   // of the step
  MemoryContext scratch;  // emptied after every row
};

bool output_is_same(const Receiver& to, const TupleTableSlot* slot, int attribute, int column,
                    const Value& cell) {
  if (slot->tts_isnull[attribute] || cell.is_null()) return slot->tts_isnull[attribute] && cell.is_null();
  return same_datum(cell, slot->tts_values[attribute], to.known->forms[static_cast<std::size_t>(column)]);
}

/// Outputs of a probe: ordinal, ctid, then columns, then perhaps the version.
void receive_found(Receiver& to, const TupleTableSlot* slot, std::size_t place) {
  const Statement& statement = *to.step->statement;
  Answer& answer = to.step->answers[place];
  answer.found = true;
  answer.same = true;
  answer.locator = locator_of(slot->tts_values[1]);
  for (std::size_t i = 0; i < statement.outputs.size(); ++i) {
    const int column = statement.outputs[i], attribute = static_cast<int>(i) + 2;
    const int cell = statement.output_cells[i];
    if (answer.same && cell >= 0)
      answer.same = output_is_same(to, slot, attribute, column, to.writer->cell(to.step->rows[place], cell));
  }
  if (!statement.reads_version) return;
  const std::size_t version = statement.outputs.size() + 2;
  answer.versioned = !slot->tts_isnull[version];
  if (answer.versioned) answer.version = DatumGetInt64(slot->tts_values[version]);
}

/// Outputs of a fetch: ordinal, then texts.
void receive_texts(Receiver& to, const TupleTableSlot* slot, std::size_t place) {
  MemoryContext const before = MemoryContextSwitchTo(to.memory);
  const std::size_t count = texts_of(*to.step->statement);
  auto* values = static_cast<Value*>(palloc(sizeof(Value) * count));
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = Value();
    if (slot->tts_isnull[i + 1]) continue;
    char* shown = TextDatumGetCString(slot->tts_values[i + 1]);
    values[i] = Value::text({shown, strlen(shown)});
  }
  to.fetched[place] = values;
  MemoryContextSwitchTo(before);
}

bool receive(TupleTableSlot* slot, DestReceiver* self) {
  auto& to = *reinterpret_cast<Receiver*>(self);
  slot_getallattrs(slot);
  const auto place = static_cast<std::size_t>(DatumGetInt32(slot->tts_values[0]));
  MemoryContext const before = MemoryContextSwitchTo(to.scratch);
  switch (to.step->action) {
    case Step::Action::probe: receive_found(to, slot, place); break;
    case Step::Action::fetch: receive_texts(to, slot, place); break;
    default: to.step->answers[place].wrote = true; break;
  }
  MemoryContextSwitchTo(before);
  MemoryContextReset(to.scratch);
  return true;
}

void start(DestReceiver*, int, TupleDesc) {}
void nothing(DestReceiver*) {}

}  // namespace

std::size_t texts_of(const Statement& statement) {
  return statement.outputs.size() + (statement.reads_version ? 1 : 0);
}

DestReceiver* receiver_for(Step& step, Writer& writer, const KnownTable& known, Value** fetched,
                           MemoryContextData* memory) {
  auto* receiver = static_cast<Receiver*>(palloc0(sizeof(Receiver)));
  receiver->base = {receive, start, nothing, nothing, DestTuplestore};
  receiver->step = &step;
  receiver->writer = &writer;
  receiver->known = &known;
  receiver->fetched = fetched;
  receiver->memory = memory;
  receiver->scratch = AllocSetContextCreate(memory, "surerow answer", ALLOCSET_DEFAULT_SIZES);
  return &receiver->base;
}

}  // namespace surerow::pg
