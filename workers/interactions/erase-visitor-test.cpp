#include "workers/interactions/testing.h"

namespace crow::interactions {
namespace {

// A visitor, each of whose facts is a word that nothing else begins like, and its own stem: the
// index keeps what words share with the one before, and their endings, only once.
struct Erased : InteractionsWorld {
  static constexpr std::string_view kFacts[] = {"xvisit", "qsess", "jprod",  "wpath",
                                                "ysumm",  "kprop", "uagent", "zname"};
  Sent fact(std::string id = "h1event") const {
    return {.id = std::move(id),
            .more = R"("visitorId":"xvisit","sessionId":"qsess","productId":"jprod",)"
                    R"("url":"https://shop.example/wpath","summary":"bought ysumm",)"
                    R"("properties":{"zname":["kprop"]})"};
  }
  // Sent by a page, so that a user agent is known.
  void record_facts(std::string id = "h1event") {
    const auto reply = send_page(key, json(fact(std::move(id))), {{"user-agent", "uagent"}});
    EXPECT_EQ(reply.body, R"({"accepted":1,"duplicates":0,"rejected":[]})");
  }
  Reply erase(const Caller& by, std::string_view visitor) {
    return send_as(by, {"DELETE", concat("/api/v1/interactions/visitors?visitorId=", visitor)});
  }
  std::string traces() {
    std::string out;
    for (const std::string_view fact : kFacts)
      if (const std::string where = where_is(fact); !where.empty())
        out += concat(fact, " in ", where, "; ");
    return out;
  }
  const std::string key = make_key().key;
};

TEST(EraseVisitor, LeavesNoTraceOfThemInTheDatabase) {
  Erased world;
  world.record_facts();
  world.record(world.ada,
               Sent{.id = "other", .more = R"("visitorId":"vera","summary":"bought boots")"});
  world.index();
  // The scan sees what there is: the rows, and the words in the index's own pages.
  EXPECT_EQ(world.where_is("ysumm"), "interaction interaction_text_data");
  EXPECT_EQ(world.where_is("kprop"), "interaction interaction_text_data");
  EXPECT_EQ(world.where_is("xvisit"), "interaction");
  EXPECT_EQ(world.where_is("uagent"), "interaction");

  EXPECT_EQ(world.erase(world.ada, "xvisit").status, 204);
  EXPECT_EQ(world.traces(), "");
  EXPECT_EQ(world.ids(world.ada), "other");
  EXPECT_EQ(world.hits(world.ada, "?q=bought"), "other");
  EXPECT_EQ(world.hits(world.ada, "?q=ysumm"), "");
}

TEST(EraseVisitor, LeavesNoTraceOfWhatWasNotIndexedYet) {
  Erased world;
  world.record_facts();
  EXPECT_EQ(world.erase(world.ada, "xvisit").status, 204);
  EXPECT_EQ(world.traces(), "");
  world.index();
  EXPECT_EQ(world.traces(), "");
  EXPECT_EQ(world.count("interaction_text_docsize"), 0);
}

TEST(EraseVisitor, LeavesNoTraceOfWhatWasIndexedInParts) {
  Erased world;
  for (int i = 0; i < 5; ++i) {
    world.record_facts(concat("h", i));
    world.record(world.ada, Sent{.id = concat("o", i), .more = R"("summary":"bought boots")"});
    if (i < 4) world.index();
  }
  EXPECT_EQ(world.erase(world.ada, "xvisit").status, 204);
  EXPECT_EQ(world.traces(), "");
  world.index();
  EXPECT_EQ(world.traces(), "");
  EXPECT_EQ(world.search(world.ada, "?q=bought").total, 5);
  EXPECT_EQ(world.count("interaction_text_docsize"), 5);
  // The index is whole.
  EXPECT_EQ(world
                .ask("INSERT INTO interaction_text (interaction_text) "
                     "VALUES ('integrity-check')")
                .substr(0, 4),
            "[[[]");
}

TEST(EraseVisitor, TouchesNobodyElse) {
  Erased world;
  world.record(world.ada, {Sent{.id = "a", .more = R"("visitorId":"v1")"},
                           Sent{.id = "b", .more = R"("visitorId":"V1")"},
                           Sent{.id = "c", .more = R"("visitorId":"v1 ")"}, Sent{.id = "d"}});
  world.record(world.bob, Sent{.id = "e", .more = R"("visitorId":"v1")"});
  EXPECT_EQ(world.erase(world.ada, "v1").status, 204);
  EXPECT_EQ(world.ids(world.ada), "d c b");
  EXPECT_EQ(world.ids(world.bob), "e");
}

TEST(EraseVisitor, TakesIdsOfAnySpelling) {
  Erased world;
  for (const std::string_view id : {"a/b", "..", "%", "é ü", "a?b&c=d", "'; DROP TABLE x; --"}) {
    world.record(world.ada, Sent{.more = concat(R"("visitorId":")", id, '"')});
    EXPECT_EQ(world.erase(world.ada, percent_encode(id)).status, 204) << id;
    EXPECT_EQ(world.count("interaction"), 0) << id;
  }
}

TEST(EraseVisitor, DoesNotSayWhetherThereWasAnybody) {
  Erased world;
  EXPECT_EQ(world.erase(world.ada, "nobody").status, 204);
  EXPECT_EQ(world.erase(world.ada, "nobody").body, "");
}

TEST(EraseVisitor, IsForAdminsAndNeedsTheVisitor) {
  Erased world;
  world.record_facts();
  EXPECT_EQ(refusal_of(world.erase(world.dan, "xvisit")), "403 FORBIDDEN");
  EXPECT_EQ(refusal_of(world.send({"DELETE", "/api/v1/interactions/visitors?visitorId=xvisit"})),
            "401 UNAUTHORIZED");
  for (const std::string query : {"", "?visitorId="}) {
    const auto reply =
        world.send_as(world.ada, {"DELETE", "/api/v1/interactions/visitors" + query});
    EXPECT_EQ(fault_of(reply).field, "visitorId") << query;
  }
  EXPECT_EQ(world.erase(world.bob, "xvisit").status, 204);
  EXPECT_EQ(world.ids(world.ada), "h1event");
}

TEST(EraseVisitor, StoresNothingHalf) {
  Erased world;
  world.record_facts();
  world.index();
  world.fail_next("d1.batch", "D1_ERROR: overloaded");
  EXPECT_EQ(refusal_of(world.erase(world.ada, "xvisit")), "503 UNAVAILABLE");
  EXPECT_EQ(world.hits(world.ada, "?q=ysumm"), "h1event");
}

}  // namespace
}  // namespace crow::interactions
