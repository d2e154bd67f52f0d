#include "shared/host/ai-models.h"

#include "shared/core/text.h"
#include "shared/host/ai-failure.h"

namespace crow {
namespace {

constexpr std::string_view kBgeQuery = "Represent this sentence for searching relevant passages: ";

constexpr AiModelInfo kModels[] = {
    {.id = "@cf/baai/bge-m3", .dimensions = 1024, .task = AiTask::embed},
    {.id = "@cf/baai/bge-small-en-v1.5",
     .dimensions = 384,
     .pooling = "cls",
     .before_query = kBgeQuery,
     .task = AiTask::embed},
    {.id = "@cf/baai/bge-base-en-v1.5",
     .dimensions = 768,
     .pooling = "cls",
     .before_query = kBgeQuery,
     .task = AiTask::embed},
    {.id = "@cf/baai/bge-large-en-v1.5",
     .dimensions = 1024,
     .pooling = "cls",
     .before_query = kBgeQuery,
     .task = AiTask::embed},
    {.id = "@cf/google/embeddinggemma-300m",
     .dimensions = 768,
     .before_query = "task: search result | query: ",
     .before_document = "title: none | text: ",
     .task = AiTask::embed},
    {.id = "@cf/qwen/qwen3-embedding-0.6b",
     .dimensions = 1024,
     .task = AiTask::embed,
     .names_kinds = true},
    {.id = "@cf/moondream/moondream3.1-9B-A2B", .task = AiTask::see},
    {.id = "@cf/meta/llama-3.3-70b-instruct-fp8-fast", .task = AiTask::write},
    {.id = "@cf/openai/gpt-oss-20b", .task = AiTask::write},
    // Names that other servers give.
    {.id = "nomic-embed-text",
     .before_query = "search_query: ",
     .before_document = "search_document: ",
     .task = AiTask::embed},
    {.id = "embeddinggemma",
     .before_query = "task: search result | query: ",
     .before_document = "title: none | text: ",
     .task = AiTask::embed},
    {.id = "mxbai-embed-large", .before_query = kBgeQuery, .task = AiTask::embed},
    // Given up on 2026-05-30.
    {.id = "@cf/unum/uform-gen2-qwen-500m", .task = AiTask::see, .is_deprecated = true},
    {.id = "@cf/facebook/bart-large-cnn", .task = AiTask::write, .is_deprecated = true},
    {.id = "@cf/meta/llama-3.1-8b-instruct", .task = AiTask::write, .is_deprecated = true},
    {.id = "@cf/google/gemma-3-12b-it", .task = AiTask::write, .is_deprecated = true},
};

std::string_view variable_of(AiTask task) {
  switch (task) {
    case AiTask::embed:
      return "AI_EMBED_MODEL";
    case AiTask::see:
      return "AI_VISION_MODEL";
    case AiTask::write:
      break;
  }
  return "AI_TEXT_MODEL";
}

}  // namespace

std::span<const AiModelInfo> ai_models() { return kModels; }

AiModelInfo ai_model_info(AiMode mode, AiTask task, std::string_view id) {
  for (const AiModelInfo& info : kModels) {
    const bool is_it = mode == AiMode::workers ? id == info.id : id.starts_with(info.id);
    if (is_it && info.task == task) return info;
  }
  return {.id = id, .task = task};
}

std::string_view default_ai_model(AiMode mode, AiTask task) {
  // A server that an operator names has what the operator gave it.
  if (mode != AiMode::workers) return {};
  switch (task) {
    case AiTask::embed:
      return "@cf/baai/bge-m3";
    case AiTask::see:
      return "@cf/moondream/moondream3.1-9B-A2B";
    case AiTask::write:
      break;
  }
  return "@cf/meta/llama-3.3-70b-instruct-fp8-fast";
}

Result<std::string_view> ai_model_for(AiMode mode, AiTask task) {
  const std::string_view name = variable_of(task);
  std::string_view id = variable_or(name, {});
  if (id.empty()) id = default_ai_model(mode, task);
  if (id.empty()) return ai_failure(AiReason::misconfigured, concat("AI_MODE=openai needs ", name));
  for (const AiModelInfo& info : kModels)
    if (info.is_deprecated && info.id == id)
      return ai_failure(AiReason::misconfigured,
                        concat(name, " is ", id, ", which is not served any more"));
  return id;
}

}  // namespace crow
