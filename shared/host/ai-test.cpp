#include "shared/host/ai.h"

#include <gtest/gtest.h>

#include <optional>

#include "shared/core/text.h"
#include "shared/host/fake/world.h"
#include "shared/host/fetch.h"
#include "shared/json/read.h"

namespace crow {
namespace {

// A service that uses AI, whoever stands behind it.
struct Asker : World {
  const Ai ai{Host(1), Services(Host(1))};
  std::string reason, cause;
  std::uint32_t retry_after_s = 0;

  // What a task gives; without a value the reason says why.
  template <typename T>
  std::optional<T> get(Task<T> task) {
    std::optional<T> value;
    reason.clear();
    const Root root = crow::run(std::move(task), [&](Result<T> result) {
      if (result) {
        value = std::move(*result);
      } else {
        reason = reason_of(result.error());
        cause = result.error().cause;
        retry_after_s = result.error().retry_after_s;
      }
    });
    World::run();
    return value;
  }
  std::optional<Embeddings> embed(std::vector<std::string> texts,
                                  TextKind kind = TextKind::document, std::string model = {}) {
    return get(ai.embed("north", std::move(texts), kind, std::move(model)));
  }
  std::size_t asked() const { return World::ai.questions.size(); }
  const FakeAi::Question& last() const { return World::ai.questions.back(); }
  void answer(FakeAi::Answer what) {
    World::ai.answers = [what](const FakeAi::Question&) { return what; };
  }
};

struct OpenAi : Asker {
  OpenAi() {
    set_variable("AI_MODE", "openai");
    set_variable("AI_BASE_URL", "http://127.0.0.1:11434/v1/");
    set_variable("AI_EMBED_MODEL", "mine");
    set_variable("AI_VISION_MODEL", "eyes");
    set_variable("AI_TEXT_MODEL", "words");
  }
};

struct WorkersAi : Asker {
  WorkersAi() {
    set_variable("AI_MODE", "workers");
    set_variable("AI_EMBED_MODEL", "@cf/baai/bge-small-en-v1.5");
    set_variable("AI_EMBED_DIMENSIONS", "2");
  }
};

constexpr const char* kOne = R"({"data":[{"index":0,"embedding":[3,4]}]})";

TEST(Ai, IsBuiltinOnOneMachineAndWorkersInADeployment) {
  World world;
  EXPECT_EQ(*Ai::mode(), AiMode::builtin);
  world.set_variable("ENVIRONMENT", "production");
  EXPECT_EQ(*Ai::mode(), AiMode::workers);
  world.set_variable("AI_MODE", "openai");
  EXPECT_EQ(*Ai::mode(), AiMode::openai);
  world.set_variable("AI_MODE", "magic");
  ASSERT_FALSE(Ai::mode());
  EXPECT_EQ(reason_of(Ai::mode().error()), "misconfigured");
}

TEST(Ai, NamesSpacesByOrganizationAndModel) {
  const std::string one = vector_namespace(std::string(32, 'o'), "builtin:1:512");
  EXPECT_LE(one.size(), 64u);
  EXPECT_NE(one, vector_namespace(std::string(32, 'o'), "builtin:1:512:0123456789abcdef"));
  EXPECT_NE(one, vector_namespace(std::string(32, 'p'), "builtin:1:512"));
  EXPECT_LE(vector_namespace(std::string(64, 'o'), "m").size(), 64u);
}

TEST(AiOpenAi, MakesVectors) {
  OpenAi world;
  world.answer({.body = kOne});
  const auto made = world.embed({"red shoe"});
  ASSERT_TRUE(made) << world.reason << world.cause;
  EXPECT_EQ(made->mode, AiMode::openai);
  EXPECT_EQ(made->model, "openai:mine:2");
  EXPECT_EQ(made->values, (std::vector<float>{0.6f, 0.8f}));
  EXPECT_EQ(world.last().to, "http://127.0.0.1:11434/v1/embeddings");
  EXPECT_EQ(world.last().input,
            R"({"model":"mine","encoding_format":"base64","input":["red shoe"]})");
}

TEST(AiOpenAi, SendsItsKeyWhenThereIsOne) {
  OpenAi world;
  world.answer({.body = kOne});
  world.embed({"a"});
  EXPECT_EQ(world.last().header("authorization"), "");
  world.set_variable("AI_API_KEY", "sk-test");
  world.embed({"a"});
  EXPECT_EQ(world.last().header("authorization"), "Bearer sk-test");
}

TEST(AiOpenAi, PutsBeforeATextWhatTheModelWants) {
  OpenAi world;
  world.set_variable("AI_EMBED_MODEL", "nomic-embed-text");
  world.answer({.body = kOne});
  world.embed({"shoe"}, TextKind::query);
  EXPECT_NE(world.last().input.find(R"(["search_query: shoe"])"), std::string::npos);
  world.embed({"shoe"}, TextKind::document);
  EXPECT_NE(world.last().input.find(R"(["search_document: shoe"])"), std::string::npos);
}

TEST(AiOpenAi, GivesATextOfNothingNoDirection) {
  OpenAi world;
  world.answer({.body = kOne});
  EXPECT_EQ(world.embed({" "})->values, (std::vector<float>{0, 0}));
}

TEST(AiOpenAi, CutsTextsThatAreTooLong) {
  OpenAi world;
  world.answer({.body = kOne});
  world.embed({std::string(100'000, 'x')});
  EXPECT_LT(world.last().input.size(), 8'200u);
}

TEST(AiOpenAi, TriesThreeTimes) {
  for (const FakeAi::Answer& bad :
       std::initializer_list<FakeAi::Answer>{{.failure = "timed_out"},
                                             {.failure = "connect"},
                                             {.failure = "cut: reset"},
                                             {.status = 503},
                                             {.status = 429},
                                             {.body = "{"},
                                             {.body = R"({"data":[]})"}}) {
    OpenAi world;
    int count = 0;
    world.World::ai.answers = [&](const FakeAi::Question&) {
      return ++count < 3 ? bad : FakeAi::Answer{.body = kOne};
    };
    EXPECT_TRUE(world.embed({"a"})) << world.reason;
    EXPECT_EQ(count, 3);
    world.answer(bad);
    EXPECT_FALSE(world.embed({"a"}));
    EXPECT_EQ(world.asked(), 6u);
  }
}

TEST(AiOpenAi, SaysWhyItFailed) {
  OpenAi world;
  const auto reason = [&](FakeAi::Answer bad) {
    world.answer(std::move(bad));
    EXPECT_FALSE(world.embed({"a"}));
    return world.reason;
  };
  EXPECT_EQ(reason({.failure = "timed_out"}), "timed_out");
  EXPECT_EQ(reason({.failure = "connect"}), "unreachable");
  EXPECT_EQ(reason({.failure = "cut: reset"}), "cut");
  EXPECT_EQ(reason({.failure = "too_large"}), "malformed");
  EXPECT_EQ(reason({.status = 500}), "unreachable");
  EXPECT_EQ(reason({.body = "<html>"}), "malformed");
  const std::size_t before = world.asked();
  EXPECT_EQ(reason({.status = 401, .body = R"({"error":{"message":"bad key"}})"}), "refused");
  EXPECT_NE(world.cause.find("bad key"), std::string::npos);
  EXPECT_EQ(world.asked(), before + 1);  // A refusal stays one.
}

TEST(AiOpenAi, PassesOnWhenToComeBack) {
  OpenAi world;
  world.answer({.status = 429, .retry_after = "17"});
  EXPECT_FALSE(world.embed({"a"}));
  EXPECT_EQ(world.reason, "rate_limited");
  EXPECT_EQ(world.retry_after_s, 17u);
  EXPECT_EQ(world.asked(), 1u);  // Nobody waits that long for it.
}

TEST(AiOpenAi, RefusesVectorsOfAnotherLength) {
  OpenAi world;
  world.set_variable("AI_EMBED_DIMENSIONS", "3");
  world.answer({.body = kOne});
  EXPECT_FALSE(world.embed({"a"}));
  EXPECT_EQ(world.reason, "wrong_dimensions");
  EXPECT_EQ(world.asked(), 1u);
}

TEST(AiOpenAi, GivesNoVectorsOfAModelThatItHasNot) {
  OpenAi world;
  world.answer({.body = kOne});
  EXPECT_TRUE(world.embed({"a"}, TextKind::query, "openai:mine:2"));
  for (const char* model : {"openai:mine:3", "openai:other:2", "builtin:1:512", "workers:mine:2"}) {
    EXPECT_FALSE(world.embed({"a"}, TextKind::query, model));
    EXPECT_EQ(world.reason, "unknown_model") << model;
  }
}

TEST(AiOpenAi, FindsOutHowLongVectorsAreOnceAMinute) {
  OpenAi world;
  world.set_variable("AI_EMBED_MODEL", "probed");
  world.answer({.body = kOne});
  for (int i = 0; i < 3; ++i) {
    const auto model = world.get(world.Asker::ai.embedding_model("north"));
    ASSERT_TRUE(model);
    EXPECT_EQ(model->model, "openai:probed:2");
    EXPECT_EQ(model->dimensions, 2u);
  }
  EXPECT_EQ(world.asked(), 1u);
  world.now_ms += 60'001;
  EXPECT_TRUE(world.get(world.Asker::ai.embedding_model("north")));
  EXPECT_EQ(world.asked(), 2u);
}

TEST(AiOpenAi, NeedsAnAddress) {
  OpenAi world;
  for (const char* url : {"", "file:///etc/passwd", "127.0.0.1"}) {
    world.set_variable("AI_BASE_URL", url);
    EXPECT_FALSE(world.embed({"a"}));
    EXPECT_EQ(world.reason, "misconfigured");
  }
  EXPECT_EQ(world.asked(), 0u);
}

TEST(AiOpenAi, DescribesImagesAndProducts) {
  OpenAi world;
  world.answer({.body = R"({"choices":[{"message":{"content":)"
                        R"("{\"sentence\":\"A red shoe.\",\"features\":[\"red\"]}"}}]})"});
  const auto image =
      world.get(world.Asker::ai.describe_image({.name = "Runner"}, "\xff\xd8", "image/jpeg"));
  ASSERT_TRUE(image);
  EXPECT_EQ(image->text, "A red shoe.");
  EXPECT_EQ(image->features, std::vector<std::string>{"red"});
  EXPECT_EQ(image->model, "openai:eyes");
  EXPECT_EQ(world.last().to, "http://127.0.0.1:11434/v1/chat/completions");
  EXPECT_NE(world.last().input.find("data:image/jpeg;base64,/9g="), std::string::npos);
  const auto product = world.get(world.Asker::ai.describe_product({.name = "Runner \"3\""}));
  ASSERT_TRUE(product);
  EXPECT_EQ(product->model, "openai:words");
  EXPECT_TRUE(json::read<RawObject>(world.last().input));
}

TEST(AiOpenAi, LearnsNothing) {
  OpenAi world;
  EXPECT_TRUE(world.get(world.Asker::ai.begin_training("north", "t1"))->is_complete);
  const auto done = world.get(world.Asker::ai.step_training("north", "t1"));
  EXPECT_TRUE(done->is_complete && !done->model);
  EXPECT_EQ(world.asked(), 0u);
}

TEST(AiWorkers, MakesVectors) {
  WorkersAi world;
  world.answer({.body = R"({"shape":[1,2],"data":[[3,4]],"pooling":"cls"})"});
  const auto made = world.embed({"red shoe"}, TextKind::query);
  ASSERT_TRUE(made) << world.reason << world.cause;
  EXPECT_EQ(made->model, "workers:@cf/baai/bge-small-en-v1.5:cls:2");
  EXPECT_EQ(world.last().to, "@cf/baai/bge-small-en-v1.5");
  EXPECT_NE(world.last().input.find(R"({"pooling":"cls","text":["Represent)"), std::string::npos);
  // Pooled otherwise they would not compare.
  world.answer({.body = R"({"data":[[3,4]],"pooling":"mean"})"});
  EXPECT_FALSE(world.embed({"red shoe"}));
}

TEST(AiWorkers, KnowsHowLongVectorsMustBe) {
  WorkersAi world;
  world.set_variable("AI_EMBED_DIMENSIONS", "");
  world.answer({.body = R"({"data":[[3,4]]})"});
  EXPECT_FALSE(world.embed({"a"}));
  EXPECT_EQ(world.reason, "wrong_dimensions");
}

TEST(AiWorkers, NamesKindsWhereTheModelDoes) {
  WorkersAi world;
  world.set_variable("AI_EMBED_MODEL", "@cf/qwen/qwen3-embedding-0.6b");
  world.answer({.body = R"({"data":[[3,4]]})"});
  world.embed({"a"}, TextKind::query);
  EXPECT_EQ(world.last().input, R"({"queries":["a"]})");
  world.embed({"a"});
  EXPECT_EQ(world.last().input, R"({"documents":["a"]})");
}

TEST(AiWorkers, ReadsItsErrors) {
  WorkersAi world;
  const auto reason = [&](std::string failure) {
    world.answer({.failure = std::move(failure)});
    EXPECT_FALSE(world.embed({"a"}));
    return world.reason;
  };
  EXPECT_EQ(reason("AiError: 3040: Capacity temporarily exceeded"), "rate_limited");
  EXPECT_EQ(reason("timed_out"), "timed_out");
  EXPECT_EQ(reason("InferenceUpstreamError: 5007: No such model"), "refused");
  EXPECT_EQ(reason("Network connection lost."), "unreachable");
}

TEST(AiWorkers, CaptionsWithAModelThatSees) {
  WorkersAi world;
  world.World::ai.answers = [](const FakeAi::Question& question) {
    return question.input.find(R"("task":"caption")") != std::string::npos
               ? FakeAi::Answer{.body = R"({"caption":"A red shoe."})"}
               : FakeAi::Answer{.body = R"({"answer":"red, leather"})"};
  };
  const auto made = world.get(world.Asker::ai.describe_image({}, "x", "image/png"));
  ASSERT_TRUE(made);
  EXPECT_EQ(made->model, "workers:@cf/moondream/moondream3.1-9B-A2B");
  EXPECT_EQ(made->text, "A red shoe.");
  EXPECT_EQ(made->features, (std::vector<std::string>{"red", "leather"}));
  EXPECT_EQ(world.asked(), 2u);
}

TEST(AiBuiltin, AsksThePlatformsOwnWorker) {
  Asker world;
  std::vector<World::Message> calls;
  world.set_neighbour("MODELS", [&](const World::Message& message) {
    calls.push_back(message);
    return World::Reply{
        200, {}, R"({"model":"builtin:1:2","dimensions":2,"vectors":"AAAAAAAAgD8="})"};
  });
  const auto made = world.embed({"a"});
  ASSERT_TRUE(made) << world.reason << world.cause;
  EXPECT_EQ(made->mode, AiMode::builtin);
  EXPECT_EQ(made->values, (std::vector<float>{0, 1}));
  EXPECT_EQ(calls.at(0).target, "/internal/models/embed");
  world.embed({"a", "b"});
  EXPECT_EQ(world.reason, "wrong_dimensions");
  world.embed({"a"}, TextKind::query, "openai:mine:2");
  EXPECT_EQ(world.reason, "unknown_model");
}

TEST(AiBuiltin, TellsThatAModelIsGone) {
  Asker world;
  world.set_neighbour("MODELS", [&](const World::Message&) {
    return World::Reply{404, {}, R"({"error":{"code":"NOT_FOUND","message":"x"}})"};
  });
  EXPECT_FALSE(world.embed({"a"}, TextKind::query, "builtin:1:512:0123456789abcdef"));
  EXPECT_EQ(world.reason, "unknown_model");
}

TEST(AiFaulty, FailsAsItIsTold) {
  const auto reason = [](Asker& world, const char* faults) {
    world.set_variable("AI_FAULTS", faults);
    world.embed({"a"});
    return world.reason;
  };
  {
    OpenAi world;
    world.answer({.body = kOne});
    EXPECT_EQ(reason(world, "timeout"), "timed_out");
    EXPECT_EQ(reason(world, "429"), "rate_limited");
    EXPECT_EQ(reason(world, "500"), "unreachable");
    EXPECT_EQ(reason(world, "refused"), "refused");
    EXPECT_EQ(reason(world, "cut"), "cut");
    EXPECT_EQ(reason(world, "malformed"), "malformed");
    world.answer({.body = R"({"data":[{"embedding":[3,4]},{"embedding":[3,4]}]})"});
    world.set_variable("AI_FAULTS", "dimensions");
    world.embed({"a", "b"});
    EXPECT_EQ(world.reason, "wrong_dimensions");
  }
  Asker builtin;
  EXPECT_EQ(reason(builtin, "timeout"), "timed_out");
  EXPECT_EQ(reason(builtin, "dimensions"), "wrong_dimensions");
}

}  // namespace
}  // namespace crow
