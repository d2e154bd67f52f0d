#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(EmbedTexts, GivesAVectorForEach) {
  Models world;
  const auto output = world.ask<Embed::Output>(
      "embed", R"({"organizationId":"north","texts":["red shoe","","RED shoes"]})");
  const auto bytes = from_base64(output.vectors);
  ASSERT_TRUE(bytes);
  const std::size_t size = static_cast<std::size_t>(output.dimensions) * 4;
  ASSERT_EQ(bytes->size(), 3 * size);
  EXPECT_EQ(bytes->substr(0, size), bytes->substr(2 * size));
  EXPECT_EQ(bytes->substr(size, size), std::string(size, '\0'));
  EXPECT_EQ(output.model, name_of_version({}));
}

TEST(EmbedTexts, UsesWhatWasLearnedOfTheOrganization) {
  Models world;
  // Two words of one subject that share no spelling, and hardly a text.
  const std::string one = Models::word(1, 0), other = Models::word(1, 7);
  const float before = world.cosine("north", one, other);
  EXPECT_LT(before, 0.3f);
  const Training training = world.train("north", "t1");
  ASSERT_TRUE(training.model);
  EXPECT_GT(world.cosine("north", one, other), before + 0.3f);
  EXPECT_LT(world.cosine("north", one, Models::word(2, 7)),
            world.cosine("north", one, other) - 0.3f);
  // Of nobody else.
  EXPECT_EQ(world.cosine("south", one, other), before);
}

TEST(EmbedTexts, StillKnowsTheModelBefore) {
  Models world;
  const auto plain = world.vector_of("north", Models::word(1, 0));
  const Training first = world.train("north", "t1");
  const auto learned = world.vector_of("north", Models::word(1, 0));
  const Training second = world.train("north", "t2", 60);
  ASSERT_TRUE(first.model && second.model);
  EXPECT_NE(*first.model, *second.model);
  EXPECT_NE(world.vector_of("north", Models::word(1, 0)), learned);
  EXPECT_EQ(world.vector_of("north", Models::word(1, 0), *first.model), learned);
  EXPECT_EQ(world.vector_of("north", Models::word(1, 0), name_of_version({})), plain);
  // Another organization's is as one that does not exist.
  EXPECT_EQ(world
                .call("embed", concat(R"({"organizationId":"south","texts":["a"],"model":")",
                                      *first.model, "\"}"))
                .status,
            404);
}

TEST(EmbedTexts, IsForOtherServicesAlone) {
  Models world;
  const auto reply =
      world.post("/internal/models/embed", R"({"organizationId":"north","texts":["a"]})");
  EXPECT_EQ(reply.status, 401);
}

TEST(EmbedTexts, RefusesNamesThatAreNone) {
  Models world;
  for (const char* name : {"builtin:0:512", "builtin:1:512:", "builtin:1:512:../../secrets",
                           "builtin:1:512:00112233445566zz", "bge-m3"})
    EXPECT_EQ(world
                  .call("embed",
                        concat(R"({"organizationId":"north","texts":["a"],"model":")", name, "\"}"))
                  .status,
              404)
        << name;
}

TEST(EmbedTexts, TakesAHundredAtATime) {
  Models world;
  EXPECT_EQ(world.call("embed", R"({"organizationId":"north","texts":[]})").status, 400);
  std::string texts = "\"a\"";
  for (int i = 0; i < 100; ++i) texts += ",\"a\"";
  EXPECT_EQ(
      world.call("embed", concat(R"({"organizationId":"north","texts":[)", texts, "]}")).status,
      400);
}

TEST(EmbedTexts, FailsWhenTheBucketIsAway) {
  Models world;
  world.fail_next("r2.get", "no bucket");
  EXPECT_EQ(world.call("embed", R"({"organizationId":"north","texts":["a"]})").status, 503);
}

}  // namespace
}  // namespace crow::models
