#include "shared/host/forward.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

// A world with a request, and a neighbour that keeps what it was sent.
struct Passing : World {
  Message sent;
  std::uint32_t request = 0;
  Passing() {
    set_neighbour("NEXT", [this](const Message& message) {
      sent = message;
      return Reply{418, {}, "tea"};
    });
    request = start({"POST", "/nothing?x=1", {{"cookie", "a=1"}, {"x-kept", "1"}}, "body"});
    World::run();
  }
  Result<int> pass(std::string_view target, std::vector<Header> edits) {
    std::optional<Result<int>> outcome;
    const Root root = crow::run(forward(Host(request), "NEXT", target, std::move(edits)),
                                [&](Result<int> status) { outcome.emplace(std::move(status)); });
    World::run();
    return std::move(*outcome);
  }
};

TEST(Forward, SendsTheRequestAsItCameAndSaysTheStatusOfTheAnswer) {
  Passing world;
  EXPECT_EQ(*world.pass({}, {}), 418);
  EXPECT_EQ(world.sent.method, "POST");
  EXPECT_EQ(world.sent.target, "/nothing?x=1");
  EXPECT_EQ(world.sent.body, "body");
  EXPECT_EQ(world.sent.headers,
            (World::Headers{{"cookie", "a=1"}, {"x-kept", "1"}, {"content-length", "4"}}));
}

TEST(Forward, SetsAndRemovesHeadersAndMayChangeTheTarget) {
  Passing world;
  EXPECT_EQ(*world.pass("/other", {{"cookie", ""}, {"x-kept", "2"}, {"x-new", "3"}}), 418);
  EXPECT_EQ(world.sent.target, "/other");
  EXPECT_EQ(world.sent.headers,
            (World::Headers{{"content-length", "4"}, {"x-kept", "2"}, {"x-new", "3"}}));
}

TEST(Forward, FailsWhenNobodyAnswers) {
  Passing world;
  world.fail_next("forward.fetch", "gone");
  EXPECT_EQ(world.pass({}, {}).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace crow
