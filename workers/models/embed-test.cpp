#include <gtest/gtest.h>

#include "shared/contracts/models.h"
#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"

namespace crow::models {
namespace {

World::Reply embed(World& world, std::string body) {
  return world.post("/internal/models/embed", std::move(body),
                    {{"x-internal-key", "test-internal-key"}});
}

TEST(EmbedTexts, GivesAVectorForEach) {
  World world;
  const auto reply = embed(world, R"({"organizationId":"north","texts":["red shoe","","RED shoes"]})");
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto output = json::read<Embed::Output>(reply.body);
  ASSERT_TRUE(output);
  const auto bytes = from_base64(output->vectors);
  ASSERT_TRUE(bytes);
  const std::size_t size = static_cast<std::size_t>(output->dimensions) * 4;
  ASSERT_EQ(bytes->size(), 3 * size);
  EXPECT_EQ(bytes->substr(0, size), bytes->substr(2 * size));
  EXPECT_EQ(bytes->substr(size, size), std::string(size, '\0'));
  EXPECT_TRUE(output->model.starts_with("builtin:"));
}

TEST(EmbedTexts, IsForOtherServicesAlone) {
  World world;
  EXPECT_EQ(world.post("/internal/models/embed", R"({"organizationId":"north","texts":["a"]})")
                .status,
            401);
}

TEST(EmbedTexts, RefusesAModelThatIsNotThere) {
  World world;
  EXPECT_EQ(embed(world, R"({"organizationId":"north","texts":["a"],"model":"builtin:0:1"})").status,
            404);
}

TEST(EmbedTexts, TakesAHundredAtATime) {
  World world;
  EXPECT_EQ(embed(world, R"({"organizationId":"north","texts":[]})").status, 400);
  std::string texts = "\"a\"";
  for (int i = 0; i < 100; ++i) texts += ",\"a\"";
  EXPECT_EQ(embed(world, R"({"organizationId":"north","texts":[)" + texts + "]}").status, 400);
}

}  // namespace
}  // namespace crow::models
