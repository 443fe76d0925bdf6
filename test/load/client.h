// One client: calls of all kinds on few rows, half of them alone and half in transactions, and its books.
#pragma once

#include <random>
#include <string>

#include "tally.h"

namespace load {

struct Manner {
  bool blind = false;  // writes back what it has computed without saying what it has read, as a program
                       // without locks: then updates are lost, which the books must show
  bool alone = false;  // every call alone in its transaction: then nothing may deadlock
};

class Client {
 public:
  Client(Database& database, Tally& tally, unsigned number, Manner manner);

  void run_for(double seconds);

 private:
  /// Why a call was not done.
  enum class Outcome { done, refused, end_transaction };

  void autocommit();
  void transaction();
  bool commit();
  Outcome in_savepoint(Kind kind);
  Outcome call(Kind kind);
  Outcome read_and_write(Kind kind);
  Outcome report(const std::string& id);
  Outcome batch();
  Outcome add_one(Kind kind);
  Outcome token();
  Outcome change_slot(Kind kind);
  Outcome new_slot(Kind kind);
  Outcome checked();
  Outcome keyed(Kind kind);
  Answer insist(const std::string& sql, const std::vector<std::string>& parameters);

  /// Asks, counts the call, and books an error.
  Answer ask(const std::string& sql, const std::vector<std::string>& parameters = {});
  Outcome outcome(const Answer& answer) const;
  Outcome strange(const std::string& what);
  Outcome took(Kind kind, Table table, std::size_t row, Sum sum);
  Outcome judge_written(Kind kind, std::size_t row, const Answer& written, long version);

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  void think();
  void back_off();

  Database& database_;
  Tally& tally_;
  unsigned number_;
  Manner manner_;
  bool alone_ = true;  // no transaction is open
  long serial_ = 0;
  std::string last_error_;  // its code
  long attempts_ = 0;       // that have failed, one after the other
  Effects effects_;         // of the transaction at hand
  std::array<long, kinds> done_{};
  std::mt19937 random_;
};

}  // namespace load
