// AI, whoever provides it: vectors of texts, sentences about images and products.
//
//   const Ai ai(context.host, context.services);
//   auto made = co_await ai.embed(organization_id, {"Red running shoes"}, TextKind::document);
//   vectors.upsert({.id = id, .values = made.at(0),
//                   .space = vector_namespace(organization_id, made.model)});
//
// The variable AI_MODE says who:
//
//   workers   Workers AI, over the binding AI. In production.
//   openai    any server that speaks OpenAI's language (Ollama, llama.cpp, vLLM …): AI_BASE_URL
//             ("http://127.0.0.1:11434/v1"), and AI_API_KEY, which is sent when it is set.
//   builtin   the platform's own worker behind the binding MODELS: no weights, no network, the same
//             answer every time. The default.
//
// Each answer says mode and model. `model` names everything that makes vectors comparable: the
// model itself, how it pools, its dimensions, and of builtin the version of what was learned.
// Vectors of two models never meet: they belong into different namespaces. Who keeps vectors keeps
// their model beside them and asks for queries by that name, until all vectors are made anew.
//
// Further variables: AI_EMBED_MODEL, AI_VISION_MODEL, AI_TEXT_MODEL (ai-models.h has the defaults
// and what each model can do), AI_TIMEOUT_MS; and, with ENVIRONMENT=local alone, AI_FAULTS
// ("timeout:0.1,429:0.2") and AI_FAULT_SEED (ai-faults.h).
//
// What fails for a moment is tried three times. Errors are unavailable, and name their reason in
// `notes`, see reason_of() in fetch.h:
//
//   timed_out         no answer in AI_TIMEOUT_MS
//   rate_limited      429, with retry_after_s
//   unreachable       no connection, or a status of 500 and more
//   cut               the answer ended before its end
//   malformed         the answer is not what was asked for
//   wrong_dimensions  vectors of another length than this model's
//   refused           a status of 400 and more: a wrong key, an unknown model
//   unknown_model     vectors of a model that is asked for by name and is not served any more
//   misconfigured     a variable is missing or names what does not exist
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/host/host.h"
#include "shared/host/services.h"

namespace crow {

enum class AiMode : std::uint8_t { workers, openai, builtin };
constexpr auto names(AiMode) {
  return std::to_array<std::string_view>({"workers", "openai", "builtin"});
}

// Some models put a text that is looked for elsewhere than one that is looked through.
enum class TextKind : std::uint8_t { document, query };

struct Embeddings {
  AiMode mode{};
  std::string model;
  std::size_t dimensions = 0;
  std::vector<float> values;  // One vector after the other, each of length 1, or all zero.

  std::size_t size() const { return dimensions == 0 ? 0 : values.size() / dimensions; }
  std::span<const float> at(std::size_t index) const {
    return std::span(values).subspan(index * dimensions, dimensions);
  }
};

constexpr std::size_t kAiTextsMax = 100;

// The namespace of an organization's vectors by one model, at most 64 bytes long.
std::string vector_namespace(std::string_view organization_id, std::string_view model);

class Ai {
 public:
  Ai(Host host, Services services) : host_(host), services_(std::move(services)) {}

  // Who answers here.
  //
  // Errors: misconfigured.
  static Result<AiMode> mode();

  // Vectors of 1 to kAiTextsMax texts, by the model of that name, or the newest.
  Task<Embeddings> embed(std::string organization_id, std::vector<std::string> texts, TextKind kind,
                         std::string model = {}) const;

 private:
  Host host_;
  Services services_;
};

}  // namespace crow
