// AI of others, natively: functions answer for it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/host/fake/answer.h"

namespace crow {

class FakeAi {
 public:
  struct Question {
    std::string to;     // The model of Workers AI, or the address.
    std::string input;  // JSON.
    std::vector<std::pair<std::string, std::string>> headers = {};
    std::string header(std::string_view name) const;
  };
  struct Answer {
    int status = 200;
    std::string body = {};
    std::string retry_after = {};
    std::string failure = {};  // What the host says instead: "timed_out".
  };
  // By default nobody answers.
  std::function<Answer(const Question&)> answers;
  std::vector<Question> questions;  // What was asked, in order.

  static bool knows(std::string_view operation) { return operation.starts_with("ai."); }
  HostAnswer answer(std::string_view operation, std::string_view payload);
};

}  // namespace crow
