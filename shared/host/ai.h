// AI, whoever provides it: vectors of texts, sentences about images and products.
//
//   const Ai ai(context.host, context.services);
//   auto made = co_await ai.embed(organization_id, {"Red running shoes"}, TextKind::document);
//   … made.at(0) into the namespace vector_namespace(organization_id, made.model)
//
// The variable AI_MODE says who:
//
//   workers   Workers AI, over the binding AI. The default of deployments.
//   openai    any server that speaks OpenAI's language (Ollama, llama.cpp, vLLM …): AI_BASE_URL
//             ("http://127.0.0.1:11434/v1"), and AI_API_KEY, which is sent when it is set.
//   builtin   the platform's own worker behind the binding MODELS: no weights, no network, the same
//             answer every time. The default on one machine.
//
// Each answer says mode and model. `model` names everything that makes vectors comparable: the
// model itself, how it pools, its dimensions, and of builtin the version of what was learned.
// Vectors of two models never meet: they belong into different namespaces. Who keeps vectors keeps
// their model's name beside them and asks for vectors of queries by that name, until all vectors
// are made anew by another.
//
// Further variables, of which an empty one is as good as none: AI_EMBED_MODEL, AI_VISION_MODEL,
// AI_TEXT_MODEL (ai-models.h has the defaults, and what each model can do), AI_EMBED_DIMENSIONS,
// when the operator wants to be sure, AI_TIMEOUT_MS; and, with ENVIRONMENT=local alone, AI_FAULTS
// and AI_FAULT_SEED (ai-faults.h).
//
// What fails for a moment is tried three times. Errors are unavailable and name their reason in
// `notes`, see reason_of() in fetch.h:
//
//   timed_out         no answer in AI_TIMEOUT_MS
//   rate_limited      429, with retry_after_s
//   unreachable       no connection, or a status of 500 and more
//   cut               the answer ended before its end
//   malformed         the answer is not what was asked for
//   wrong_dimensions  vectors of another length than that model's, or of several lengths
//   refused           a status of 400 and more: a wrong key, an unknown model
//   unknown_model     vectors of a model that is asked for by name and is not served any more
//   misconfigured     a variable is missing or names what does not exist
#pragma once

#include <cstdint>
#include <optional>
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

struct EmbeddingModel {
  AiMode mode{};
  std::string model;
  std::size_t dimensions = 0;
};

// A sentence, and what is to be seen or known, in a few words each.
struct AiDescription {
  AiMode mode{};
  std::string model;
  std::string text;
  std::vector<std::string> features;
};

// What is known of an image besides its bytes.
struct ImageColour {
  std::string hex;  // "#a03c2f"
  double share = 0;
};
struct ImageFacts {
  std::string name = {}, alt = {}, category = {};
  std::int64_t width = 0, height = 0;
  std::vector<ImageColour> colours = {};
};

struct ProductFacts {
  std::string name = {}, brand = {}, description = {}, price = {}, currency = {};
  std::string availability = {};
  std::vector<std::string> categories = {}, captions = {};
};

struct AiTraining {
  bool is_complete = false;
  std::int64_t percent = 0;
  std::optional<std::string> model;  // What came of it, if anything.
};

constexpr std::size_t kAiTextsMax = 100;             // Vectors made at a time.
constexpr std::size_t kAiLearnedTextsMax = 500;      // Texts learned from, added at a time.
constexpr std::size_t kAiTextCharactersMax = 8'000;  // Of a text; the rest of it is not looked at.

// The namespace of an organization's vectors by one model, at most 64 bytes long.
std::string vector_namespace(std::string_view organization_id, std::string_view model);

// A worker that uses it names `ai` and `service` among its BINDINGS, the service MODELS and the
// variables in its wrangler file and, for Workers AI, "ai": { "binding": "AI" }.
class Ai {
 public:
  // Each call names an organization, for builtin learns of each its own: or whatever else has texts
  // of its own, as one of its collections. It must outlive its tasks.
  Ai(Host host, Services services) : host_(host), services_(std::move(services)) {}

  // Who answers here.
  //
  // Errors: misconfigured.
  static Result<AiMode> mode();

  // Vectors of 1 to kAiTextsMax texts, by the model of that name, or the newest.
  Task<Embeddings> embed(std::string organization_id, std::vector<std::string> texts, TextKind kind,
                         std::string model = {}) const;

  // What embed() makes vectors by when it is given no name. Remembered for a minute where asking
  // costs.
  Task<EmbeddingModel> embedding_model(std::string organization_id) const;

  // Describes an image: `bytes` go to models that see, `facts` to templates. `media_type` is that
  // of the bytes, "image/jpeg".
  Task<AiDescription> describe_image(ImageFacts facts, std::string_view bytes,
                                     std::string_view media_type) const;
  Task<AiDescription> describe_product(ProductFacts facts) const;

  // Learning from an organization's texts, for the models that do: the others say at once that it
  // is complete, and that nothing came of it. `training_id` names the work (a job's id): each call
  // may come twice.
  Task<AiTraining> begin_training(std::string organization_id, std::string training_id) const;
  // Texts in parts of up to kAiLearnedTextsMax, numbered from 0.
  Task<> add_training_texts(std::string organization_id, std::string training_id, std::int64_t part,
                            std::vector<std::string> texts) const;
  // One step of a second or two; called again until it is complete.
  Task<AiTraining> step_training(std::string organization_id, std::string training_id) const;
  // Lets go of what was learned before, but for the newest and the models that are named.
  Task<> drop_models(std::string organization_id, std::vector<std::string> keep) const;

 private:
  Task<Embeddings> embed_by_server(std::vector<std::string> texts, TextKind kind, std::string model,
                                   AiMode mode) const;

  Host host_;
  Services services_;
};

}  // namespace crow
