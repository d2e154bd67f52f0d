// What AI of others answers is read or refused: vectors of one length, text that is UTF-8.
#include "shared/host/ai-answer.h"

#include "shared/core/text.h"
#include "shared/fuzz/target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = crow::fuzz::text_of(data, size);
  for (const std::size_t count : {1, 2}) {
    const auto vectors = crow::read_vectors(std::string(text), count);
    if (!vectors) continue;
    crow::fuzz::insist(vectors->values.size() == count * vectors->dimensions);
    for (const float value : vectors->values) crow::fuzz::insist(value >= -1.01f && value <= 1.01f);
  }
  const auto answer = crow::read_answer_text(std::string(text));
  if (!answer) return 0;
  crow::fuzz::insist(crow::is_utf8(*answer));
  const crow::Sentence sentence = crow::read_sentence(*answer);
  crow::fuzz::insist(crow::is_utf8(sentence.text));
  crow::fuzz::insist(crow::count_code_points(sentence.text) <= 600);
  crow::fuzz::insist(sentence.features.size() <= 12);
  for (const std::string& feature : crow::read_features(*answer))
    crow::fuzz::insist(crow::is_utf8(feature) && !feature.empty());
  return 0;
}
