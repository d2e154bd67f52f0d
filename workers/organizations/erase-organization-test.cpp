#include "shared/contracts/organizations.h"
#include "shared/identity/testing.h"

namespace crow::organizations {
namespace {

struct Erasing : TwoOrganizations {
  // How many calls each service still needs.
  std::map<std::string, int> left = {
      {"CRAWLER", 1}, {"IMPORTS", 0}, {"INTERACTIONS", 3}, {"MEANING", 2}, {"IMAGES", 0}};
  std::vector<std::string> asked;

  Erasing() {
    for (const auto& [name, count] : left) {
      const std::string binding = name;
      set_neighbour(binding, [this, binding](const Message& message) {
        EXPECT_TRUE(message.target.ends_with("/erase-organization"));
        EXPECT_EQ(message.body, R"({"organizationId":"gone"})");
        asked.push_back(binding);
        const bool is_done = left[binding]-- <= 0;
        return Reply{
            200, {}, is_done ? R"({"isDone":true,"erased":0})" : R"({"isDone":false,"erased":5})"};
      });
    }
  }
  Reply erase() {
    return post("/internal/organizations/erase-organization", R"({"organizationId":"gone"})",
                {{"x-internal-key", "test-internal-key"}});
  }
};

TEST(EraseOrganization, AsksEveryServiceUntilAllAreDone) {
  Erasing world;
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":15})");
  EXPECT_EQ(world.asked.size(), 5u);
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":10})");
  EXPECT_EQ(world.erase().body, R"({"isDone":false,"erased":5})");
  EXPECT_EQ(world.erase().body, R"({"isDone":true,"erased":0})");
}

TEST(EraseOrganization, FailsWhileOneServiceDoes) {
  Erasing world;
  world.set_neighbour("IMAGES", [](const World::Message&) { return World::Reply{503, {}, ""}; });
  EXPECT_EQ(refusal_of(world.erase()), "503 UNAVAILABLE");
}

TEST(EraseOrganization, IsForServicesAlone) {
  Erasing world;
  EXPECT_EQ(refusal_of(world.post("/internal/organizations/erase-organization", "{}")),
            "401 UNAUTHORIZED");
  EXPECT_TRUE(world.asked.empty());
}

}  // namespace
}  // namespace crow::organizations
