#include "shared/host/ai-answer.h"

#include <gtest/gtest.h>

#include "shared/core/text.h"
#include "shared/host/fetch.h"

namespace crow {
namespace {

std::string packed(std::initializer_list<float> values) {
  std::string bytes;
  for (const float value : values)
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  return base64(bytes);
}

void expect_two(std::string body) {
  const auto answer = read_vectors(body, 2);
  ASSERT_TRUE(answer) << body << ' ' << answer.error().cause;
  EXPECT_EQ(answer->dimensions, 2u);
  EXPECT_EQ(answer->values, (std::vector<float>{0.6f, 0.8f, 0, 1})) << body;
}

TEST(AiAnswer, HoldsVectorsInEveryShape) {
  expect_two(R"({"shape":[2,2],"data":[[3,4],[0,2.0]],"pooling":"cls"})");
  expect_two(
      concat(R"({"data":[{"f32":")", packed({3, 4}), R"("},{"f32":")", packed({0, 2}), "\"}]}"));
  expect_two(R"({"object":"list","data":[{"object":"embedding","index":0,"embedding":[3,4]},)"
             R"({"index":1,"embedding":[0,2]}],"model":"m","usage":{"total_tokens":3}})");
  expect_two(R"({"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}]})");
  expect_two(concat(R"({"data":[{"embedding":")", packed({3, 4}), R"("},{"embedding":{"f32":")",
                    packed({0, 2}), "\"}}]}"));
  EXPECT_EQ(read_vectors(R"({"data":[[1]],"pooling":"mean"})", 1)->pooling, "mean");
}

TEST(AiAnswer, ThatIsNoneIsMalformed) {
  for (const char* body :
       {"", "{", "null", "[]", "{}", R"({"data":[]})", R"({"data":[[1]]})",
        R"({"data":[[1],[2],[3]]})", R"({"data":[[1],[]]})", R"({"data":[[1],["2"]]})",
        R"({"data":[[1],[null]]})", R"({"data":[[1],[[2]]]})",
        R"({"data":[[1],{"embedding":"?"}]})", R"({"data":[[1],{"embedding":"AAA="}]})",
        R"({"data":[{"index":0,"embedding":[1]},)"
        R"({"index":0,"embedding":[2]}]})",
        R"({"data":[{"index":2,"embedding":[1]},{"embedding":[2]}]})", R"({"data":[[1],[1e300]]})",
        R"({"data":[[1],[2]]} x)", R"({"data":[[1],{"other":[2]}]})"}) {
    const auto answer = read_vectors(body, 2);
    ASSERT_FALSE(answer) << body;
    EXPECT_EQ(reason_of(answer.error()), "malformed") << body;
  }
  EXPECT_EQ(reason_of(read_vectors(R"({"data":[[1],[2,3]]})", 2).error()), "wrong_dimensions");
}

TEST(AiAnswer, IsBounded) {
  std::string many = R"({"data":[[1])";
  for (int i = 0; i < 200; ++i) many += ",[1]";
  EXPECT_FALSE(read_vectors(many + "]}", 100));
  std::string longest = R"({"data":[[1)";
  for (int i = 0; i < 9'000; ++i) longest += ",1";
  EXPECT_FALSE(read_vectors(longest + "]]}", 1));
  EXPECT_FALSE(
      read_vectors(R"({"data":)" + std::string(100, '[') + std::string(100, ']') + "}", 1));
}

TEST(AiAnswer, HoldsTextInEveryShape) {
  EXPECT_EQ(read_answer_text(R"({"response":"a shoe"})").value_or(""), "a shoe");
  EXPECT_EQ(read_answer_text(R"({"caption":"a shoe","finish_reason":"stop"})").value_or(""),
            "a shoe");
  EXPECT_EQ(read_answer_text(R"({"choices":[{"index":0,"message":{"role":"assistant",)"
                             R"("content":"a shoe"}}]})")
                .value_or(""),
            "a shoe");
  EXPECT_EQ(
      read_sentence(read_answer_text(R"({"response":{"sentence":"A shoe."}})").value_or("")).text,
      "A shoe.");
  for (const char* body :
       {"", "{}", "[]", R"({"response":null})", R"({"response":" "})", R"({"choices":[]})",
        R"({"choices":[{"message":null}]})", R"({"error":"x"})"})
    EXPECT_FALSE(read_answer_text(body)) << body;
}

TEST(AiAnswer, IsASentenceAndFeatures) {
  const auto made = read_sentence(
      "```json\n{\"sentence\":\"A  red\\nshoe.\",\"features\":"
      "[\"- red\",\"leather.\",\"\",\"red\"]}\n```");
  EXPECT_EQ(made.text, "A red shoe.");
  EXPECT_EQ(made.features, (std::vector<std::string>{"red", "leather"}));
  EXPECT_EQ(read_sentence("A red shoe.").text, "A red shoe.");
  EXPECT_EQ(read_sentence("{broken").text, "{broken");
  EXPECT_EQ(count_code_points(read_sentence(std::string(5'000, 'x')).text), 600u);
  EXPECT_EQ(read_features("red, leather\n- two pockets;,"),
            (std::vector<std::string>{"red", "leather", "two pockets"}));
}

}  // namespace
}  // namespace crow
