#include "shared/host/fake/ai.h"

#include "shared/core/text.h"

namespace crow {

std::string FakeAi::Question::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

HostAnswer FakeAi::answer(std::string_view operation, std::string_view payload) {
  Question question{.to = std::string(split_off(payload, '\n')), .input = {}};
  split_off(payload, '\n');
  const bool is_post = operation == "ai.post";
  if (is_post) {
    split_off(payload, '\n');
    for (;;) {
      const std::string_view name = split_off(payload, '\n');
      if (name.empty()) break;
      question.headers.emplace_back(name, split_off(payload, '\n'));
    }
  }
  question.input = payload;
  questions.push_back(question);
  const Answer made = answers ? answers(question) : Answer{.failure = "nobody is there"};
  if (!made.failure.empty()) return std::unexpected(made.failure);
  if (!is_post) return made.body;
  return concat(made.status, '\n', made.retry_after, '\n', made.body);
}

}  // namespace crow
