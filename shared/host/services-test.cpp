#include "shared/host/services.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/service/operation.h"

namespace crow {
namespace {

struct Add {
  static constexpr Operation operation{.name = "add",
                                       .method = Method::post,
                                       .path = "/internal/sums/add",
                                       .summary = "Adds.",
                                       .access = Access::service};
  struct Input {
    std::int64_t a = 0, b = 0;
    static constexpr auto fields = describe(field<&Input::a>("a", ""), field<&Input::b>("b", ""));
  };
  struct Output {
    std::int64_t sum = 0;
    std::optional<std::string> note;
    static constexpr auto fields =
        describe(field<&Output::sum>("sum", ""), field<&Output::note>("note", ""));
  };
};

struct Rename {
  static constexpr Operation operation{.name = "rename",
                                       .method = Method::put,
                                       .path = "/internal/sums/{id}/name",
                                       .summary = "Names a sum.",
                                       .access = Access::service,
                                       .success = 204};
  struct Input {
    Text<1, 64> id;
    std::string name;
    static constexpr auto fields =
        describe(field<&Input::id>("id", ""), field<&Input::name>("name", ""));
  };
  using Output = Nothing;
};

// A world with the service SUMS behind a binding; keeps what it was asked.
struct Sums : World {
  World::Message asked;
  World::Reply reply{200, {}, R"({"sum":3})"};
  Sums() {
    set_neighbour("SUMS", [this](const Message& message) {
      asked = message;
      return reply;
    });
  }
  Result<Add::Output> add(Services services) {
    std::optional<Result<Add::Output>> outcome;
    const Root root =
        crow::run(services.call<Add>("SUMS", {1, 2}),
                  [&](Result<Add::Output> result) { outcome.emplace(std::move(result)); });
    World::run();
    return std::move(*outcome);
  }
  Result<Add::Output> add() { return add(Services(Host(1))); }
};

TEST(Services, SendBytesAsTheyAreWithHeadersBeside) {
  Sums world;
  const std::string bytes("\x1f\x8b\0\n\n\xff", 6);
  std::optional<Result<Add::Output>> outcome;
  const Root root = crow::run(
      Services(Host(1), {{"x-request-id", "r1"}})
          .send<Add>("SUMS", {{"content-type", "text/html"}, {"x-empty", ""}, {"x-a", "b"}}, bytes),
      [&](Result<Add::Output> result) { outcome.emplace(std::move(result)); });
  world.run();
  EXPECT_EQ((*outcome)->sum, 3);
  EXPECT_EQ(world.asked.body, bytes);
  EXPECT_EQ(world.asked.headers, (World::Headers{{"x-internal-key", "test-internal-key"},
                                                 {"x-request-id", "r1"},
                                                 {"content-type", "text/html"},
                                                 {"x-a", "b"}}));
}

TEST(Services, PutParametersIntoThePath) {
  Sums world;
  std::optional<Result<Nothing>> outcome;
  const Root root =
      crow::run(Services(Host(1)).call<Rename>("SUMS", {.id = {"s 1/2"}, .name = "two"}),
                [&](Result<Nothing> result) { outcome.emplace(std::move(result)); });
  world.run();
  EXPECT_EQ(world.asked.method, "PUT");
  EXPECT_EQ(world.asked.target, "/internal/sums/s%201%2F2/name");
  EXPECT_EQ(world.asked.body, R"({"name":"two"})");
}

TEST(Services, CallWithTheInternalKeyAndTheRequestsHeaders) {
  Sums world;
  world.set_variable("INTERNAL_KEY", " new , old");
  EXPECT_EQ(world.add(Services(Host(1), {{"x-request-id", "r1"}}))->sum, 3);
  EXPECT_EQ(world.asked.method, "POST");
  EXPECT_EQ(world.asked.target, "/internal/sums/add");
  EXPECT_EQ(world.asked.body, R"({"a":1,"b":2})");
  EXPECT_EQ(world.asked.headers, (World::Headers{{"x-internal-key", "new"},
                                                 {"x-request-id", "r1"},
                                                 {"content-type", "application/json"}}));
}

TEST(Services, PassOnOnlyTheErrorsThatConcernTheCaller) {
  Sums world;
  const auto body = [](std::string_view code) {
    return concat(R"({"error":{"code":")", code, R"(","message":"In words.","details":null}})");
  };
  const std::vector<std::tuple<int, std::string, ErrorCode, std::string_view>> cases = {
      {400, body("VALIDATION_ERROR"), ErrorCode::invalid_argument, "In words."},
      {403, body("FORBIDDEN"), ErrorCode::permission_denied, "In words."},
      {404, body("NOT_FOUND"), ErrorCode::not_found, "In words."},
      {409, body("CONFLICT"), ErrorCode::conflict, "In words."},
      {429, body("RATE_LIMITED"), ErrorCode::rate_limited, "In words."},
      {401, body("UNAUTHORIZED"), ErrorCode::unavailable, "A part of"},
      {500, body("INTERNAL_ERROR"), ErrorCode::unavailable, "A part of"},
      {503, body("UNAVAILABLE"), ErrorCode::unavailable, "A part of"},
      {302, "", ErrorCode::unavailable, "A part of"},
      {404, "no json", ErrorCode::unavailable, "A part of"},
      {404, "\xFF", ErrorCode::unavailable, "A part of"},
      {404, R"({"error":"plain"})", ErrorCode::unavailable, "A part of"},
  };
  for (const auto& [status, text, code, message] : cases) {
    world.reply = {status, {}, text};
    const auto outcome = world.add();
    ASSERT_FALSE(outcome.has_value()) << status;
    EXPECT_EQ(outcome.error().code, code) << status << text;
    EXPECT_TRUE(outcome.error().message.starts_with(message)) << outcome.error().message;
    EXPECT_TRUE(outcome.error().cause.starts_with("/internal/sums/add answered "))
        << outcome.error().cause;
  }
}

TEST(Services, RefuseAnswersThatDoNotFit) {
  Sums world;
  for (const std::string body : {"", "{}", "[]", R"({"sum":"3"})", "\xFF", R"({"sum":3)"}) {
    world.reply = {200, {}, body};
    const auto outcome = world.add();
    ASSERT_FALSE(outcome.has_value()) << body;
    EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
  }
  world.reply = {200, {}, R"({"sum":3,"note":null,"later":{"more":[1]}})"};
  EXPECT_EQ(world.add()->sum, 3);
  world.fail_next("service.fetch", "refused");
  EXPECT_EQ(world.add().error().cause, "refused");
}

}  // namespace
}  // namespace crow
