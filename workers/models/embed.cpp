#include "shared/core/text.h"
#include "shared/language/embedding.h"
#include "shared/language/numbers.h"
#include "workers/models/handlers.h"
#include "workers/models/store.h"

namespace crow::models {

Task<Embed::Output> embed_texts(Context& context, Embed::Input input) {
  std::string version;
  if (input.model) {
    auto named = version_in(*input.model);
    co_await require(named.has_value(), ErrorCode::not_found, "There is no such model.");
    version = std::move(*named);
  } else {
    version = co_await newest_version(context, input.organizationId);
  }
  std::shared_ptr<const language::Lsa> model;
  if (!version.empty()) model = co_await load_model(context, input.organizationId, version);
  std::string bytes;
  bytes.reserve(input.texts.value.size() * language::kDimensions * sizeof(float));
  for (const AnyText& text : input.texts.value)
    language::append_numbers(bytes, language::embed(text, model.get()));
  co_return Embed::Output{.model = name_of_version(version),
                          .dimensions = language::kDimensions,
                          .vectors = base64(bytes)};
}

}  // namespace crow::models
