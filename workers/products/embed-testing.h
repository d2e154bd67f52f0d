// For the tests of vectors: a catalog with meaning, and the platform's own AI behind MODELS as its
// callers see it.
//
//   Embedded world;
//   world.add(world.northwind, {{.name = "Red shoes"}});
//   world.work();
//   EXPECT_EQ(world.near("shoe"), "Red shoes");
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <utility>

#include "shared/contracts/models.h"
#include "shared/host/ai.h"
#include "shared/sql/testing.h"
#include "workers/products/testing.h"

namespace crow::products {

// A model of two, three, … dimensions: the first letters of a text decide where it stands, and each
// model puts them elsewhere, so that vectors of two models would not do for one another.
struct FakeModels {
  std::map<std::string, int> dimensions = {{"builtin:1", 2}};
  std::string newest = "builtin:1";
  std::string learned = {};        // What learning makes the newest; empty: nothing comes of it.
  int documents_left = 1'000'000;  // After so many texts of products nothing answers them.
  std::vector<std::string> asked = {};   // "model texts", call by call.
  std::vector<std::string> kept = {};    // What was kept when models were dropped.
  std::function<void()> meanwhile = {};  // Happens once, while vectors of products are made.

  World::Reply answer(const World::Message& message) {
    std::string_view path = message.target;
    path.remove_prefix(std::string_view("/internal/models/").size());
    if (path == "embed") return embed(*json::read<models::Embed::Input>(message.body));
    if (path == "list") {
      models::ListModels::Output list{.tasks = {"embed"}, .model = newest, .models = {}};
      list.dimensions = dimensions.at(newest);
      for (const auto& [name, count] : dimensions) list.models.push_back(name);
      return {200, {}, json::write(list)};
    }
    if (path == "drop") {
      kept = json::read<models::DropModels::Input>(message.body)->keep;
      std::erase_if(dimensions, [&](const auto& one) {
        return one.first != newest && std::ranges::find(kept, one.first) == kept.end();
      });
      return {200, {}, R"({"dropped":0})"};
    }
    if (path == "trainings/texts") return {204, {}, {}};
    models::Training training;
    if (path == "trainings/step") {
      training.status = models::TrainingStatus::completed;
      if (!learned.empty()) newest = learned;
    }
    return {200, {}, json::write(training)};
  }

 private:
  World::Reply embed(const models::Embed::Input& input) {
    const std::string model = input.model ? input.model->value : newest;
    if (!dimensions.contains(model))
      return {404, {}, R"({"error":{"code":"NOT_FOUND","message":"There is no such model."}})"};
    const auto& texts = input.texts.value;
    asked.push_back(concat(model, ' ', texts.size()));
    // Products have names of several words here, and queries are a word.
    if (texts[0].value.find(' ') != std::string::npos) {
      if (documents_left < std::ssize(texts)) return {503, {}, "{}"};
      documents_left -= static_cast<int>(texts.size());
      if (meanwhile) std::exchange(meanwhile, {})();
    }
    std::string bytes;
    for (const auto& text : texts)
      for (int i = 0; i < dimensions.at(model); ++i) {
        const bool is_shoe = text.value.find("hoe") != std::string::npos;
        const float value = i == (is_shoe ? 0 : dimensions.at(model) - 1) ? 1 : 0;
        const auto bits = std::bit_cast<std::array<char, 4>>(value);
        bytes.append(bits.data(), bits.size());
      }
    models::Embed::Output output{.model = model, .vectors = base64(bytes)};
    output.dimensions = dimensions.at(model);
    return {200, {}, json::write(output)};
  }
};

struct Embedded : ProductsWorld {
  FakeModels models;
  std::vector<std::string> renewed;  // Bodies of what search asked products for.

  Embedded() {
    set_variable("MEANING", "on");
    set_neighbour("MODELS", [this](const Message& message) { return models.answer(message); });
    set_neighbour("PRODUCTS", [this](const Message& message) {
      EXPECT_EQ(message.target, RenewVectors::operation.path);
      renewed.push_back(message.body);
      return Reply{204, {}, {}};
    });
  }

  // Lets the jobs have their turn, `turns` times a minute apart.
  void work(int turns = 3) {
    for (int i = 0; i < turns; ++i) {
      now_ms += kMinute;
      wake();
      run();
    }
  }
  std::string near(std::string_view q) { return hits(ada, concat("?type=semantic&limit=1&q=", q)); }
  JobStatus job() { return read_body<JobStatus>(get_as(ada, concat("/jobs/embed_", northwind))); }
  // How many vectors of a model there are.
  std::int64_t vectors_of(std::string_view model) {
    static constexpr sql::Statement<Count, std::string_view> kCount{
        "count", "SELECT count(*) AS count FROM vector WHERE namespace = ?1"};
    return sql::rows_of(vectors["VECTORS"].database(),
                        sql::bind(kCount, vector_namespace(northwind, model)))
        .at(0)
        .count;
  }

 private:
  struct Count {
    std::int64_t count = 0;
    static constexpr auto fields = describe(field<&Count::count>("count", ""));
  };
};

}  // namespace crow::products
