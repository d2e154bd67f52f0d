// For the tests of models: a worker with an empty bucket, called as other services call it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/contracts/models.h"
#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/host/fake/world.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "workers/models/store.h"

namespace crow::models {

struct Models : World {
  Models() { forget_models(); }

  Reply call(std::string_view path, std::string body) {
    return post(concat("/internal/models/", path), std::move(body),
                {{"x-internal-key", "test-internal-key"}});
  }

  // The answer of a call that goes well.
  template <typename Output>
  Output ask(std::string_view path, std::string body) {
    const Reply reply = call(path, std::move(body));
    EXPECT_EQ(reply.status, 200) << path << ' ' << reply.body;
    auto output = json::read<Output>(reply.body);
    EXPECT_TRUE(output) << reply.body;
    return output ? std::move(*output) : Output{};
  }

  FakeBucket& files() { return buckets["FILES"]; }

  // Texts of four subjects, in parts, and all steps. The last answer.
  Training train(std::string_view organization, std::string_view training, int texts = 80) {
    const std::string ids =
        concat(R"("organizationId":")", organization, R"(","trainingId":")", training, '"');
    ask<Training>("trainings/begin", concat('{', ids, '}'));
    constexpr int kPart = 40;
    for (int part = 0; part * kPart < texts; ++part) {
      json::Writer list;
      list.begin_array();
      for (int i = part * kPart; i < std::min(texts, (part + 1) * kPart); ++i)
        list.text(subject_text(i));
      list.end_array();
      const Reply added = call("trainings/texts", concat('{', ids, R"(,"part":)", part,
                                                         R"(,"texts":)", list.str(), '}'));
      EXPECT_EQ(added.status, 204) << added.body;
    }
    Training state;
    for (int step = 0; step < 10 && state.status != TrainingStatus::completed; ++step)
      state = ask<Training>("trainings/step", concat('{', ids, '}'));
    return state;
  }

  // Words of one subject and a few of all.
  static std::string subject_text(int number) {
    const int subject = number % 4;
    std::string text;
    for (int i = 0; i < 6; ++i) text += word(subject, (number / 4 * 7 + i * i) % 11) + ' ';
    return text + concat("common", number % 3);
  }

  // A word that shares no spelling with others: five letters out of its hash.
  static std::string word(int subject, int number) {
    const std::string digest = crypto::sha256(concat(subject, ' ', number));
    std::string made;
    for (int i = 0; i < 5; ++i) made += static_cast<char>('a' + (digest[i] & 0xFF) % 26);
    return made;
  }

  std::vector<float> vector_of(std::string_view organization, std::string_view text,
                               std::string_view model = {}) {
    const std::string name = model.empty() ? "" : concat(R"(,"model":")", model, '"');
    const auto output = ask<Embed::Output>(
        "embed",
        concat(R"({"organizationId":")", organization, R"(","texts":[")", text, "\"]", name, '}'));
    const std::string bytes = from_base64(output.vectors).value_or("");
    std::vector<float> values(bytes.size() / sizeof(float));
    std::copy_n(bytes.data(), bytes.size(), reinterpret_cast<char*>(values.data()));
    return values;
  }

  float cosine(std::string_view organization, std::string_view a, std::string_view b) {
    const auto left = vector_of(organization, a), right = vector_of(organization, b);
    float sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i) sum += left[i] * right[i];
    return sum;
  }
};

}  // namespace crow::models
