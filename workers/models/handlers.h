// What models does, a function for each operation of shared/contracts/models.h.
#pragma once

#include "shared/contracts/models.h"
#include "shared/service/context.h"

namespace crow::models {

Task<Embed::Output> embed_texts(Context& context, Embed::Input input);
Task<ListModels::Output> list_models(Context& context, ListModels::Input input);
Task<DropModels::Output> drop_models(Context& context, DropModels::Input input);

Task<Training> begin_training(Context& context, BeginTraining::Input input);
Task<Nothing> add_texts(Context& context, AddTexts::Input input);
Task<Training> step_training(Context& context, StepTraining::Input input);

Task<Description> describe_image(Context& context, DescribeImage::Input input);
Task<Description> describe_product(Context& context, DescribeProduct::Input input);

Task<WriteContext::Output> write_context(Context& context, WriteContext::Input input);

}  // namespace crow::models
