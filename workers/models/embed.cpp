#include <cstring>

#include "shared/core/text.h"
#include "shared/language/embedding.h"
#include "workers/models/handlers.h"

namespace crow::models {

Task<Embed::Output> embed_texts(Context&, Embed::Input input) {
  const std::string model = concat("builtin:", language::kWay, ':', language::kDimensions);
  co_await require(!input.model || *input.model == model, ErrorCode::not_found,
                   "There is no such model.");
  std::string bytes;
  for (const std::string& text : input.texts.value) {
    const std::vector<float> vector = language::embed(text, nullptr);
    const std::size_t at = bytes.size();
    bytes.resize(at + vector.size() * sizeof(float));
    std::memcpy(bytes.data() + at, vector.data(), vector.size() * sizeof(float));
  }
  co_return Embed::Output{.model = model,
                          .dimensions = language::kDimensions,
                          .vectors = base64(bytes)};
}

}  // namespace crow::models
