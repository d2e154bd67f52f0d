// A worker for tests of AI: what a service does with the capability. Never deployed.
#include "shared/core/text.h"
#include "shared/host/ai.h"
#include "shared/host/fetch.h"
#include "shared/service/service.h"

namespace crow {
namespace {

// Why something failed; empty where it did not.
struct Failure {
  std::string reason, cause;
  std::int64_t retryAfter = 0;
  static constexpr auto fields = describe(
      field<&Failure::reason>("reason", "Why."), field<&Failure::cause>("cause", "Why, in full."),
      field<&Failure::retryAfter>("retryAfter", "When again, in seconds."));
};
Failure failure_of(const Error& error) {
  return {std::string(reason_of(error)), error.cause, error.retry_after_s};
}

struct AskVectors {
  static constexpr Operation operation{.name = "ask_vectors",
                                       .method = Method::post,
                                       .path = "/oracle/vectors",
                                       .summary = "Makes vectors.",
                                       .access = Access::anyone,
                                       .body_bytes_max = 4'000'000};
  struct Input {
    std::string organizationId = "north";
    std::vector<std::string> texts;
    bool isQuery = false;
    std::string model;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose.").defaulted(),
                 field<&Input::texts>("texts", "Of what."),
                 field<&Input::isQuery>("isQuery", "Whether they are looked for.").defaulted(),
                 field<&Input::model>("model", "By which.").defaulted());
  };
  struct Output {
    std::string mode, model, space;
    Failure failure;
    std::int64_t dimensions = 0;
    std::vector<std::vector<double>> vectors;
    static constexpr auto fields =
        describe(field<&Output::mode>("mode", "Who."), field<&Output::model>("model", "What."),
                 field<&Output::space>("space", "Their namespace."), embed<&Output::failure>(),
                 field<&Output::dimensions>("dimensions", "How long."),
                 field<&Output::vectors>("vectors", "The vectors."));
  };
};

Task<AskVectors::Output> ask_vectors(Context& context, AskVectors::Input input) {
  const Ai ai(context.host, context.services);
  auto made =
      co_await ai
          .embed(input.organizationId, std::move(input.texts),
                 input.isQuery ? TextKind::query : TextKind::document, std::move(input.model))
          .as_result();
  AskVectors::Output output;
  if (!made) {
    output.failure = failure_of(made.error());
    co_return output;
  }
  output.mode = name_of(made->mode);
  output.model = made->model;
  output.space = vector_namespace(input.organizationId, made->model);
  output.dimensions = static_cast<std::int64_t>(made->dimensions);
  for (std::size_t i = 0; i < made->size(); ++i)
    output.vectors.emplace_back(made->at(i).begin(), made->at(i).end());
  co_return output;
}

struct AskModel {
  static constexpr Operation operation{.name = "ask_model",
                                       .method = Method::post,
                                       .path = "/oracle/model",
                                       .summary = "What makes vectors.",
                                       .access = Access::anyone};
  using Input = Nothing;
  struct Output {
    std::string mode, model;
    std::int64_t dimensions = 0;
    static constexpr auto fields =
        describe(field<&Output::mode>("mode", "Who."), field<&Output::model>("model", "What."),
                 field<&Output::dimensions>("dimensions", "How long."));
  };
};

Task<AskModel::Output> ask_model(Context& context, Nothing) {
  const Ai ai(context.host, context.services);
  const EmbeddingModel model = co_await ai.embedding_model("north");
  co_return AskModel::Output{std::string(name_of(model.mode)), model.model,
                             static_cast<std::int64_t>(model.dimensions)};
}

// Describes an image when one comes, else a product.
struct AskSentence {
  static constexpr Operation operation{.name = "ask_sentence",
                                       .method = Method::post,
                                       .path = "/oracle/sentence",
                                       .summary = "Describes.",
                                       .access = Access::anyone,
                                       .body_bytes_max = 4'000'000};
  struct Input {
    std::string name, image;
    static constexpr auto fields =
        describe(field<&Input::name>("name", "Of the product."),
                 field<&Input::image>("image", "In Base64.").defaulted());
  };
  struct Output {
    std::string mode, model, text;
    std::vector<std::string> features;
    Failure failure;
    static constexpr auto fields =
        describe(field<&Output::mode>("mode", "Who."), field<&Output::model>("model", "What."),
                 field<&Output::text>("text", "The sentence."),
                 field<&Output::features>("features", "And more."), embed<&Output::failure>());
  };
};

Task<AskSentence::Output> ask_sentence(Context& context, AskSentence::Input input) {
  const Ai ai(context.host, context.services);
  const std::string bytes = from_base64(input.image).value_or("");
  auto made =
      co_await (input.image.empty() ? ai.describe_product({.name = input.name})
                                    : ai.describe_image({.name = input.name}, bytes, "image/png"))
          .as_result();
  AskSentence::Output output;
  if (!made) {
    output.failure = failure_of(made.error());
    co_return output;
  }
  output.mode = name_of(made->mode);
  output.model = made->model;
  output.text = made->text;
  output.features = made->features;
  co_return output;
}

// A whole training, as a job goes through it.
struct AskTraining {
  static constexpr Operation operation{.name = "ask_training",
                                       .method = Method::post,
                                       .path = "/oracle/training",
                                       .summary = "Learns.",
                                       .access = Access::anyone,
                                       .body_bytes_max = 4'000'000};
  struct Input {
    std::vector<std::string> texts;
    static constexpr auto fields = describe(field<&Input::texts>("texts", "From what."));
  };
  struct Output {
    std::int64_t steps = 0, percent = 0;
    std::optional<std::string> model;
    static constexpr auto fields = describe(field<&Output::steps>("steps", "How many."),
                                            field<&Output::percent>("percent", "How far."),
                                            field<&Output::model>("model", "What came of it."));
  };
};

Task<AskTraining::Output> ask_training(Context& context, AskTraining::Input input) {
  const Ai ai(context.host, context.services);
  AiTraining training = co_await ai.begin_training("north", "t1");
  co_await ai.add_training_texts("north", "t1", 0, std::move(input.texts));
  AskTraining::Output output;
  while (!training.is_complete) {
    training = co_await ai.step_training("north", "t1");
    ++output.steps;
  }
  co_await ai.drop_models("north", {});
  output.percent = training.percent;
  output.model = training.model;
  co_return output;
}

constexpr Endpoint kEndpoints[] = {serve<AskVectors, ask_vectors>(), serve<AskModel, ask_model>(),
                                   serve<AskSentence, ask_sentence>(),
                                   serve<AskTraining, ask_training>()};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "oracle", .endpoints = kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
