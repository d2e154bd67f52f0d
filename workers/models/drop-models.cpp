#include <algorithm>

#include "workers/models/handlers.h"
#include "workers/models/store.h"

namespace crow::models {

Task<DropModels::Output> drop_models(Context& context, DropModels::Input input) {
  // Asked of the bucket: what this instance remembers may be a moment old.
  const auto newest = co_await files(context).find("newest/" + input.organizationId.value);
  if (newest) input.keep.push_back(name_of_version(newest->bytes));
  const std::string prefix = models_prefix(input.organizationId);
  const ObjectList listed = co_await files(context).list(prefix);
  std::vector<std::string> keys;
  for (const StoredObject& object : listed.objects) {
    const std::string name = name_of_version(std::string_view(object.key).substr(prefix.size()));
    if (!std::ranges::contains(input.keep, name)) keys.push_back(object.key);
  }
  const std::int64_t count = std::ssize(keys);
  co_await files(context).remove(std::move(keys));
  co_return DropModels::Output{.dropped = count};
}

}  // namespace crow::models
