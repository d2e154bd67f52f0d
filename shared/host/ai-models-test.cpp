#include "shared/host/ai-models.h"

#include <gtest/gtest.h>

#include "shared/host/fake/world.h"
#include "shared/host/fetch.h"

namespace crow {
namespace {

constexpr AiTask kTasks[] = {AiTask::embed, AiTask::see, AiTask::write};

TEST(AiModels, NoDefaultIsGivenUpOrUnknown) {
  for (const AiTask task : kTasks) {
    const std::string_view id = default_ai_model(AiMode::workers, task);
    bool is_known = false;
    for (const AiModelInfo& info : ai_models()) {
      if (info.id != id) continue;
      is_known = true;
      EXPECT_FALSE(info.is_deprecated) << id;
      EXPECT_EQ(info.task, task) << id;
    }
    EXPECT_TRUE(is_known) << id;
  }
}

TEST(AiModels, ThatAreGivenUpAreRefusedByName) {
  World world;
  for (const AiModelInfo& info : ai_models()) {
    if (!info.is_deprecated) continue;
    world.set_variable("AI_TEXT_MODEL", std::string(info.id));
    const auto chosen = ai_model_for(AiMode::workers, AiTask::write);
    ASSERT_FALSE(chosen);
    EXPECT_EQ(reason_of(chosen.error()), "misconfigured");
    EXPECT_NE(chosen.error().cause.find(info.id), std::string::npos);
  }
}

TEST(AiModels, AreTheOperatorsToChoose) {
  World world;
  EXPECT_EQ(ai_model_for(AiMode::workers, AiTask::embed).value_or(""), "@cf/baai/bge-m3");
  world.set_variable("AI_EMBED_MODEL", "");
  EXPECT_EQ(ai_model_for(AiMode::workers, AiTask::embed).value_or(""), "@cf/baai/bge-m3");
  EXPECT_FALSE(ai_model_for(AiMode::openai, AiTask::embed));
  world.set_variable("AI_EMBED_MODEL", "nomic-embed-text:v1.5");
  const auto id = ai_model_for(AiMode::openai, AiTask::embed);
  ASSERT_TRUE(id);
  EXPECT_EQ(ai_model_info(AiMode::openai, AiTask::embed, *id).before_query, "search_query: ");
  EXPECT_EQ(ai_model_info(AiMode::openai, AiTask::embed, "mine").before_query, "");
}

}  // namespace
}  // namespace crow
