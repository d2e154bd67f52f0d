// From evidence to a text: who writes it, what of it is kept, and what became different.
#pragma once

#include "shared/contracts/organizations.h"
#include "shared/host/ai-writing.h"

namespace crow::organizations {

struct ContextText {
  AiMode mode{};
  std::string model;
  std::optional<std::string> notice;
  std::vector<ContextSection> sections;
  std::int64_t kept = 0, dropped = 0;  // Sentences.
};

// Has it written by whoever AI_MODE names; by the platform's own templates when nothing comes of
// that, which `notice` then says.
//
// Errors: unavailable, when the templates cannot be had either.
Task<ContextText> write_text(Host host, Services services, const std::vector<Evidence>& evidence);

// The sentences that their evidence supports, each once, section by section.
ContextText keep_supported(AiContext written, const std::vector<Evidence>& evidence);

// Numbers that are others than before. What is counted under a rank (the largest category) is
// compared only while it is the same thing.
std::vector<ContextChange> changes_between(const std::vector<Evidence>& before,
                                           const std::vector<Evidence>& after);

// Without what is known from interactions, for whoever may not read them.
void leave_out_interactions(ContextContent& content);

}  // namespace crow::organizations
