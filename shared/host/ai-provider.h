// Asking AI of others: one question, one answer, over a binding or by HTTP.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/host/ai-models.h"
#include "shared/host/ai.h"

namespace crow {

struct AiQuestion {
  AiMode mode{};  // workers or openai
  std::string model;
  std::string_view path;  // Of OpenAI's protocol: "/embeddings".
  std::string input;      // JSON.
};

// The answer's body. Faults of AI_FAULTS happen here.
//
// Errors: timed_out, rate_limited, unreachable, cut, refused, misconfigured.
Task<std::string> ask_ai(Host host, const AiQuestion& question);

// Repeats what fails for a moment, three times in all, after 0.3 s and a second, or when the
// provider says.
//
//   co_await persist(host, [&] { return once(…); })
//
// The function makes a task, which is no coroutine of its own.
class Persistence {
 public:
  explicit Persistence(Host host) : host_(host) {}
  // Waits before another attempt; false when there is none.
  Task<bool> goes_on(const Error& error);

 private:
  Host host_;
  int attempts_ = 0;
};

template <typename Make>
auto persist(Host host, Make make) -> decltype(make()) {
  Persistence persistence(host);
  for (;;) {
    auto outcome = co_await make().as_result();
    if (outcome) co_return std::move(outcome);
    if (!co_await persistence.goes_on(outcome.error())) co_return std::move(outcome);
  }
}

// The question that makes vectors, and those that describe.
AiQuestion vectors_question(AiMode mode, const AiModelInfo& model,
                            const std::vector<std::string>& texts, TextKind kind);
AiQuestion caption_question(AiMode mode, std::string_view model, const ImageFacts& facts,
                            std::string_view bytes, std::string_view media_type);
// Asks a model that answers questions about images for what is to be seen.
AiQuestion features_question(std::string_view model, std::string_view bytes,
                             std::string_view media_type);
// Asks for JSON: `system` says what is wanted, `user` is data.
struct AiChat {
  std::string_view system;
  std::string user;
  std::string_view schema;  // Of the answer, where a provider takes one.
  int tokens_max = 0;
};
AiQuestion chat_question(AiMode mode, std::string_view model, const AiChat& chat);
AiQuestion product_question(AiMode mode, std::string_view model, const ProductFacts& facts);

}  // namespace crow
