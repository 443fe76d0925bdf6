// Reads operations one after the other. Each is an object of one member: which of the functions, and its
// arguments in their order.
#include "common/write/apply.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "common/call.h"
#include "common/idempotency/key_options.h"
#include "common/json/reader.h"
#include "common/write/arguments.h"

namespace surerow {
namespace {

struct Form {
  std::string_view name;
  Verb verb;
  const char* example;
};
constexpr std::array forms{
    Form{"upsert", Verb::upsert, R"({"upsert":["table",rows,options]}, options may be left out)"},
    Form{"insert", Verb::insert, R"({"insert":["table",rows,options]}, options may be left out)"},
    Form{"update", Verb::update,
         R"({"update":["table",key,changes,expected,options]}, options may be left out)"},
    Form{"delete", Verb::erase, R"({"delete":["table",key,expected,options]}, options may be left out)"},
    Form{"check_version", Verb::check, R"({"check_version":["table",key,expected]})"},
};

constexpr unsigned bit(json::Kind kind) { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned text = bit(json::Kind::string), number = bit(json::Kind::number),
                   truth = bit(json::Kind::boolean), list = bit(json::Kind::array),
                   object = bit(json::Kind::object);

// By their number; no operation has the last, columns.
struct ArgumentForm {
  unsigned kinds;
  const char* wanted;
};
constexpr ArgumentForm argument_forms[] = {
    {text, "expected the argument table, a string"},
    {object | list, "expected the argument rows, an object or an array of objects"},
    {text | number | truth | object,
     "expected the argument key, a number, a string, true, false or an object of key columns"},
    {object, "expected the argument changes, an object of columns"},
    {text | number,
     "expected the argument expected, a version (an integer) or a token of sure_etag (a string)"},
    {object, "expected the argument options, an object"},
};

// The JSON of an item, a string with its quotes.
std::string_view raw(const json::Item& item) {
  if (item.kind != json::Kind::string) return item.text;
  return {item.text.data() - 1, item.text.size() + 2};
}

}  // namespace

class OperationReader {
 public:
  OperationReader(Operations& out, std::string_view ops, const Settings& settings)
      : out_(out), ops_(ops), in_(ops, "ops", settings.max_depth) {}

  void read() {
    in_.enter_array("expected an array of operations");
    while (in_.next_element()) {
      try {
        read_operation();
      } catch (const Refusal& refusal) {
        refuse(at_op(refusal.fault(), out_.list_.size() + 1));
      }
    }
    in_.finish();
  }

 private:
  void read_operation() {
    in_.enter_object("expected an operation, an object");
    json::Item name;
    if (!in_.next_member(name)) in_.fail("expected the name of an operation", in_.offset() - 1);
    const Form& form = form_of(text_of(name));
    Operation operation;
    operation.request.verb = form.verb;
    read_arguments(form, operation);
    if (in_.next_member(name))
      in_.fail("expected the end of the operation: each is an object of its own",
               static_cast<std::size_t>(name.text.data() - ops_.data()) - 1);
    out_.list_.push_back(operation);
  }

  static const Form& form_of(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Form& form : forms) {
      if (form.name == name) return form;
      names.push_back(form.name);
    }
    const std::string_view near = nearest(name, names);
    refuse({Code::invalid_parameter_value, fmt::format("unknown operation {} for sure_apply", shown(name)),
            fmt::format("The operations are {}.", fmt::join(names, ", ")),
            near.empty() ? "" : fmt::format("Perhaps you meant {}.", shown(near))});
  }

  void read_arguments(const Form& form, Operation& operation) {
    if (in_.peek() != json::Kind::array) fail(form, "expected an array of arguments", in_.offset());
    in_.enter_array("");
    for (const Argument argument : arguments_of(form.verb)) {
      const ArgumentForm& wanted = argument_forms[static_cast<std::size_t>(argument)];
      if (!in_.next_element()) {
        if (argument == Argument::options) return;
        fail(form, wanted.wanted, in_.offset() - 1);
      }
      const bool is_null = in_.peek() == json::Kind::null;
      const std::size_t at = in_.offset();
      const json::Item item = in_.value();
      if (is_null) refuse(faults::null_argument(function_of(form.verb), name_of(argument)));
      if ((wanted.kinds & bit(item.kind)) == 0) fail(form, wanted.wanted, at);
      take(argument, item, operation);
    }
    if (in_.next_element()) fail(form, "expected no more arguments", in_.offset());
  }

  void take(Argument argument, const json::Item& item, Operation& operation) {
    Request& request = operation.request;
    switch (argument) {
      case Argument::table: operation.table = number_of(text_of(item)); break;
      case Argument::rows:
      case Argument::changes: request.rows = item.text; break;
      case Argument::key: request.key = {raw(item), true}; break;
      case Argument::expected: request.expected = text_of(item); break;
      case Argument::options: request.options = item.text; break;
      case Argument::columns: break;
    }
  }

  std::uint32_t number_of(std::string_view table) {
    const auto [known, is_new] = numbers_.try_emplace(table, static_cast<std::uint32_t>(out_.tables_.size()));
    if (is_new) out_.tables_.push_back(table);
    return known->second;
  }

  std::string_view text_of(const json::Item& item) {
    if (!item.escaped) return item.text;
    Fault why;
    const auto unescaped = json::unescape(item, out_.arena_, &why);
    if (!unescaped) refuse(std::move(why));
    return *unescaped;
  }

  [[noreturn]] void fail(const Form& form, const char* what, std::size_t offset) const {
    try {
      in_.fail(what, offset);
    } catch (const Refusal& refusal) {
      Fault fault = refusal.fault();
      fault.hint = fmt::format("The form is {}.", form.example);
      refuse(std::move(fault));
    }
  }

  Operations& out_;
  std::string_view ops_;
  json::Reader in_;
  std::map<std::string_view, std::uint32_t> numbers_;  // of tables
};

Operations::Operations(std::string_view ops, const Settings& settings) {
  OperationReader(*this, ops, settings).read();
}

void read_apply_options(std::string_view options) {
  OptionReader in(options, "sure_apply");
  if (in.next()) in.unknown(key_option_names);
}

void ApplyAnswer::add(std::string_view answer) {
  if (out_.back() != '[') out_ += ',';
  out_ += answer;
}

std::string detail_of_op(std::size_t op, std::string_view detail) {
  if (detail.empty()) return fmt::format("op {}", op);
  // A detail that begins with a place, in small letters, says where in the operation; others are sentences.
  const char first = detail.front();
  const bool is_place = (first >= 'a' && first <= 'z') || first == '(';
  return fmt::format("op {}{} {}", op, is_place ? "," : ".", detail);
}

Fault at_op(Fault fault, std::size_t op) {
  fault.detail = detail_of_op(op, fault.detail);
  return fault;
}

std::string text_at_op(std::string text, std::size_t op) {
  constexpr std::string_view detail = "\nDETAIL:  ", hint = "\nHINT:  ";
  if (const std::size_t at = text.find(detail); at != std::string::npos) {
    const std::size_t from = at + detail.size();
    return text.replace(from, std::string::npos, detail_of_op(op, std::string_view(text).substr(from)));
  }
  const std::size_t at = std::min(text.find(hint), text.size());
  return text.insert(at, fmt::format("{}{}", detail, detail_of_op(op, {})));
}

}  // namespace surerow

namespace surerow::faults {

Fault violated_at_commit() {
  return {Code::foreign_key_violation,
          "the operations violate a foreign key constraint",
          "It is deferred: it was checked when the transaction ended, and belongs to no single operation.",
          {}};
}

}  // namespace surerow::faults
