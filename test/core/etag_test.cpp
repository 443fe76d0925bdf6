// Tokens: the digest and its alphabet against published vectors, which columns a token names, and hostile
// tokens.
#include "common/write/etag.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "common/hash.h"
#include "test/core/fake_engine.h"

namespace surerow {
namespace {

using Columns = std::vector<int>;

const std::string digest(43, 'A');

Table table_of(const std::vector<std::string>& names) {
  Table table;
  table.name = "t";
  for (const std::string& name : names) table.columns.push_back(fake::column(name, "text"));
  return table;
}

Table wide(int columns) {
  std::vector<std::string> names;
  for (int i = 0; i < columns; ++i) names.push_back("c" + std::to_string(100 + i));
  return table_of(names);
}

std::string unhex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return bytes;
}

Fault refused(const Table& table, std::string_view columns) {
  try {
    listed_columns(table, columns);
  } catch (const Refusal& refusal) {
    return refusal.fault();
  }
  ADD_FAILURE() << "not refused: " << columns;
  return {};
}

// RFC 4648, 10 and 9, without padding.
TEST(Base64Url, VectorsOfTheRfc) {
  const std::pair<std::string, const char*> cases[] = {
      {"", ""},
      {"f", "Zg"},
      {"fo", "Zm8"},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg"},
      {"fooba", "Zm9vYmE"},
      {"foobar", "Zm9vYmFy"},
      {unhex("14fb9c03d97e"), "FPucA9l-"},
      {unhex("14fb9c03d9"), "FPucA9k"},
      {unhex("14fb9c03"), "FPucAw"},
      {unhex("00"), "AA"},
      {unhex("ff"), "_w"},
      {unhex("fbff"), "-_8"},
      {unhex("000000"), "AAAA"},
      {unhex("ffffff"), "____"},
  };
  for (const auto& [bytes, text] : cases) EXPECT_EQ(base64url(bytes), text);
}

TEST(Base64Url, UsesEveryDigitOnce) {
  std::string bytes;
  for (unsigned group = 0; group < 64; group += 4) {
    const unsigned bits = group << 18 | (group + 1) << 12 | (group + 2) << 6 | (group + 3);
    for (const unsigned shift : {16U, 8U, 0U}) bytes += static_cast<char>(bits >> shift & 0xff);
  }
  EXPECT_EQ(base64url(bytes), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

// FIPS 180-4's examples as NIST publishes them, and the empty message of its test vectors.
TEST(Sha256, PublishedVectors) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopq"
       "rs"
       "tnopqrstu",
       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
      {std::string(1'000'000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
      {unhex("bd"), "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
  };
  for (const auto& [text, hex] : cases) EXPECT_EQ(sha256_base64url(text), base64url(unhex(hex)));
}

TEST(Sha256, IsFortyThreeCharacters) {
  EXPECT_EQ(sha256_base64url("abc"), "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
  EXPECT_EQ(sha256_base64url("").size(), 43U);
}

TEST(Form, OfTokens) {
  for (const std::string& text :
       {digest, std::string(43, '_'), std::string(43, '-'), std::string(43, '7'), digest + ".", digest + ".A",
        digest + ".AQ", digest + "." + std::string(300, 'z')})
    EXPECT_TRUE(is_etag(text)) << text;
}

TEST(Form, OfNoTokens) {
  const std::string short_one(42, 'A');
  for (const std::string& text : {std::string(),
                                  std::string("3"),
                                  short_one,
                                  digest + "A",
                                  digest + "AAA",
                                  short_one + ".",
                                  short_one + "+",
                                  short_one + "/",
                                  short_one + "=",
                                  short_one + " ",
                                  " " + short_one,
                                  "\"" + short_one + "\"",
                                  digest + ",AQ",
                                  digest + ".A=",
                                  digest + ".AQ.AQ",
                                  digest + ". ",
                                  digest + "." + std::string(1, '\0'),
                                  std::string(43, '\0'),
                                  short_one + "\xff",
                                  "W/\"" + digest + "\""})
    EXPECT_FALSE(is_etag(text)) << text;
}

TEST(Form, OfWhatIsMade) {
  const Table table = wide(20);
  for (const Columns& columns : {listed_columns(table, ""), Columns{0}, Columns{3, 19}})
    EXPECT_TRUE(is_etag(etag_of(table, columns, "{}")));
}

TEST(ColumnsOfToken, AreAllByName) {
  EXPECT_EQ(etag_columns(table_of({"b", "a", "C", "ä", "_"}), digest), (Columns{2, 4, 1, 0, 3}));
}

TEST(ColumnsOfToken, AreThoseItWasMadeOver) {
  for (const int size : {1, 2, 7, 8, 9, 16, 17, 64, 65}) {
    const Table table = wide(size);
    for (int first = 0; first < size; ++first)
      for (const int last : {first, (first + size) / 2, size - 1}) {
        Columns columns;
        for (int column = first; column <= last; ++column) columns.push_back(column);
        EXPECT_EQ(etag_columns(table, etag_of(table, columns, "{}")), columns) << size << " " << first;
      }
  }
}

TEST(ColumnsOfToken, DoNotDependOnTheirOrderInTheTable) {
  const Table one = table_of({"id", "name", "note"}), other = table_of({"note", "id", "name"});
  const std::string token = etag_of(one, listed_columns(one, R"(["note","id"])"), "{}");
  EXPECT_EQ(etag_of(other, listed_columns(other, R"(["id","note"])"), "{}"), token);
  EXPECT_EQ(etag_columns(one, token), (Columns{0, 2}));
  EXPECT_EQ(etag_columns(other, token), (Columns{1, 0}));
}

// All columns are what such a token is compared over: its own text then differs from the row's.
TEST(ColumnsOfToken, OfHostileTokensAreAll) {
  const Table table = table_of({"a", "b", "c"});
  for (const char* suffix :
       {".", ".A", ".AA", ".AAA", ".Bw", ".CA", ".AR", ".AQA", ".AQAA", ".____", ".-", ".gA"}) {
    const Columns columns = etag_columns(table, digest + suffix);
    EXPECT_EQ(columns, (Columns{0, 1, 2})) << suffix;
    EXPECT_NE(etag_of(table, columns, "{}").substr(43), suffix);
  }
  const std::string endless = digest + "." + std::string(100'000, '_');
  EXPECT_EQ(etag_columns(table, endless), (Columns{0, 1, 2}));
  EXPECT_EQ(etag_columns(table, digest + ".AQ"), Columns{0});
  EXPECT_EQ(etag_columns(table, digest + ".Bg"), (Columns{1, 2}));
}

TEST(ColumnsOfToken, AfterAColumnWasAdded) {
  const Table before = table_of({"a", "b"}), after = table_of({"a", "b", "c"}), many = wide(9);
  const std::string all = etag_of(before, {0, 1}, R"({"a":"1","b":"2"})");
  EXPECT_EQ(etag_columns(after, all), (Columns{0, 1, 2}));
  EXPECT_NE(etag_of(after, {0, 1, 2}, R"({"a":"1","b":"2","c":null})"), all);
  // Some columns stay those while a new one sorts behind them and the bits fill no more bytes.
  const std::string some = etag_of(before, {0}, R"({"a":"1"})");
  EXPECT_EQ(etag_of(after, etag_columns(after, some), R"({"a":"1"})"), some);
  EXPECT_EQ(etag_columns(many, some).size(), 9U);
}

TEST(ColumnsOfToken, OfADroppedColumnAreAll) {
  const Table before = table_of({"a", "b", "c"}), after = table_of({"a", "b"});
  EXPECT_EQ(etag_columns(after, etag_of(before, {2}, "{}")), (Columns{0, 1}));
}

TEST(Listed, ColumnsByName) {
  const Table table = table_of({"id", "b", "a", "ü", "a\"b"});
  EXPECT_EQ(listed_columns(table, ""), (Columns{2, 4, 1, 0, 3}));
  EXPECT_EQ(listed_columns(table, R"(["id","a"])"), (Columns{2, 0}));
  EXPECT_EQ(listed_columns(table, R"(["a","id","a"])"), (Columns{2, 0}));
  EXPECT_EQ(listed_columns(table, R"( [ "\u00fc" , "a\"b" ] )"), (Columns{4, 3}));
}

TEST(Listed, Refused) {
  const Table table = table_of({"id", "name"});
  const std::pair<const char*, Code> cases[] = {
      {"[]", Code::invalid_parameter_value},
      {" ", Code::invalid_json},
      {"{}", Code::invalid_json},
      {"null", Code::invalid_json},
      {R"("id")", Code::invalid_json},
      {"[1]", Code::invalid_json},
      {"[null]", Code::invalid_json},
      {R"([["id"]])", Code::invalid_json},
      {R"(["id",])", Code::invalid_json},
      {R"(["id"] x)", Code::invalid_json},
      {R"(["id")", Code::invalid_json},
      {R"(["\u0000"])", Code::untranslatable_character},
      {R"(["\ud800"])", Code::invalid_text_representation},
      {R"(["ID"])", Code::undefined_column},
      {R"([""])", Code::undefined_column},
  };
  for (const auto& [columns, code] : cases) EXPECT_EQ(refused(table, columns).code, code) << columns;
  EXPECT_EQ(refused(table, R"(["nome"])").hint, "Perhaps you meant the column \"name\".");
  EXPECT_EQ(refused(table, "[]").message, "an etag needs at least one column");
}

TEST(Token, OfAllAndOfSomeColumns) {
  const Table table = table_of({"a", "b"});
  const std::string canonical = R"({"a":"1","b":"2"})";
  EXPECT_EQ(etag_of(table, {0, 1}, canonical), sha256_base64url(canonical));
  EXPECT_EQ(etag_of(table, {0}, R"({"a":"1"})"), sha256_base64url(R"({"a":"1"})") + ".AQ");
  EXPECT_EQ(etag_of(table, {1}, R"({"b":"2"})"), sha256_base64url(R"({"b":"2"})") + ".Ag");
}

}  // namespace
}  // namespace surerow
