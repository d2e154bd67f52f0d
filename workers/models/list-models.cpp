#include "shared/language/embedding.h"
#include "workers/models/handlers.h"
#include "workers/models/store.h"

namespace crow::models {

Task<ListModels::Output> list_models(Context& context, ListModels::Input input) {
  ListModels::Output output{.tasks = {"embed", "train", "describe_image", "describe_product"},
                            .model = {},
                            .dimensions = language::kDimensions,
                            .models = {name_of_version({})}};
  output.model = name_of_version(co_await newest_version(context, input.organizationId));
  const std::string prefix = models_prefix(input.organizationId);
  const ObjectList listed = co_await files(context).list(prefix);
  for (const StoredObject& object : listed.objects)
    output.models.push_back(name_of_version(std::string_view(object.key).substr(prefix.size())));
  co_return output;
}

}  // namespace crow::models
