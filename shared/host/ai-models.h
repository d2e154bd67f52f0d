// The models of others: which there are, and what is to be known of each.
//
// Which one is used is the operator's to say (AI_EMBED_MODEL and so on); one that this table does
// not know is used as its task asks for it. A model that its provider has given up is named here so
// that it is refused in words, and a test keeps it from being a default.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/host/ai.h"

namespace crow {

enum class AiTask : std::uint8_t { embed, see, write };

struct AiModelInfo {
  std::string_view id;         // As Workers AI calls it, or how a server's name for it begins.
  std::size_t dimensions = 0;  // 0: as they come.
  // How to pool, for models that leave the choice; the others say it in their answer, or nowhere.
  std::string_view pooling = {};
  // What goes before a text that is looked for, and before one that is looked through.
  std::string_view before_query = {}, before_document = {};
  AiTask task{};
  // Takes queries and documents under names of their own.
  bool names_kinds = false;
  bool is_deprecated = false;
};

std::span<const AiModelInfo> ai_models();

// What is known of a model; only its id and task for one that is not known.
AiModelInfo ai_model_info(AiMode mode, AiTask task, std::string_view id);

// The model for a task, by variable or default.
//
// Errors: misconfigured.
Result<std::string_view> ai_model_for(AiMode mode, AiTask task);

// The default of a task; empty where the operator has to name one.
std::string_view default_ai_model(AiMode mode, AiTask task);

}  // namespace crow
