// For tests: the worker with its tables, an index, and an AI that knows three subjects.
//
//   Meaning world;
//   world.put({{"a", "wet umbrella"}, {"b", "long queue"}});
//   world.work();
//   EXPECT_EQ(world.find("rain"), "a b");
//
// A text's vector counts its words by subject. Models differ in which number counts what: whoever
// compared vectors of two of them would find the wrong subject.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "shared/contracts/meaning.h"
#include "shared/contracts/models.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/fake/world.h"
#include "shared/identity/testing.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow::meaning {

struct Said {
  std::string key, text;
  std::string labels = "{}";
};

struct Meaning : World {
  // The newest model, a digit behind "builtin:", and all that can be asked by name.
  std::string model = "builtin:1";
  std::vector<std::string> models = {"builtin:1"};
  bool is_ai_away = false;
  bool is_learning = false;          // Whether it learns, and so makes another model.
  std::vector<std::string> learned;  // The texts it learned from.
  int embedded = 0;                  // Texts that vectors were made of.

  Meaning() {
    set_variable("ENVIRONMENT", "local");
    set_variable("MEANING", "on");
    migrate("workers/meaning/migrations");
    set_neighbour("MODELS", [this](const Message& message) { return answer(message); });
    vectors["VECTORS"].config.metadataIndexes = {{.propertyName = "source"}};
  }
  ~Meaning() { EXPECT_EQ(database().scans(), std::vector<std::string>()); }

  Reply call(std::string_view path, std::string body) {
    return post(concat("/internal/meaning/", path), std::move(body),
                {{"x-internal-key", "test-internal-key"}});
  }
  static std::string head(std::string_view organization) {
    return concat(R"({"organizationId":")", organization, R"(","collection":"posts",)");
  }

  void put(const std::vector<Said>& texts, std::string_view organization = "north") {
    std::string list;
    for (const Said& one : texts)
      list += concat(list.empty() ? "" : ",", R"({"key":")", one.key, R"(","text":)",
                     json::write(one.text), R"(,"labels":)", one.labels, '}');
    const Reply reply = call("texts", concat(head(organization), R"("texts":[)", list, "]}"));
    EXPECT_EQ(reply.status, 204) << reply.body;
  }
  void forget(std::string_view keys, std::string_view organization = "north") {
    const Reply reply = call("texts/forget", concat(head(organization), R"("keys":)", keys, "}"));
    EXPECT_EQ(reply.status, 204) << reply.body;
  }

  Reply search(std::string_view text, std::string_view organization = "north",
               std::string_view more = {}) {
    return call("search", concat(head(organization), R"("text":)", json::write(std::string(text)),
                                 more.empty() ? "" : ",", more, '}'));
  }
  // The keys of those that have anything to do with it, the nearest first.
  std::string find(std::string_view text, std::string_view organization = "north",
                   std::string_view more = {}) {
    const Reply reply = search(text, organization, more);
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto output = json::read<FindTexts::Output>(reply.body);
    std::string out;
    for (const auto& hit : output ? output->hits : std::vector<FoundText>())
      if (hit.score > 0.1) out += concat(out.empty() ? "" : " ", hit.key);
    return out;
  }

  // Lets jobs run, retries and all.
  void work(int turns = 12) {
    for (int i = 0; i < turns; ++i) {
      now_ms += 20 * kSecond;
      wake();
      run();
    }
  }

  // What a query of the test's own answers: [[[…]],0].
  std::string ask(std::string_view sql) {
    database().allow_scan(sql);
    const auto answer = database().batch(std::array{Sqlite::Call{sql, "[]"}});
    EXPECT_TRUE(answer);
    return answer ? *answer : std::string();
  }
  std::string vector_count() {
    const auto answer = vectors["VECTORS"].database().batch(
        std::array{Sqlite::Call{"SELECT count(*) FROM vector", "[]"}});
    EXPECT_TRUE(answer);
    return answer ? *answer : std::string();
  }

  // What the AI makes of a text: how many of its words belong to each subject.
  static std::array<float, 4> vector_of(std::string_view text, std::string_view by) {
    static const std::map<std::string, std::size_t, std::less<>> kSubjects = {
        {"rain", 0}, {"wet", 0},   {"umbrella", 0}, {"queue", 1}, {"wait", 1},
        {"long", 1}, {"shoes", 2}, {"boots", 2},    {"sole", 2}};
    const auto turn = static_cast<std::size_t>(by.back() - '0');
    std::array<float, 4> values{};
    while (!text.empty())
      if (const auto subject = kSubjects.find(split_off(text, ' ')); subject != kSubjects.end())
        values[(subject->second + turn) % values.size()] += 1;
    float square = 0;
    for (const float value : values) square += value * value;
    if (square > 0)
      for (float& value : values) value /= std::sqrt(square);
    return values;
  }

 private:
  Reply answer(const Message& message) {
    constexpr std::string_view kAway =
        R"({"error":{"code":"UNAVAILABLE","message":"","details":null}})";
    if (is_ai_away) return {503, {}, std::string(kAway)};
    const std::string_view path = message.target;
    if (path == models::Embed::operation.path) {
      const auto input = input_of<models::Embed>(message);
      const std::string by = input.model ? input.model->value : model;
      if (std::ranges::find(models, by) == models.end())
        return {404, {}, R"({"error":{"code":"NOT_FOUND","message":"","details":null}})"};
      std::string bytes;
      for (const auto& text : input.texts.value) {
        ++embedded;
        for (const float value : vector_of(text.value, by)) {
          const auto bits = std::bit_cast<std::array<char, sizeof value>>(value);
          bytes.append(bits.data(), bits.size());
        }
      }
      return {200, {}, json::write(models::Embed::Output{by, 4, base64(bytes)})};
    }
    if (path == models::ListModels::operation.path)
      return {200, {}, json::write(models::ListModels::Output{{"embed"}, model, 4, models})};
    if (path == models::BeginTraining::operation.path) {
      models::Training training;
      training.status =
          is_learning ? models::TrainingStatus::collecting : models::TrainingStatus::completed;
      return {200, {}, json::write(training)};
    }
    if (path == models::AddTexts::operation.path) {
      for (const auto& text : input_of<models::AddTexts>(message).texts.value)
        learned.push_back(text.value);
      return {204, {}, {}};
    }
    if (path == models::StepTraining::operation.path) {
      model = "builtin:2";
      if (std::ranges::find(models, model) == models.end()) models.push_back(model);
      models::Training training;
      training.status = models::TrainingStatus::completed;
      training.model = model;
      return {200, {}, json::write(training)};
    }
    if (path == models::DropModels::operation.path) {
      const auto input = input_of<models::DropModels>(message);
      const auto count = std::erase_if(models, [&](const std::string& one) {
        return one != model && std::ranges::find(input.keep, one) == input.keep.end();
      });
      return {200, {}, json::write(models::DropModels::Output{static_cast<std::int64_t>(count)})};
    }
    return {404, {}, R"({"error":{"code":"NOT_FOUND","message":"","details":null}})"};
  }
};

}  // namespace crow::meaning
