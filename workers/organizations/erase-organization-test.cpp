#include "workers/organizations/context-testing.h"

namespace crow::organizations {
namespace {

struct Erasing : TwoOrganizations {
  // How many calls each service still needs.
  std::map<std::string, int> left = {{"CRAWLER", 1}, {"IMPORTS", 0}, {"INTERACTIONS", 3},
                                     {"MEANING", 2}, {"IMAGES", 0},  {"SEARCH", 0}};
  std::vector<std::string> asked;

  Erasing() {
    for (const auto& [name, count] : left) {
      const std::string binding = name;
      set_neighbour(binding, [this, binding](const Message& message) {
        EXPECT_EQ(message.method, "DELETE");
        EXPECT_TRUE(message.target.ends_with("/organizations/gone")) << message.target;
        asked.push_back(binding);
        const bool is_done = left[binding]-- <= 0;
        return Reply{
            200, {}, is_done ? R"({"isDone":true,"erased":0})" : R"({"isDone":false,"erased":5})"};
      });
    }
  }
  Reply erase() {
    return send(
        {"DELETE", "/internal/organizations/gone/data", {{"x-internal-key", "test-internal-key"}}});
  }
};

TEST(EraseOrganization, AsksEveryServiceUntilAllAreDone) {
  Erasing world;
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":15})");
  EXPECT_EQ(world.asked.size(), 6u);
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":10})");
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":5})");
  EXPECT_EQ(world.erase().body, R"({"isDone":true,"erased":0})");
}

TEST(EraseOrganization, FailsWhileOneServiceDoes) {
  Erasing world;
  world.set_neighbour("IMAGES", [](const World::Message&) { return World::Reply{503, {}, ""}; });
  EXPECT_EQ(refusal_of(world.erase()), "503 UNAVAILABLE");
}

TEST(EraseOrganization, EndsTheJobThatWouldWriteAContext) {
  Contexts world;
  EXPECT_EQ(world.trigger(world.ada).status, 202);
  for (const char* binding : {"CRAWLER", "IMPORTS", "INTERACTIONS", "MEANING", "IMAGES", "SEARCH"})
    world.set_neighbour(binding, [](const World::Message&) {
      return World::Reply{200, {}, R"({"isDone":true,"erased":0})"};
    });
  const auto erase = [&] {
    return world
        .send({"DELETE",
               concat("/internal/organizations/", world.northwind, "/data"),
               {{"x-internal-key", "test-internal-key"}}})
        .body;
  };
  EXPECT_EQ(erase(), R"({"isDone":false,"erased":2})");
  EXPECT_EQ(erase(), R"({"isDone":true,"erased":0})");
  EXPECT_EQ(world.number("SELECT count(*) FROM jobs"), 0);
  EXPECT_EQ(world.number("SELECT count(*) FROM context_job"), 0);
}

TEST(EraseOrganization, IsForServicesAlone) {
  Erasing world;
  EXPECT_EQ(refusal_of(world.send({"DELETE", "/internal/organizations/gone/data"})),
            "401 UNAUTHORIZED");
  EXPECT_TRUE(world.asked.empty());
}

}  // namespace
}  // namespace crow::organizations
