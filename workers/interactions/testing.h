// For tests: a World with the tables of interactions, two organizations, and events on their way.
//
//   InteractionsWorld world;
//   world.record(world.ada, Sent{.id = "e1", .type = "purchase"});
//   EXPECT_EQ(world.ids(world.ada, "?type=purchase"), "e1");
//
// Ada owns Northwind, Dan is its member, and Bob owns Contoso. Each World begins a week after the
// one before it, since what an instance remembers (salts, keys, the job it asked for) outlives a
// World. Queries that ran are looked at when the World ends: one that reads a whole table fails the
// test.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <map>

#include "shared/contracts/interactions.h"
#include "shared/contracts/meaning.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/json/write.h"
#include "shared/sql/testing.h"

namespace crow::interactions {

// An event as a sender writes it. `more` are further members, with their names.
struct Sent {
  std::string id = "e1";
  std::string source = "web";
  std::string type = "page_view";
  std::int64_t ago_ms = 0;
  std::string more = {};
};

class InteractionsWorld : public World {
 public:
  const std::string northwind = "northwind00000000000000000000001";
  const std::string contoso = "contoso0000000000000000000000001";
  const Caller ada = caller("ada", northwind, Role::owner);
  const Caller dan = caller("dan", northwind, Role::member);
  const Caller bob = caller("bob", contoso, Role::owner);

  InteractionsWorld() {
    now_ms = next_start;
    next_start += 7 * kDay;
    migrate("workers/interactions/migrations");
    set_neighbour("MEANING", [this](const Message& message) { return meaning(message); });
  }
  ~InteractionsWorld() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  // What meaning was told, by organization and key; and which texts it finds, the nearest first,
  // for a text that is looked for.
  std::map<std::string, std::map<std::string, std::string>> told;
  std::map<std::string, std::vector<std::string>> near;
  std::vector<std::string> asked;  // The filters of searches, in order.
  bool is_meaning_away = false;

  static Caller caller(std::string user, std::string organization, Role role) {
    return {std::move(user), std::move(organization), role, default_permissions(role), Tier::free};
  }

  std::string json(const Sent& sent) const {
    return concat(R"({"id":")", sent.id, R"(","sourceType":")", sent.source, R"(","type":")",
                  sent.type, R"(","timestamp":")", to_rfc3339({now_ms - sent.ago_ms}), '"',
                  sent.more.empty() ? "" : ",", sent.more, '}');
  }
  std::string json(const std::vector<Sent>& all) const {
    std::string out = "[";
    for (const Sent& sent : all) out += concat(out.size() > 1 ? "," : "", json(sent));
    return out + ']';
  }

  Reply send_as(const Caller& by, Message message) {
    message.headers.push_back(as(by));
    return send(std::move(message));
  }
  Reply get_as(const Caller& by, std::string_view path) {
    return send_as(by, {.target = concat("/api/v1/interactions", path)});
  }
  Reply post_as(const Caller& by, std::string body, std::string type = "application/json") {
    Message message{"POST", "/api/v1/interactions", {}, std::move(body)};
    if (!type.empty()) message.headers.emplace_back("content-type", std::move(type));
    return send_as(by, std::move(message));
  }

  // Events that must be taken in, all of them.
  void record(const Caller& by, const std::vector<Sent>& all) {
    const auto reply = post_as(by, json(all));
    EXPECT_EQ(reply.body,
              concat(R"({"accepted":)", all.size(), R"(,"duplicates":0,"rejected":[]})"));
  }
  void record(const Caller& by, const Sent& sent) { record(by, std::vector{sent}); }

  // What a list or a search answers.
  ListInteractions::Output list(const Caller& by, std::string_view query = {}) {
    return read_body<ListInteractions::Output>(get_as(by, query));
  }
  // The ids of it, with blanks between.
  std::string ids(const Caller& by, std::string_view query = {}) {
    std::string out;
    for (const Interaction& one : list(by, query).data)
      out += concat(out.empty() ? "" : " ", one.id);
    return out;
  }
  Page<Hit> search(const Caller& by, std::string_view query) {
    return read_body<SearchInteractions::Output>(get_as(by, concat("/search", query))).page;
  }
  std::string hits(const Caller& by, std::string_view query) {
    std::string out;
    for (const Hit& hit : search(by, query).data)
      out += concat(out.empty() ? "" : " ", hit.interaction.id);
    return out;
  }

  // What waits for the text index reaches it.
  void index() {
    now_ms += 2 * kSecond;
    wake();
    run();
  }

  // A write key of Northwind.
  WriteKey make_key(std::string_view origins = "[]") {
    const auto reply = send_as(ada, {"POST",
                                     "/api/v1/interactions/write-keys",
                                     {{"content-type", "application/json"}},
                                     concat(R"({"name":"shop","origins":)", origins, '}')});
    EXPECT_EQ(reply.status, 201) << reply.body;
    return read_body<WriteKey>(reply);
  }
  // What a page sends.
  Reply send_page(std::string_view key, std::string body, Headers headers = {}) {
    headers.emplace_back("content-type", "text/plain");
    return send(
        {"POST", concat("/api/v1/interactions?key=", key), std::move(headers), std::move(body)});
  }

  // What a query of the test's own answers: [[[…]],0].
  std::string ask(std::string_view sql, std::string_view parameters = "[]") {
    database().allow_scan(sql);
    const auto answer = database().batch(std::array{Sqlite::Call{sql, parameters}});
    EXPECT_TRUE(answer.has_value()) << (answer ? "" : answer.error().cause);
    return answer.value_or("");
  }
  std::int64_t count(std::string_view table) {
    const std::string answer = ask(concat("SELECT count(*) FROM ", table));
    const std::string_view text = std::string_view(answer).substr(4);
    return *to_number(text.substr(0, text.find(']')));
  }

  // The tables in which a text stands anywhere, in a text or in the middle of a blob, in the order
  // of their names.
  std::string where_is(std::string_view needle) {
    std::string found;
    for (const std::string& table : texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND "
                                          "rootpage > 0 ORDER BY name")) {
      bool is_here = false;
      for (const std::string& column :
           texts(concat("SELECT name FROM pragma_table_info('", table, "')"))) {
        const std::string query =
            concat("SELECT 'found' FROM \"", table, "\" WHERE instr(CAST(\"", column,
                   "\" AS BLOB), CAST('", needle, "' AS BLOB)) > 0 LIMIT 1");
        is_here = is_here || !texts(query).empty();
      }
      if (is_here) found += concat(found.empty() ? "" : " ", table);
    }
    return found;
  }

  // The single column of a query.
  std::vector<std::string> texts(std::string_view sql) {
    const auto answers = read_answer(ask(sql));
    return answers;
  }

 private:
  Reply meaning(const Message& message) {
    if (is_meaning_away)
      return {503, {}, R"({"error":{"code":"UNAVAILABLE","message":"Gone.","details":null}})"};
    if (message.target == meaning::PutTexts::operation.path) {
      const auto input = input_of<meaning::PutTexts>(message);
      for (const auto& one : input.texts.value)
        told[input.organizationId][one.key.value] = one.text.value;
      return {204, {}, {}};
    }
    if (message.target == meaning::ForgetTexts::operation.path) {
      const auto input = input_of<meaning::ForgetTexts>(message);
      for (const auto& key : input.keys.value) told[input.organizationId].erase(key.value);
      return {204, {}, {}};
    }
    const auto input = input_of<meaning::FindTexts>(message);
    asked.push_back(input.filter.text);
    meaning::FindTexts::Output output{.mode = "builtin", .model = "builtin:1", .hits = {}};
    double score = 1;
    for (const std::string& text : near[input.text])
      for (const auto& [key, known] : told[input.organizationId])
        if (known == text) output.hits.push_back({key, score -= 0.1});
    return {200, {}, json::write(output)};
  }

  static std::vector<std::string> read_answer(const std::string& answer) {
    std::vector<std::string> out;
    const auto statements = json::read<std::vector<RawJson>>(answer);
    const auto parts = json::read<std::vector<RawJson>>(statements->at(0).text);
    const auto rows = json::read<std::vector<std::vector<std::string>>>(parts->at(0).text);
    EXPECT_TRUE(rows.has_value()) << answer;
    for (const auto& row : *rows) out.push_back(row.at(0));
    return out;
  }

  static inline std::int64_t next_start = 1'790'000'000'000;  // A Monday, 2026-09-21T14:13:20Z.
};

// "400 id: an id of …, got x" for each fault of one event, "ok" when it is taken.
inline std::string faults_of(const World::Reply& reply) {
  if (reply.status < 400) return "ok";
  const auto details = read_body<ErrorReply>(reply).error.details;
  if (!details) return refusal_of(reply);
  std::string out = details->first.field;
  for (const auto& fault : details->more) out += ' ' + fault.field;
  return out;
}

}  // namespace crow::interactions
