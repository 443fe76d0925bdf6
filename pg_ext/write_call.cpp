// Lets the core plan and judge, and runs the steps it asks for.
#include "pg_ext/write_call.h"

#include "pg_ext/run_step.h"
#include "pg_ext/session.h"
#include "pg_ext/table_cache.h"

namespace surerow::pg {

std::string run_steps(Writer& writer, KnownTable& known) {
  while (Step* step = writer.next()) run_step(*step, writer, known);
  return writer.result();
}

std::string run_call(std::string_view table, const Request& request) {
  const Access access = request.verb == Verb::etag ? Access::read : Access::write;
  const std::shared_ptr<KnownTable> known = known_table(table, access);
  Writer writer(known->described, request, session_settings());
  return run_steps(writer, *known);
}

}  // namespace surerow::pg
