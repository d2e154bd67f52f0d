#include "shared/host/memory.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"

namespace crow {
namespace {

struct Remembering : World {
  Memory own{Host(start({}))};
  Remembering() { World::run(); }

  template <typename T>
  Result<T> wait(Task<T> task) {
    std::optional<Result<T>> outcome;
    const Root root =
        crow::run(std::move(task), [&](Result<T> result) { outcome.emplace(result); });
    World::run();
    return std::move(*outcome);
  }
};

TEST(Memory, GivesATextBackUntilAllIsForgotten) {
  Remembering world;
  world.memory.emplace("one");
  const auto nothing = *world.wait(world.own.read("a"));
  EXPECT_EQ(nothing.object, "one");
  EXPECT_EQ(nothing.text, "");
  EXPECT_TRUE(world.wait(world.own.write("a", nothing.age, "one\ntwo")).has_value());
  EXPECT_EQ(world.wait(world.own.read("a"))->text, "one\ntwo");
  EXPECT_EQ(world.wait(world.own.read("b"))->text, "");
  EXPECT_TRUE(world.wait(world.own.forget("OBJECTS", "one")).has_value());
  EXPECT_EQ(world.wait(world.own.read("a"))->text, "");
}

TEST(Memory, TakesNoTextOfWhatWasReadBeforeAllWasForgotten) {
  Remembering world;
  world.memory.emplace("one");
  const auto before = *world.wait(world.own.read("a"));
  EXPECT_TRUE(world.wait(world.own.forget("OBJECTS", "one")).has_value());
  EXPECT_TRUE(world.wait(world.own.write("a", before.age, "old")).has_value());
  EXPECT_EQ(world.wait(world.own.read("a"))->text, "");
}

TEST(Memory, IsNobodysElsewhereThanInAnObject) {
  Remembering world;
  EXPECT_EQ(world.wait(world.own.read("a"))->age, -1);
  EXPECT_TRUE(world.wait(world.own.write("a", -1, "one")).has_value());
  EXPECT_EQ(world.forgotten.size(), 0U);
}

TEST(Memory, OfAnotherObjectIsForgottenByItsName) {
  Remembering world;
  EXPECT_TRUE(world.wait(world.own.forget("OBJECTS", "one")).has_value());
  EXPECT_EQ(world.forgotten, std::vector<std::string>{"one"});
  EXPECT_EQ(world.operations.back(), "memory.forget");
  world.fail_next("memory.forget", "gone");
  EXPECT_EQ(world.wait(world.own.forget("OBJECTS", "one")).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace crow
