#include "shared/host/ai.h"

#include <cstring>

#include "shared/contracts/models.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/ai-answer.h"
#include "shared/host/ai-failure.h"
#include "shared/host/ai-faults.h"
#include "shared/host/ai-models.h"
#include "shared/host/ai-provider.h"
#include "shared/host/crypto.h"

namespace crow {
namespace {

constexpr std::string_view kModels = "MODELS";

template <typename Op>
Task<typename Op::Output> call_models(const Services& services, typename Op::Input input) {
  co_await suffer_ai_fault();
  auto outcome = co_await services.call<Op>(kModels, std::move(input)).as_result();
  // Of what it is asked for by name, a model alone can be missing.
  if (!outcome && outcome.error().code == ErrorCode::not_found)
    co_await ai_failure(AiReason::unknown_model, std::move(outcome.error().cause));
  co_return std::move(outcome);
}

Task<Embeddings> embed_by_models(const Services& services, models::Embed::Input input) {
  const std::size_t count = input.texts.value.size();
  const auto answer = co_await call_models<models::Embed>(services, std::move(input));
  const auto bytes = from_base64(answer.vectors);
  Embeddings made{AiMode::builtin, answer.model, static_cast<std::size_t>(answer.dimensions), {}};
  if (!bytes || bytes->size() != count * made.dimensions * sizeof(float))
    co_await ai_failure(AiReason::wrong_dimensions, "models answered with other vectors");
  made.values.resize(count * made.dimensions);
  std::memcpy(made.values.data(), bytes->data(), bytes->size());
  co_return made;
}

models::AnyText cut(const std::string& text) {
  return {std::string(cut_code_points(text, models::kTextCharactersMax))};
}

std::string name_of_server(AiMode mode, std::string_view id) {
  return concat(name_of(mode), ':', id, ':');
}

Task<Embeddings> embed_once(Host host, const AiModelInfo& model, const AiQuestion& question,
                            std::size_t count) {
  VectorsAnswer answer = co_await read_vectors(co_await ask_ai(host, question), count);
  const auto sure = to_number(variable_or("AI_EMBED_DIMENSIONS", {}));
  const std::size_t expected =
      sure && *sure > 0 ? static_cast<std::size_t>(*sure) : model.dimensions;
  if (expected != 0 && answer.dimensions != expected)
    co_await ai_failure(AiReason::wrong_dimensions,
                        concat("vectors of ", answer.dimensions, " numbers, not of ", expected));
  if (!model.pooling.empty() && !answer.pooling.empty() && answer.pooling != model.pooling)
    co_await ai_failure(AiReason::malformed, concat("pooled by ", answer.pooling));
  std::string name = name_of_server(question.mode, model.id);
  if (!answer.pooling.empty()) name += concat(answer.pooling, ':');
  name += to_text(static_cast<std::int64_t>(answer.dimensions));
  co_return Embeddings{question.mode, std::move(name), answer.dimensions, std::move(answer.values)};
}

Task<std::string> ask_text(Host host, const AiQuestion& question) {
  co_return co_await read_answer_text(co_await ask_ai(host, question));
}

AiTraining to_training(const models::Training& training) {
  return {.is_complete = training.status == models::TrainingStatus::completed,
          .percent = training.percent,
          .model = training.model};
}

AiTraining nothing_to_learn() { return {.is_complete = true, .percent = 100, .model = {}}; }

// What the models of others are called, once one of them has answered.
struct Known {
  std::string prefix;
  EmbeddingModel model;
  Timestamp until;
};
constexpr std::int64_t kKnownMs = 60 * kSecond;
Known known;

}  // namespace

std::string vector_namespace(std::string_view organization_id, std::string_view model) {
  constexpr std::size_t kModelCharacters = 16;
  constexpr std::size_t kOwnerCharacters = 47;
  const std::string owner = organization_id.size() <= kOwnerCharacters
                                ? std::string(organization_id)
                                : hex(crypto::sha256(organization_id)).substr(0, kOwnerCharacters);
  return concat(owner, ':', hex(crypto::sha256(model)).substr(0, kModelCharacters));
}

Result<AiMode> Ai::mode() {
  const std::string_view name = variable_or("AI_MODE", {});
  if (name.empty())
    return variable_or("ENVIRONMENT", "production") == "local" ? AiMode::builtin : AiMode::workers;
  const auto mode = from_name<AiMode>(name);
  if (!mode)
    return ai_failure(AiReason::misconfigured,
                      concat("AI_MODE is ", name, ": it must be workers, openai or builtin"));
  return *mode;
}

Task<Embeddings> Ai::embed(std::string organization_id, std::vector<std::string> texts,
                           TextKind kind, std::string model) const {
  const AiMode mode = co_await Ai::mode();
  if (mode != AiMode::builtin)
    co_return co_await embed_by_server(std::move(texts), kind, std::move(model), mode);
  // Of another mode: vectors of before, when the deployment had another.
  if (!model.empty() && !model.starts_with("builtin:"))
    co_await ai_failure(AiReason::unknown_model, concat("builtin has no ", model));
  models::Embed::Input input;
  input.organizationId.value = std::move(organization_id);
  for (const std::string& text : texts) input.texts.value.push_back(cut(text));
  if (!model.empty()) input.model = models::ModelName{std::move(model)};
  co_return co_await persist(host_, [&] { return embed_by_models(services_, input); });
}

Task<Embeddings> Ai::embed_by_server(std::vector<std::string> texts, TextKind kind,
                                     std::string model, AiMode mode) const {
  const std::string_view id = co_await ai_model_for(mode, AiTask::embed);
  AiModelInfo info = ai_model_info(mode, AiTask::embed, id);
  info.id = id;
  if (!model.empty() && !model.starts_with(name_of_server(mode, id)))
    co_await ai_failure(AiReason::unknown_model, concat("there is ", id, ", not ", model));
  const AiQuestion question = vectors_question(mode, info, texts, kind);
  Embeddings made =
      co_await persist(host_, [&] { return embed_once(host_, info, question, texts.size()); });
  if (!model.empty() && made.model != model)
    co_await ai_failure(AiReason::unknown_model, concat("there is ", made.model, ", not ", model));
  // A text of nothing has no direction, whatever the model made of its stand-in.
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (trim(texts[i]).empty())
      std::fill_n(made.values.begin() + static_cast<std::ptrdiff_t>(i * made.dimensions),
                  made.dimensions, 0.0f);
  known = {
      name_of_server(mode, id), {mode, made.model, made.dimensions}, {host_.now().ms + kKnownMs}};
  co_return made;
}

Task<EmbeddingModel> Ai::embedding_model(std::string organization_id) const {
  const AiMode mode = co_await Ai::mode();
  if (mode == AiMode::builtin) {
    models::ListModels::Input input{.organizationId = {std::move(organization_id)}};
    const auto answer =
        co_await persist(host_, [&] { return call_models<models::ListModels>(services_, input); });
    co_return EmbeddingModel{mode, answer.model, static_cast<std::size_t>(answer.dimensions)};
  }
  const std::string_view id = co_await ai_model_for(mode, AiTask::embed);
  if (known.prefix == name_of_server(mode, id) && known.until > host_.now()) co_return known.model;
  std::vector<std::string> probe{"How long are these vectors?"};
  const Embeddings made = co_await embed_by_server(std::move(probe), TextKind::document, {}, mode);
  co_return EmbeddingModel{made.mode, made.model, made.dimensions};
}

Task<AiDescription> Ai::describe_image(ImageFacts facts, std::string_view bytes,
                                       std::string_view media_type) const {
  const AiMode mode = co_await Ai::mode();
  if (mode == AiMode::builtin) {
    models::DescribeImage::Input input;
    input.name = std::move(facts.name);
    input.alt = std::move(facts.alt);
    input.category = std::move(facts.category);
    input.width.value = facts.width;
    input.height.value = facts.height;
    for (const ImageColour& colour : facts.colours)
      if (input.colours.value.size() < 16)
        input.colours.value.push_back({{colour.hex}, {colour.share}});
    auto made = co_await persist(
        host_, [&] { return call_models<models::DescribeImage>(services_, input); });
    co_return AiDescription{mode, std::move(made.model), std::move(made.text),
                            std::move(made.features)};
  }
  const std::string_view id = co_await ai_model_for(mode, AiTask::see);
  const AiQuestion question = caption_question(mode, id, facts, bytes, media_type);
  Sentence made = read_sentence(co_await persist(host_, [&] { return ask_text(host_, question); }));
  if (mode == AiMode::workers) {
    // The caption is what matters: without the rest it is still one.
    const AiQuestion more = features_question(id, bytes, media_type);
    const auto text = co_await persist(host_, [&] { return ask_text(host_, more); }).as_result();
    if (text) made.features = read_features(*text);
  }
  co_return AiDescription{mode, concat(name_of(mode), ':', id), std::move(made.text),
                          std::move(made.features)};
}

Task<AiDescription> Ai::describe_product(ProductFacts facts) const {
  const AiMode mode = co_await Ai::mode();
  if (mode == AiMode::builtin) {
    models::DescribeProduct::Input input{
        std::move(facts.name),         std::move(facts.brand),     std::move(facts.description),
        std::move(facts.price),        std::move(facts.currency),  std::move(facts.availability),
        {std::move(facts.categories)}, {std::move(facts.captions)}};
    auto made = co_await persist(
        host_, [&] { return call_models<models::DescribeProduct>(services_, input); });
    co_return AiDescription{mode, std::move(made.model), std::move(made.text),
                            std::move(made.features)};
  }
  const std::string_view id = co_await ai_model_for(mode, AiTask::write);
  const AiQuestion question = product_question(mode, id, facts);
  Sentence made = read_sentence(co_await persist(host_, [&] { return ask_text(host_, question); }));
  co_return AiDescription{mode, concat(name_of(mode), ':', id), std::move(made.text),
                          std::move(made.features)};
}

Task<AiTraining> Ai::begin_training(std::string organization_id, std::string training_id) const {
  if (co_await Ai::mode() != AiMode::builtin) co_return nothing_to_learn();
  const models::BeginTraining::Input input{{std::move(organization_id)}, {std::move(training_id)}};
  co_return to_training(co_await persist(
      host_, [&] { return call_models<models::BeginTraining>(services_, input); }));
}

Task<> Ai::add_training_texts(std::string organization_id, std::string training_id,
                              std::int64_t part, std::vector<std::string> texts) const {
  if (co_await Ai::mode() != AiMode::builtin) co_return;
  models::AddTexts::Input input{{std::move(organization_id)}, {std::move(training_id)}, {part}, {}};
  for (const std::string& text : texts) input.texts.value.push_back(cut(text));
  co_await persist(host_, [&] { return call_models<models::AddTexts>(services_, input); });
}

Task<AiTraining> Ai::step_training(std::string organization_id, std::string training_id) const {
  if (co_await Ai::mode() != AiMode::builtin) co_return nothing_to_learn();
  const models::StepTraining::Input input{{std::move(organization_id)}, {std::move(training_id)}};
  co_return to_training(
      co_await persist(host_, [&] { return call_models<models::StepTraining>(services_, input); }));
}

Task<> Ai::drop_models(std::string organization_id, std::vector<std::string> keep) const {
  if (co_await Ai::mode() != AiMode::builtin) co_return;
  const models::DropModels::Input input{{std::move(organization_id)}, std::move(keep)};
  co_await persist(host_, [&] { return call_models<models::DropModels>(services_, input); });
}

}  // namespace crow
