// A worker for tests of AI: what a service does with the capability. Never deployed.
#include "shared/core/text.h"
#include "shared/host/ai.h"
#include "shared/host/fetch.h"
#include "shared/service/service.h"

namespace crow {
namespace {

struct AskVectors {
  static constexpr Operation operation{.name = "ask_vectors",
                                       .method = Method::post,
                                       .path = "/oracle/vectors",
                                       .summary = "Makes vectors.",
                                       .access = Access::anyone};
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
    std::string mode, model, space, reason, cause;
    std::int64_t dimensions = 0, retryAfter = 0;
    std::vector<std::vector<double>> vectors;
    static constexpr auto fields =
        describe(field<&Output::mode>("mode", "Who."), field<&Output::model>("model", "What."),
                 field<&Output::space>("space", "Their namespace."),
                 field<&Output::reason>("reason", "Why not."),
                 field<&Output::cause>("cause", "Why not, in full."),
                 field<&Output::dimensions>("dimensions", "How long."),
                 field<&Output::retryAfter>("retryAfter", "When again, in seconds."),
                 field<&Output::vectors>("vectors", "The vectors."));
  };
};

Task<AskVectors::Output> ask_vectors(Context& context, AskVectors::Input input) {
  const Ai ai(context.host, context.services);
  auto made = co_await ai.embed(input.organizationId, std::move(input.texts),
                                input.isQuery ? TextKind::query : TextKind::document,
                                std::move(input.model))
                  .as_result();
  AskVectors::Output output;
  if (!made) {
    output.reason = reason_of(made.error());
    output.cause = made.error().cause;
    output.retryAfter = made.error().retry_after_s;
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

constexpr Endpoint kEndpoints[] = {serve<AskVectors, ask_vectors>()};

}  // namespace

const Service& service() {
  static constexpr Service kService{
      .name = "oracle", .endpoints = kEndpoints, .database = {}, .auth = {}};
  return kService;
}

}  // namespace crow
