#include "shared/service/idempotency.h"

#include "shared/core/text.h"
#include "shared/service/jobs-testing.h"
#include "shared/service/list.h"

namespace crow::shop {
namespace {

// A shop whose things leave a mark for each time they are made.
struct Factory : Workshop {
  Caller eve{"ada", "south", Role::owner, default_permissions(Role::owner), Tier::free};

  Factory() {
    current.idempotency = &kIdempotency;
    current.jobs = nullptr;
    make = [](Context& context, std::string name) -> Task<Thing> {
      co_await context.database.run_all({mark(name)});
      co_return Thing{concat("id-", name), name};
    };
  }
  Message message(std::string_view key, std::string_view name = "a",
                  std::string target = "/api/v1/made") {
    return {"POST",
            std::move(target),
            {{"content-type", "application/json"}, {"idempotency-key", std::string(key)}},
            concat(R"({"name":")", name, R"("})")};
  }
  Reply send_key(const Caller& caller, std::string_view key, std::string_view name = "a") {
    return send_as(caller, message(key, name));
  }
  std::uint32_t start_key(std::string_view key) {
    Message one = message(key);
    one.headers.push_back(as(ada));
    return start(std::move(one));
  }
};

bool is_replayed(const World::Reply& reply) {
  return reply.header("idempotent-replayed") == "true";
}

TEST(IdempotencyKey, SentAgainGetsTheFirstAnswerAndMakesNothing) {
  Factory world;
  const auto first = world.send_key(world.ada, "k");
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(first.body, R"({"id":"id-a","name":"a"})");
  EXPECT_FALSE(is_replayed(first));
  const auto again = world.send_key(world.ada, "k");
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_TRUE(is_replayed(again));
  for (const std::string_view name : {"content-type", "cache-control"})
    EXPECT_EQ(again.header(name), first.header(name)) << name;
  EXPECT_EQ(again.all("content-type").size(), 1u);
  EXPECT_EQ(world.marks(), "a=1");
}

TEST(IdempotencyKey, CostsOneRoundTripBeforeTheAnswerAndNothingWhenItIsAbsent) {
  Factory world;
  world.send_as(
      world.ada,
      {"POST", "/api/v1/made", {{"content-type", "application/json"}}, R"({"name":"a"})"});
  world.operations.clear();
  world.send_as(
      world.ada,
      {"POST", "/api/v1/made", {{"content-type", "application/json"}}, R"({"name":"a"})"});
  using Names = std::vector<std::string>;
  EXPECT_EQ(world.operations, Names({"body.read", "d1.batch"}));
  world.operations.clear();
  const auto request = world.start_key("k");
  world.run(3);
  EXPECT_NE(world.reply_to(request), nullptr);
  EXPECT_EQ(world.operations, Names({"body.read", "d1.batch", "d1.batch", "d1.batch"}));
  EXPECT_EQ(world.waiting(), 1u);  // The answer is kept behind its back.
  world.run();
  world.operations.clear();
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k")));
  EXPECT_EQ(world.operations, Names({"body.read", "d1.batch"}));
}

TEST(IdempotencyKey, WithAnotherBodyOrTargetIsAMismatch) {
  Factory world;
  world.send_key(world.ada, "k", "a");
  const auto other = world.send_key(world.ada, "k", "b");
  EXPECT_EQ(other.status, 422);
  EXPECT_NE(other.body.find(R"("code":"IDEMPOTENCY_MISMATCH")"), std::string::npos);
  EXPECT_EQ(world.send_as(world.ada, world.message("k", "a", "/api/v1/made?x=1")).status, 422);
  EXPECT_EQ(world.marks(), "a=1");
}

TEST(IdempotencyKey, IsTheCallersOwn) {
  Factory world;
  EXPECT_EQ(world.send_key(world.ada, "k", "a").status, 201);
  for (const Caller& caller : {world.dan, world.eve}) {
    const auto reply = world.send_key(caller, "k", "b");
    EXPECT_EQ(reply.status, 201) << caller.user_id << caller.organization_id;
    EXPECT_FALSE(is_replayed(reply));
  }
  EXPECT_EQ(world.marks(), "a=1 b=2");
}

TEST(IdempotencyKey, HasOneTo255Characters) {
  Factory world;
  std::string characters;
  for (int i = 0; i < 255; ++i) characters += "ü";
  EXPECT_EQ(world.send_key(world.ada, characters).status, 201);
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, characters)));
  for (const std::string& key : {characters + "x", std::string()}) {
    const auto reply = world.send_key(world.ada, key);
    EXPECT_EQ(reply.status, 400);
    EXPECT_NE(reply.body.find(R"("field":"Idempotency-Key")"), std::string::npos) << reply.body;
  }
  EXPECT_EQ(world.marks(), "a=1");
}

TEST(IdempotencyKey, IsAConflictWhileTheFirstRequestIsUnderWay) {
  Factory world;
  make = [](Context& context, std::string name) -> Task<Thing> {
    for (int i = 0; i < 30; ++i) co_await context.host.sleep(1);
    co_return Thing{name, name};
  };
  const auto first = world.start_key("k");
  world.run(4);
  const auto second = world.start_key("k");
  world.run(14);
  ASSERT_NE(world.reply_to(second), nullptr);
  EXPECT_EQ(world.reply_to(first), nullptr);
  EXPECT_EQ(world.reply_to(second)->status, 409);
  EXPECT_EQ(world.reply_to(second)->header("retry-after"), "1");
  const auto other = world.start(world.message("k"));
  world.run();
  EXPECT_EQ(world.reply_to(other)->status, 401);
  EXPECT_EQ(world.reply_to(first)->status, 201);
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k")));
}

TEST(IdempotencyKey, WaitsForAnAnswerThatIsJustBeingKept) {
  Factory world;
  world.send_key(world.ada, "another");
  const auto first = world.start_key("k");
  world.run(3);
  ASSERT_NE(world.reply_to(first), nullptr);
  const auto second = world.start_key("k");
  world.run();
  EXPECT_EQ(world.reply_to(second)->status, 201);
  EXPECT_TRUE(is_replayed(*world.reply_to(second)));
  EXPECT_EQ(world.marks(), "a=2");
}

TEST(IdempotencyKey, OfAnOperationThatFailedMayBeUsedAgain) {
  Factory world;
  for (const ErrorCode code : {ErrorCode::unavailable, ErrorCode::internal, ErrorCode::conflict}) {
    static ErrorCode its_code;
    its_code = code;
    make = [](Context&, std::string) -> Task<Thing> { co_return fail(its_code, "No."); };
    EXPECT_EQ(world.send_key(world.ada, "k").status, status_of(code));
  }
  make = [](Context&, std::string name) -> Task<Thing> { co_return Thing{name, "at last"}; };
  const auto reply = world.send_key(world.ada, "k", "other");
  EXPECT_EQ(reply.status, 201);
  EXPECT_FALSE(is_replayed(reply));
}

TEST(IdempotencyKey, IsNotTakenByInputThatIsRefused) {
  Factory world;
  EXPECT_EQ(world.send_key(world.ada, "k", "much too long").status, 400);
  auto text = world.message("k");
  text.headers[0].second = "text/plain";
  EXPECT_EQ(world.send_as(world.ada, text).status, 415);
  EXPECT_EQ(world.send_key(world.ada, "k", std::string(300, 'x')).status, 413);
  EXPECT_EQ(std::ranges::count(world.operations, "d1.batch"), 0);
  EXPECT_EQ(world.send_key(world.ada, "k").status, 201);
}

TEST(IdempotencyKey, IsRefusedAfterTheBodyIs) {
  Factory world;
  auto text = world.message(std::string(256, 'k'));
  text.headers[0].second = "text/plain";
  EXPECT_EQ(world.send_as(world.ada, text).status, 415);
}

TEST(IdempotencyKey, IsOverAfterADay) {
  Factory world;
  world.send_key(world.ada, "k", "a");
  world.pass(kDay - 1);
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k", "a")));
  world.pass(1);
  const auto reply = world.send_key(world.ada, "k", "b");
  EXPECT_EQ(reply.status, 201);
  EXPECT_FALSE(is_replayed(reply));
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k", "b")));
}

TEST(IdempotencyKey, IsSweptByCronWhenItIsOver) {
  Factory world;
  static constexpr sql::Statement<Total> kKeys{"test.keys",
                                               "SELECT count(*) AS total FROM idempotency_keys"};
  world.database().allow_scan("test.keys");
  const auto keys = [&] { return sql::rows_of(world.database(), sql::bind(kKeys)).front().total; };
  world.send_key(world.ada, "k1");
  world.pass(kHour);
  world.send_key(world.ada, "k2");
  world.pass(kDay - kHour);
  EXPECT_EQ(keys(), 2);
  world.scheduled("* * * * *");
  EXPECT_EQ(keys(), 1);
}

TEST(IdempotencyKey, OfAProcessThatDiedIsTakenOverAfterAMinuteByTheSameRequest) {
  for (std::size_t most = 2; most <= 3; ++most) {
    Factory world;
    world.send_key(world.ada, "another", "b");
    world.start_key("k");
    world.run(most);
    world.kill();
    world.pass(kMinute - 1);
    EXPECT_EQ(world.send_key(world.ada, "k").status, 409);
    EXPECT_EQ(world.send_key(world.ada, "k", "c").status, 422);
    world.pass(1);
    EXPECT_EQ(world.send_key(world.ada, "k", "c").status, 422);
    const auto reply = world.send_key(world.ada, "k");
    EXPECT_EQ(reply.status, 201);
    EXPECT_FALSE(is_replayed(reply));
    EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k")));
  }
}

TEST(IdempotencyKey, LetsTheWorkEndThoughTheClientLeaves) {
  Factory world;
  world.send_key(world.ada, "another", "b");
  const auto request = world.start_key("k");
  world.run(2);
  world.cancel(request);
  world.run();
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "k")));
  EXPECT_EQ(world.marks(), "a=1 b=1");
  EXPECT_EQ(host::calls_in_flight(), 0u);
}

TEST(IdempotencyKey, KeepsNoAnswerBeyondOneMebibyte) {
  Factory world;
  make = [](Context&, std::string name) -> Task<Thing> {
    const std::size_t overhead = std::string_view(R"({"id":"x","name":""})").size();
    co_return Thing{"x", std::string((1 << 20) - overhead + (name == "over" ? 1 : 0), 'n')};
  };
  EXPECT_EQ(world.send_key(world.ada, "at", "at").status, 201);
  EXPECT_TRUE(is_replayed(world.send_key(world.ada, "at", "at")));
  EXPECT_EQ(world.send_key(world.ada, "over", "over").status, 201);
  EXPECT_FALSE(is_replayed(world.send_key(world.ada, "over", "over")));
}

TEST(IdempotencyKey, IsUnavailableWithTheDatabase) {
  Factory world;
  world.send_key(world.ada, "another", "b");
  world.fail_next("d1.batch", "D1 is away");
  EXPECT_EQ(world.send_key(world.ada, "k").status, 503);
  EXPECT_EQ(world.marks(), "b=1");
}

TEST(IdempotencyKey, IsPassedOverWhereNothingIsMadeForACaller) {
  Factory world;
  for (int i = 0; i < 2; ++i) {
    auto one = world.message("k", "a", "/api/v1/submit");
    one.headers.push_back({"idempotency-key", std::string(256, 'k')});
    EXPECT_EQ(world.send(one).status, 201);
    EXPECT_EQ(world.get_as(world.ada, "/api/v1/things/7", {{"idempotency-key", "k"}}).status, 200);
  }
  EXPECT_EQ(std::ranges::count(world.operations, "d1.batch"), 0);
  current.idempotency = nullptr;
  for (int i = 0; i < 2; ++i)
    EXPECT_FALSE(is_replayed(world.send_key(world.ada, std::string(256, 'k'))));
  EXPECT_EQ(world.marks(), "a=2");
}

TEST(IdempotencyKey, NeedsItsTableBeforeTheServiceIsReady) {
  {
    Shop world;
    current.idempotency = &kIdempotency;
    EXPECT_EQ(world.get("/api/v1/shop/ready").status, 503);
  }
  Factory world;
  EXPECT_EQ(world.get("/api/v1/shop/ready").status, 200);
}

}  // namespace
}  // namespace crow::shop
