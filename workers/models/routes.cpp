#include "workers/models/routes.h"

#include "workers/models/handlers.h"

namespace crow::models {
namespace {

constexpr std::array kTable = {
    serve<Embed, embed_texts>(),
    serve<ListModels, list_models>(),
    serve<DropModels, drop_models>(),
    serve<BeginTraining, begin_training>(),
    serve<AddTexts, add_texts>(),
    serve<StepTraining, step_training>(),
    serve<DescribeImage, describe_image>(),
    serve<DescribeProduct, describe_product>(),
    serve<WriteContext, write_context>(),
};
static_assert(serves_all(kTable, All{}));

}  // namespace

constinit const std::span<const Endpoint> kEndpoints = kTable;

}  // namespace crow::models
