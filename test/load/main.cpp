// Load on few rows from many processes, each with its own connection; in the end the tables must hold exactly
// what was acknowledged. Prints the figures; exits with 1 when anything is lost, or strange, or was never
// tried. Usage: load postgres|sqlite [--clients N] [--seconds N] [--blind] [--alone]
//        [--file PATH] [--module PATH] [--journal wal|delete] [--timeout MS]
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <functional>

#include "client.h"

namespace {

using namespace load;

struct Options {
  bool sqlite = false;
  Manner manner;
  unsigned clients = 16;
  double seconds = 5;
  SqliteFile file;
};

Options read_options(int argc, char** argv) {
  Options options;
  options.sqlite = argc > 1 && std::strcmp(argv[1], "sqlite") == 0;
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--blind" || name == "--alone") {
      (name == "--blind" ? options.manner.blind : options.manner.alone) = true;
      continue;
    }
    const char* value = i + 1 < argc ? argv[++i] : "";
    if (name == "--clients") options.clients = static_cast<unsigned>(std::atoi(value));
    if (name == "--seconds") options.seconds = std::atof(value);
    if (name == "--file") options.file.path = value;
    if (name == "--module") options.file.module = value;
    if (name == "--journal") options.file.journal = value;
    if (name == "--timeout") options.file.busy_timeout_ms = std::atoi(value);
  }
  return options;
}

std::unique_ptr<Database> open(const Options& options) {
  return options.sqlite ? open_sqlite(options.file) : open_postgres();
}

// A process per client: as in life, and SQLite's locks between processes are others than those within one.
bool run_clients(const Options& options, Tally* tallies) {
  for (unsigned number = 0; number < options.clients; ++number) {
    if (fork() != 0) continue;
    const std::unique_ptr<Database> database = open(options);
    Client(*database, tallies[number], number, options.manner).run_for(options.seconds);
    _exit(0);
  }
  bool all_well = true;
  for (unsigned number = 0; number < options.clients; ++number) {
    int status = 0;
    all_well &= wait(&status) > 0 && status == 0;
  }
  return all_well;
}

void print(const Options& options, const Tally& all, long lost_updates) {
  long done = 0;
  for (const long kind : all.done) done += kind;
  const std::string where = options.sqlite         ? fmt::format("SQLite, {}, busy_timeout {} ms",
                                                                 options.file.journal, options.file.busy_timeout_ms)
                            : options.manner.alone ? "PostgreSQL, calls alone"
                                                   : "PostgreSQL";
  fmt::print(
      "{}: {} clients, {} s, {} calls, {} transactions, {} acknowledged, {} stale, {} missing, "
      "{} busy, {} restarts (40001), {} deadlocks, {} repeated under keys, {} replayed, {} strange, {} "
      "lost\n",
      where, options.clients, options.seconds, all.calls, all.transactions, done, all.stale, all.missing,
      all.busy, all.restarts, all.deadlocks, all.repeated, all.replayed, all.strange, lost_updates);
  for (std::size_t kind = 0; kind < kinds; ++kind)
    fmt::print("  {:<22}{:>9} tried {:>9} acknowledged\n", kind_names[kind], all.tried[kind], all.done[kind]);
}

// A run in which something never happened has proven nothing about it.
bool fails(const Options& options, const Tally& all, long lost_updates) {
  bool failed = false;
  const auto expect = [&](bool good, const std::string& what) {
    if (!good) fmt::print("FAILED: {}\n", what);
    failed |= !good;
  };
  expect(lost_updates == 0, fmt::format("{} acknowledged writes are lost", lost_updates));
  expect(all.strange == 0, all.first_strange);
  expect(all.stale > 0, "nothing was ever stale");
  // A row is hardly ever gone between two steps where a process at work keeps the others out (without WAL) or
  // turns them away (without a timeout).
  expect(all.missing > 0 ||
             (options.sqlite && (options.file.journal != "wal" || options.file.busy_timeout_ms == 0)),
         "nothing was ever missing");
  expect(all.replayed > 0, "no answer was ever replayed");
  expect(!options.sqlite || options.file.busy_timeout_ms > 0 || all.repeated > 0,
         "no call under a key was ever BUSY");
  expect(options.manner.alone || all.restarts > 0, "no transaction ever had to be restarted");
  expect(!options.manner.alone || all.deadlocks == 0,
         "calls that are alone in their transactions have deadlocked");
  expect(all.restarts_alone == 0, "a call outside transactions had to be restarted");
  expect(options.file.busy_timeout_ms == 0 || all.busy_alone == 0,
         "a call outside transactions did not wait");
  expect(options.sqlite || all.busy == 0, "BUSY on PostgreSQL");
  expect(!options.sqlite || all.deadlocks == 0, "a deadlock on SQLite");
  expect(!options.sqlite || options.file.busy_timeout_ms > 0 || all.busy > 0, "nothing was ever BUSY");
  for (std::size_t kind = 0; kind < kinds; ++kind)
    expect(all.done[kind] > 0 || (options.manner.alone && kind == check),
           fmt::format("{} was never acknowledged", kind_names[kind]));
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  const std::size_t size = sizeof(Tally) * options.clients;
  auto* tallies =
      static_cast<Tally*>(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (tallies == MAP_FAILED) return 2;
  for (unsigned number = 0; number < options.clients; ++number) new (&tallies[number]) Tally;
  set_up(*open(options));
  const bool all_well = run_clients(options, tallies);
  Tally all;
  for (unsigned number = 0; number < options.clients; ++number) all.add(tallies[number]);
  const long lost_updates = lost(*open(options), all.acknowledged);
  print(options, all, lost_updates);
  if (!all_well) fmt::print("FAILED: a client died\n");
  return fails(options, all, lost_updates) || !all_well ? 1 : 0;
}
