#include "workers/products/embed.h"

#include <set>

#include "workers/products/embed-testing.h"

namespace crow::products {
namespace {

// `count` products, of which the first is a shoe.
std::vector<Shop> products(int count, std::string_view what = "Rain coat") {
  std::vector<Shop> all = {{.name = concat("Red shoe, with a ", what)}};
  for (int i = 1; i < count; ++i) all.push_back({.name = concat(what, " number ", i)});
  return all;
}

struct Attempts {
  std::int64_t attempts = 0;
  std::optional<std::int64_t> runAt;
  static constexpr auto fields =
      describe(field<&Attempts::attempts>("attempts", ""), field<&Attempts::runAt>("runAt", ""));
};
Attempts attempts_of(ProductsWorld& world) {
  static constexpr sql::Statement<Attempts, std::string_view> kAttempts{
      "attempts", "SELECT attempts, run_at FROM jobs WHERE id = 'embed_' || ?1"};
  return sql::rows_of(world.database(), sql::bind(kAttempts, world.northwind)).at(0);
}

TEST(Embed, IsNotThereWithoutMeaning) {
  ProductsWorld world;
  EXPECT_EQ(world.send_as(world.ada, "POST", "/embeddings", "{}").status, 501);
  EXPECT_EQ(world.send_as(world.dan, "POST", "/embeddings", "{}").status, 403);
  world.add(world.northwind, {{}});
  EXPECT_EQ(world.get_as(world.ada, concat("/jobs/embed_", world.northwind)).status, 404);
}

TEST(Embed, MakesVectorsOfWhatChangesAndLetsGoOfWhatGoes) {
  Embedded world;
  const auto ids = world.add(world.northwind, products(3));
  EXPECT_EQ(refusal_of(world.get_as(world.ada, "/search?type=semantic&q=shoe")), "503 UNAVAILABLE");
  world.work();
  EXPECT_EQ(name_of(world.job().status), "completed");
  EXPECT_EQ(world.vectors_of("builtin:1"), 3);
  EXPECT_EQ(world.near("shoe"), "Red shoe, with a Rain coat");
  // A word more is one vector more; another price is none.
  ASSERT_EQ(
      world.send_as(world.ada, "PATCH", concat("/", ids[1]), R"({"name":"A blue shoe"})").status,
      200);
  ASSERT_EQ(
      world.send_as(world.ada, "PATCH", concat("/", ids[2]), R"({"price":"7","currency":"EUR"})")
          .status,
      200);
  world.models.asked.clear();
  world.work();
  EXPECT_EQ(world.models.asked, std::vector<std::string>{"builtin:1 1"});
  ASSERT_EQ(world.send_as(world.ada, "DELETE", concat("/", ids[0])).status, 204);
  world.work();
  EXPECT_EQ(world.vectors_of("builtin:1"), 2);
  EXPECT_EQ(world.near("shoe"), "A blue shoe");
}

TEST(Embed, IsOneJobForManyChanges) {
  Embedded world;
  world.add(world.northwind, products(3));
  world.add(world.northwind, products(3, "Wool hat"));
  world.work();
  EXPECT_EQ(world.models.asked, std::vector<std::string>{"builtin:1 6"});
  EXPECT_EQ(world.vectors_of("builtin:1"), 6);
}

TEST(Embed, MakesAnewWhatChangesMeanwhile) {
  Embedded world;
  world.add(world.northwind, products(3));
  world.models.meanwhile = [&] {
    sql::run_script(world.database(), {"UPDATE product SET name = 'Blue shoe', change = change + 1,"
                                       " vector_model = NULL WHERE number = 2"});
  };
  world.work();
  EXPECT_EQ(world.models.asked, (std::vector<std::string>{"builtin:1 3", "builtin:1 1"}));
}

// Of another model all vectors are made anew by the job. Until the last of them is there the old
// ones answer, and only they; then they go.
TEST(Embed, KeepsTheOldModelUntilTheNewOneIsComplete) {
  Embedded world;
  world.add(world.northwind, products(15));
  world.work();
  EXPECT_EQ(world.vectors_of("builtin:1"), 15);
  // Enough to learn from: what is learned is a model of its own, of other dimensions.
  world.models.dimensions["builtin:2"] = 3;
  world.models.learned = "builtin:2";
  world.models.documents_left = 100;
  std::vector<Shop> more = products(95, "Wool hat");
  world.add(world.northwind, more);
  world.work(1);
  EXPECT_EQ(world.vectors_of("builtin:2"), 100);
  EXPECT_EQ(name_of(world.job().status), "running");
  world.models.asked.clear();
  const auto between = world.find(world.ada, "?type=semantic&limit=1&q=shoe");
  EXPECT_EQ(between.model, "builtin:1");
  EXPECT_EQ(between.page.data.at(0).product.name, "Red shoe, with a Rain coat");
  EXPECT_EQ(world.models.asked, std::vector<std::string>{"builtin:1 1"});
  EXPECT_EQ(world.vectors_of("builtin:1"), 15);

  world.models.documents_left = 1'000;
  world.work(5);
  EXPECT_EQ(name_of(world.job().status), "completed");
  EXPECT_EQ(world.vectors_of("builtin:2"), 110);
  EXPECT_EQ(world.vectors_of("builtin:1"), 0);
  EXPECT_EQ(world.models.kept, std::vector<std::string>{"builtin:2"});
  const auto after = world.find(world.ada, "?type=semantic&limit=2&q=shoe");
  EXPECT_EQ(after.model, "builtin:2");
  std::set<std::string> names;
  for (const auto& hit : after.page.data) names.insert(hit.product.name);
  EXPECT_EQ(names,
            (std::set<std::string>{"Red shoe, with a Rain coat", "Red shoe, with a Wool hat"}));
}

// What an operator does: another AI than the one whose vectors there are. The old ones are no use
// any more, so words answer until the new ones are there.
TEST(Embed, MakesVectorsAnewWhenTheirModelIsServedNoMore) {
  Embedded world;
  world.add(world.northwind, products(3));
  world.work();
  world.models = {};
  world.models.dimensions = {{"builtin:9", 4}};
  world.models.newest = "builtin:9";
  for (int i = 0; i < 2; ++i) {
    const auto found = world.find(world.ada, "?q=shoe");
    EXPECT_EQ(found.page.total, 1);
    EXPECT_FALSE(found.model);
    EXPECT_TRUE(found.notice);
  }
  // Search asks products for it, behind its answer.
  ASSERT_EQ(world.renewed.size(), 2u);
  for (const std::string& body : world.renewed)
    EXPECT_EQ(world.internal("POST", "/internal/products/vectors", body).status, 204);
  world.work();
  EXPECT_EQ(world.vectors_of("builtin:9"), 3);
  EXPECT_EQ(world.vectors_of("builtin:1"), 0);
  const auto found = world.find(world.ada, "?q=shoe");
  EXPECT_EQ(found.model, "builtin:9");
  EXPECT_FALSE(found.notice);
  EXPECT_EQ(world.renewed.size(), 2u);
}

TEST(Embed, TriesAgainEverLaterWhileTheAiFails) {
  for (const char* fault : {"timeout", "429", "500", "refused", "cut", "malformed", "dimensions"}) {
    Embedded world;
    world.set_variable("ENVIRONMENT", "local");
    world.set_variable("AI_MODE", "builtin");
    world.set_variable("AI_FAULTS", fault);
    world.add(world.northwind, products(3));
    std::int64_t before = 0;
    for (int attempt = 1; attempt <= 4; ++attempt) {
      world.work(1);
      const Attempts now = attempts_of(world);
      EXPECT_EQ(now.attempts, attempt) << fault;
      ASSERT_TRUE(now.runAt) << fault;
      const std::int64_t wait = *now.runAt - world.now_ms;
      EXPECT_GT(wait, before) << fault;
      before = wait;
      // Words find what they find, and say that they are alone.
      const auto found = world.find(world.ada, "?q=shoe");
      EXPECT_EQ(found.page.total, 1) << fault;
      EXPECT_TRUE(found.notice && found.notice->starts_with("By words alone")) << fault;
      EXPECT_EQ(world.get_as(world.ada, "/search?type=semantic&q=shoe").status, 503) << fault;
      // Nothing happens before its time.
      world.wake();
      world.run();
      EXPECT_EQ(attempts_of(world).attempts, attempt) << fault;
      world.now_ms = *now.runAt - kMinute;
    }
    EXPECT_EQ(world.vectors_of("builtin:1"), 0);
    world.set_variable("AI_FAULTS", "");
    world.work();
    EXPECT_EQ(name_of(world.job().status), "completed") << fault;
    EXPECT_EQ(world.vectors_of("builtin:1"), 3) << fault;
    EXPECT_EQ(world.near("shoe"), "Red shoe, with a Rain coat") << fault;
    EXPECT_FALSE(world.find(world.ada, "?q=shoe").notice) << fault;
  }
}

TEST(Embed, GivesUpAndBeginsAnewWithTheNextChange) {
  Embedded world;
  world.set_variable("ENVIRONMENT", "local");
  world.set_variable("AI_FAULTS", "500");
  world.add(world.northwind, products(3));
  for (int i = 0; i < 9; ++i) {
    world.now_ms += kHour;
    world.work(1);
  }
  EXPECT_EQ(name_of(world.job().status), "failed");
  world.set_variable("AI_FAULTS", "");
  world.add(world.northwind, products(2, "Wool hat"));
  world.work();
  EXPECT_EQ(name_of(world.job().status), "completed");
  EXPECT_EQ(world.vectors_of("builtin:1"), 5);
}

// ------------------------------------------------------------------------------------- Workers AI

struct WithWorkersAi : Embedded {
  WithWorkersAi() {
    set_variable("AI_MODE", "workers");
    use("@cf/baai/bge-small-en-v1.5");
    ai.answers = [](const FakeAi::Question& question) {
      std::string_view texts = question.input;
      texts.remove_prefix(texts.find('['));
      std::string vectors = "[3,4]";
      for (std::size_t at = 0; (at = texts.find("\",\"", at)) != texts.npos; ++at)
        vectors += ",[3,4]";
      return FakeAi::Answer{.body = concat(R"({"data":[)", vectors, "]}")};
    };
  }
  void use(std::string model) {
    set_variable("AI_EMBED_MODEL", std::move(model));
    set_variable("AI_EMBED_DIMENSIONS", "2");
  }
};

TEST(EmbedByWorkersAi, MakesVectorsAndSearchesByThem) {
  WithWorkersAi world;
  world.add(world.northwind, products(30));
  world.work();
  const std::string model = "workers:@cf/baai/bge-small-en-v1.5:2";
  EXPECT_EQ(name_of(world.job().status), "completed");
  EXPECT_EQ(world.vectors_of(model), 30);
  const auto found = world.find(world.ada, "?q=shoe");
  EXPECT_EQ(found.mode, "workers");
  EXPECT_EQ(found.model, model);
  EXPECT_FALSE(found.notice);
  // It learns nothing of a catalog, and nothing asks the platform's own AI.
  EXPECT_TRUE(world.models.asked.empty());
}

TEST(EmbedByWorkersAi, MakesAllAnewByAnotherModel) {
  WithWorkersAi world;
  world.add(world.northwind, products(3));
  world.work();
  world.use("@cf/qwen/qwen3-embedding-0.6b");
  EXPECT_TRUE(world.find(world.ada, "?q=shoe").notice);
  ASSERT_EQ(world.renewed.size(), 1u);
  world.internal("POST", "/internal/products/vectors", world.renewed[0]);
  world.work();
  EXPECT_EQ(world.vectors_of("workers:@cf/baai/bge-small-en-v1.5:2"), 0);
  EXPECT_EQ(world.vectors_of("workers:@cf/qwen/qwen3-embedding-0.6b:2"), 3);
  const auto found = world.find(world.ada, "?q=shoe");
  EXPECT_EQ(found.model, "workers:@cf/qwen/qwen3-embedding-0.6b:2");
  EXPECT_FALSE(found.notice);
}

}  // namespace
}  // namespace crow::products
