// The operations of models: the platform's own AI, which needs no weights and no network. They are
// for other services, which reach them through shared/host/ai.h.
#pragma once

#include "shared/contracts/common.h"
#include "shared/core/describe.h"
#include "shared/service/operation.h"

namespace crow::models {

constexpr std::size_t kTextsMax = 100;

enum class TextKind : std::uint8_t { document, query };
constexpr auto names(TextKind) {
  return std::to_array<std::string_view>({"document", "query"});
}

// --------------------------------------------------------------------------------------- vectors

struct Embed {
  static constexpr Operation operation{
      .name = "embed_texts",
      .method = Method::post,
      .path = "/internal/models/embed",
      .summary = "Makes vectors of texts, with what was learned of an organization's own.",
      .access = Access::service,
      .body_bytes_max = 4 * 1024 * 1024};
  struct Input {
    Id organizationId;
    List<std::string, 1, kTextsMax> texts;
    TextKind kind{};
    std::optional<std::string> model;
    static constexpr auto fields = describe(
        field<&Input::organizationId>("organizationId", "Whose texts they are."),
        field<&Input::texts>("texts", "The texts."),
        field<&Input::kind>("kind", "Whether they are looked for or looked through.").defaulted(),
        field<&Input::model>("model", "A model of before; by default the newest."));
  };
  struct Output {
    std::string model;
    std::int64_t dimensions = 0;
    std::string vectors;
    static constexpr auto fields = describe(
        field<&Output::model>("model", "What made them: vectors of two models never compare."),
        field<&Output::dimensions>("dimensions", "Numbers of one vector."),
        field<&Output::vectors>(
            "vectors",
            "One after the other, in the order of the texts: 32-bit floats, little endian, in "
            "Base64. Length 1 each, or all zero for a text without words."));
  };
};

using All = Operations<Embed>;

}  // namespace crow::models
