#include "workers/models/store.h"

#include "shared/language/lsa-training.h"
#include "workers/models/testing.h"

namespace crow::models {
namespace {

TEST(Store, NamesModelsByTheirVersion) {
  const std::string version = "0123456789abcdef";
  EXPECT_EQ(version_in(name_of_version(version)), version);
  EXPECT_EQ(version_in(name_of_version({})), "");
  for (const char* name : {"", "builtin", "builtin:1:512:", "builtin:1:512:0123456789ABCDEF",
                           "builtin:1:512:0123456789abcde/", "builtin:1:5120"})
    EXPECT_EQ(version_in(name), std::nullopt) << name;
}

TEST(Store, KeepsAModelInMemory) {
  Models world;
  world.train("north", "t1");
  world.vector_of("north", Models::word(1, 0));
  world.operations.clear();
  world.vector_of("north", Models::word(1, 0));
  EXPECT_EQ(std::ranges::count(world.operations, "r2.get"), 0);
  EXPECT_GT(remembered_bytes(), 0u);
}

TEST(Store, KeepsNoMoreInMemoryThanThereIsRoomFor) {
  Models world;
  // Models of a realistic size: 16,384 words.
  std::vector<std::uint32_t> ids, frequencies(language::kVocabularyMax, 2);
  for (std::uint32_t i = 0; i < language::kVocabularyMax; ++i) ids.push_back(i * 3 + 1);
  const std::vector<float> vectors(language::kVocabularyMax * 128, 0.5f);
  const std::string bytes =
      language::Lsa({100, std::move(ids), std::move(frequencies)}, 128, vectors).bytes();
  const std::string version = "0123456789abcdef";
  for (int i = 0; i < 14; ++i) {
    world.files().put(concat("models/o", i, '/', version), bytes);
    world.files().put(concat("newest/o", i), version);
    world.vector_of(concat("o", i), "a");
    EXPECT_LE(remembered_bytes(), 24u * 1024 * 1024);
  }
  // The one used last is still there, the first is not.
  world.operations.clear();
  world.vector_of("o13", "a");
  EXPECT_EQ(std::ranges::count(world.operations, "r2.get"), 0);
  world.vector_of("o0", "a");
  EXPECT_GE(std::ranges::count(world.operations, "r2.get"), 1);
}

TEST(Store, SeesWhatAnotherInstanceLearnedWithinSeconds) {
  Models world;
  const auto before = world.vector_of("north", Models::word(1, 0));
  const Training training = world.train("north", "t1");
  const auto learned = world.vector_of("north", Models::word(1, 0));
  EXPECT_NE(learned, before);
  // Another instance goes back to none.
  world.files().put("newest/north", "");
  EXPECT_EQ(world.vector_of("north", Models::word(1, 0)), learned);
  world.now_ms += 5'001;
  EXPECT_EQ(world.vector_of("north", Models::word(1, 0)), before);
}

TEST(Store, FailsOnAModelThatIsBroken) {
  Models world;
  world.files().put("models/north/0123456789abcdef", "rubbish");
  world.files().put("newest/north", "0123456789abcdef");
  EXPECT_EQ(world.call("embed", R"({"organizationId":"north","texts":["a"]})").status, 500);
}

}  // namespace
}  // namespace crow::models
