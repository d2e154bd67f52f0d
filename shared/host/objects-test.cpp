#include "shared/host/objects.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

struct Asking : World {
  Message asked;
  Reply answer{200, {}, "line\nanother"};
  std::uint32_t request = 0;
  Asking() {
    set_variable("INTERNAL_KEY", "new, old");
    set_neighbour("COUNTERS", [this](const Message& message) {
      asked = message;
      return answer;
    });
    request = start({});
    World::run();
  }
  Result<std::string> ask() {
    std::optional<Result<std::string>> outcome;
    const Root root =
        crow::run(Objects(Host(request), "COUNTERS").get("o:north", "/a?b=c", 250),
                  [&](Result<std::string> body) { outcome.emplace(std::move(body)); });
    World::run();
    return std::move(*outcome);
  }
};

TEST(Objects, AskTheOneThatIsNamedAndGiveItsAnswer) {
  Asking world;
  EXPECT_EQ(*world.ask(), "line\nanother");
  EXPECT_EQ(world.asked.target, "/a?b=c");
  EXPECT_EQ(
      world.asked.headers,
      (World::Headers{{"x-internal-key", "new"}, {"object", "o:north"}, {"deadline", "250"}}));
}

TEST(Objects, FailWhenItRefusesOrDoesNotAnswer) {
  Asking world;
  world.answer = {503, {}, "no"};
  const auto refused = world.ask();
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_EQ(refused.error().cause, "/a answered 503\nno");
  world.fail_next("object.get", "The operation was aborted due to timeout");
  EXPECT_EQ(world.ask().error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace crow
