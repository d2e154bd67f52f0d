#include "shared/core/text.h"
#include "shared/service/test-service.h"

namespace crow::shop {
namespace {

// A line of the log, as whoever searches it reads it.
struct Line {
  std::string level, service, id, method, route;
  std::int64_t status = 0, us = 0;
  std::optional<std::string> caller, organization, error, cause, where;
  static constexpr auto fields =
      describe(field<&Line::level>("level", ""), field<&Line::service>("service", ""),
               field<&Line::id>("id", ""), field<&Line::method>("method", ""),
               field<&Line::route>("route", ""), field<&Line::status>("status", ""),
               field<&Line::us>("us", ""), field<&Line::caller>("caller", ""),
               field<&Line::organization>("organization", ""), field<&Line::error>("error", ""),
               field<&Line::cause>("cause", ""), field<&Line::where>("where", ""));
};

Line last_line(const World& world) {
  const auto line = json::read<Line>(world.log.back());
  EXPECT_TRUE(line.has_value()) << world.log.back();
  return line.value_or(Line{});
}

TEST(Log, HasOneLineOfTheDocumentedMembersPerRequest) {
  Shop world;
  world.get_as(world.ada, "/api/v1/shops/north/things?limit=5", {{"x-request-id", "req_1"}});
  ASSERT_EQ(world.log.size(), 1u);
  const Line line = last_line(world);
  EXPECT_EQ(line.level, "info");
  EXPECT_EQ(line.service, "shop");
  EXPECT_EQ(line.id, "req_1");
  EXPECT_EQ(line.method, "GET");
  EXPECT_EQ(line.route, "/shops/{shop}/things");
  EXPECT_EQ(line.status, 200);
  EXPECT_EQ(line.caller, "ada");
  EXPECT_EQ(line.organization, "north");
  EXPECT_EQ(line.error, std::nullopt);

  world.get("/nothing");
  EXPECT_EQ(last_line(world).route, "unknown");
  EXPECT_EQ(last_line(world).status, 404);
  EXPECT_EQ(last_line(world).caller, std::nullopt);
}

TEST(Log, TellsTheCauseOfAFailureThatTheClientNeverSees) {
  Shop world;
  const auto reply = world.playing([](Context&) -> Task<Response> {
    co_await fail(ErrorCode::internal, "It failed.", "no such table: thing");
    co_return Response{};
  });
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.body.find("table"), std::string::npos);
  const Line line = last_line(world);
  EXPECT_EQ(line.level, "error");
  EXPECT_EQ(line.error, "It failed.");
  EXPECT_EQ(line.cause, "no such table: thing");
  EXPECT_TRUE(line.where->starts_with("shared/service/entry-test.cpp:")) << *line.where;
}

TEST(Log, HoldsNoSecretOfTheRequest) {
  Shop world;
  const World::Headers headers = {{"cookie", "s=SECRET"},
                                  {"x-api-key", "SECRET"},
                                  {"x-internal-key", "SECRET"},
                                  {"user-agent", "SECRET"}};
  world.put_as(world.ada, "/api/v1/shops/north/things/SECRET?key=SECRET",
               R"({"password":"SECRET","SECRET":"SECRET"})", headers);
  world.get("/api/v1/SECRET?key=SECRET", headers);
  world.get("/api/v1/things/7", {{"authorization", "Bearer SECRET"}});
  ASSERT_EQ(world.log.size(), 3u);
  for (const std::string& line : world.log)
    EXPECT_EQ(line.find("SECRET"), std::string::npos) << line;
}

TEST(Reply, CarriesHeadersOfErrorsToo) {
  Shop world;
  const auto reply = world.playing([](Context& context) -> Task<Response> {
    context.reply_headers.push_back({"set-cookie", "a=1"});
    context.reply_headers.push_back({"set-cookie", "b=2"});
    co_await fail(ErrorCode::conflict, "No.");
    co_return Response{};
  });
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.all("set-cookie"), (std::vector<std::string>{"a=1", "b=2"}));
}

TEST(Reply, TellsItsTimeOutsideProductionOnly) {
  Shop world;
  EXPECT_EQ(world.get("/api/v1/shop/health").header("server-timing"), "shop;dur=0");
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(world.get("/api/v1/shop/health").header("server-timing"), "");
}

TEST(Reply, NeverLetsAValueBeginAnotherHeader) {
  Shop world;
  world.set_variable("ENVIRONMENT", "production");
  const auto reply = world.playing([](Context& context) -> Task<Response> {
    context.reply_headers.push_back({"x-fine", "a: b"});
    for (const std::string_view value :
         {std::string_view("a\r\nx-evil: 1"), std::string_view("a\nx-evil\n1"),
          std::string_view("a\rb"), std::string_view("a\0b", 3)})
      context.reply_headers.push_back({"x-echo", std::string(value)});
    co_return Response{.status = 200, .body = "ok"}.with("location", "/x\nset-cookie\ns=1");
  });
  EXPECT_EQ(reply.headers, (World::Headers{{"x-fine", "a: b"}}));
  EXPECT_EQ(reply.body, "ok");
}

TEST(Reply, SaysWhenToTryAgain) {
  Shop world;
  const auto reply = world.playing([](Context&) -> Task<Response> {
    Error error{ErrorCode::unavailable, "Busy.", {}, SourcePlace::current()};
    error.retry_after_s = 2;
    co_await std::unexpected(std::move(error));
    co_return Response{};
  });
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.header("retry-after"), "2");
}

TEST(Requests, RunSideBySideInOneInstance) {
  Shop world;
  play = [](Context& context) -> Task<Response> {
    const auto milliseconds = to_number(context.request.query).value_or(0);
    co_await context.host.sleep(milliseconds);
    co_await context.host.sleep(milliseconds);
    co_return Response{.status = 200, .body = context.request.query};
  };
  std::vector<std::uint32_t> requests;
  for (int i = 0; i < 20; ++i)
    requests.push_back(world.start({.target = concat("/api/v1/play/x?", i)}));
  EXPECT_EQ(world.waiting(), 20u);
  world.run(30);
  EXPECT_NE(world.reply_to(requests[9]), nullptr);
  EXPECT_EQ(world.reply_to(requests[10]), nullptr);
  world.run();
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(world.reply_to(requests[static_cast<std::size_t>(i)])->body, to_text(i));
  EXPECT_EQ(host::calls_in_flight(), 0u);
}

int alive = 0;
struct Alive {
  Alive() { ++alive; }
  Alive(const Alive&) = delete;
  Alive& operator=(const Alive&) = delete;
  ~Alive() { --alive; }
};

Task<> linger(Host host) {
  Alive local;
  co_await host.sleep(1'000);
}

TEST(Cancel, DestroysEveryFrameOfTheRequestAndItsCalls) {
  Shop world;
  play = [](Context& context) -> Task<Response> {
    Alive local;
    context.background.push_back(linger(context.host));
    co_await when_all(linger(context.host), linger(context.host));
    co_return Response{};
  };
  const auto request = world.start({.target = "/api/v1/play/x"});
  const auto other = world.start({.target = "/api/v1/play/x"});
  EXPECT_EQ(alive, 8);
  EXPECT_EQ(host::calls_in_flight(), 6u);
  world.cancel(request);
  EXPECT_EQ(alive, 4);
  EXPECT_EQ(host::calls_in_flight(), 3u);
  world.cancel(request);
  world.cancel(4711);
  world.run();  // The late answers find nobody; those of the other request find it.
  EXPECT_EQ(world.reply_to(request), nullptr);
  EXPECT_NE(world.reply_to(other), nullptr);
  EXPECT_EQ(alive, 0);
  EXPECT_EQ(host::calls_in_flight(), 0u);
  EXPECT_EQ(world.log.size(), 1u);
}

TEST(Background, RunsOnAfterTheAnswerAndIsNotTheClientsToCancel) {
  Shop world;
  play = [](Context& context) -> Task<Response> {
    const auto work = [](Context& its) -> Task<> {
      co_await its.host.sleep(1'000);
      log_line(concat("after ", its.request.path));
    };
    context.background.push_back(work(context));
    context.background.push_back(work(context));
    co_return Response{.status = 202};
  };
  const auto request = world.start({.target = "/api/v1/play/x"});
  ASSERT_NE(world.reply_to(request), nullptr);
  EXPECT_EQ(world.reply_to(request)->status, 202);
  EXPECT_EQ(world.log.size(), 1u);
  world.cancel(request);
  world.run();
  EXPECT_EQ(world.log.size(), 3u);
  EXPECT_EQ(world.log.back(), "after /api/v1/play/x");
  EXPECT_EQ(host::calls_in_flight(), 0u);
}

TEST(Background, FailsInTheLogAlone) {
  Shop world;
  world.fail_next("timer.sleep", "no timer");
  const auto reply = world.playing([](Context& context) -> Task<Response> {
    context.background.push_back(linger(context.host));
    context.background.push_back(linger(context.host));
    co_return Response{.status = 200};
  });
  EXPECT_EQ(reply.status, 200);
  ASSERT_EQ(world.log.size(), 2u);
  EXPECT_NE(world.log.back().find(R"("cause":"no timer")"), std::string::npos);
  EXPECT_EQ(alive, 0);
}

TEST(Scheduled, RunsTheServicesOwnWork) {
  Shop world;
  world.scheduled("0 * * * *");  // Nothing is due: this service has no such work.
  EXPECT_TRUE(world.log.empty());
  current.scheduled = [](Context& context) -> Task<> {
    co_await context.host.sleep(1);
    log_line(concat("ran at ", context.request.path));
  };
  world.scheduled("0 * * * *");
  EXPECT_EQ(world.log.front(), "ran at 0 * * * *");
  EXPECT_EQ(last_line(world).route, "scheduled");
  EXPECT_EQ(last_line(world).status, 200);
  world.fail_next("timer.sleep", "no timer");
  world.scheduled("0 * * * *");
  EXPECT_EQ(last_line(world).status, 500);
  EXPECT_EQ(last_line(world).cause, "no timer");
}

}  // namespace
}  // namespace crow::shop
