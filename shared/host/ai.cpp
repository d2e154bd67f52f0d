#include "shared/host/ai.h"

#include <cstring>

#include "shared/contracts/models.h"
#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow {
namespace {

constexpr std::string_view kModels = "MODELS";

std::unexpected<Error> refuse(std::string_view reason, std::string message,
                              std::string cause = {}) {
  auto failure = fail(ErrorCode::unavailable, std::move(message), std::move(cause));
  failure.error().notes.emplace_back("reason", reason);
  return failure;
}

// 32-bit floats in Base64, as both the platform's own model and OpenAI's protocol give them.
Result<std::vector<float>> read_floats(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() % sizeof(float) != 0)
    return refuse("malformed", "The AI gave an unexpected answer.", "vectors are no floats");
  std::vector<float> values(bytes->size() / sizeof(float));
  std::memcpy(values.data(), bytes->data(), bytes->size());
  return values;
}

}  // namespace

std::string vector_namespace(std::string_view organization_id, std::string_view model) {
  constexpr std::size_t kModelCharacters = 16;
  return concat(organization_id.substr(0, 47), ':',
                hex(crypto::sha256(model)).substr(0, kModelCharacters));
}

Result<AiMode> Ai::mode() {
  const std::string_view name = variable_or("AI_MODE", "builtin");
  const auto mode = from_name<AiMode>(name);
  if (!mode)
    return refuse("misconfigured", "The AI of this deployment is not set up.",
                  concat("AI_MODE is ", name, ": it must be workers, openai or builtin"));
  return *mode;
}

Task<Embeddings> Ai::embed(std::string organization_id, std::vector<std::string> texts,
                           TextKind kind, std::string model) const {
  const AiMode mode = co_await Ai::mode();
  static_cast<void>(kind);
  models::Embed::Input input;
  input.organizationId.value = std::move(organization_id);
  for (std::string& text : texts) input.texts.value.push_back({std::move(text)});
  if (!model.empty()) input.model = models::ModelName{std::move(model)};
  const std::size_t count = input.texts.value.size();
  auto answer = co_await services_.call<models::Embed>(kModels, std::move(input));
  Embeddings made{mode, std::move(answer.model), static_cast<std::size_t>(answer.dimensions), {}};
  made.values = co_await read_floats(answer.vectors);
  if (made.values.size() != count * made.dimensions)
    co_await refuse("wrong_dimensions", "The AI gave an unexpected answer.");
  co_return made;
}

}  // namespace crow
