// AI that writes about an organization, over facts with ids; see ai.h for who answers.
//
// What a model of others says is not believed: whoever asks checks each sentence against the facts
// that it cites (shared/evidence/check.h). Facts hold names that come from outside: they go to the
// model as data, and nothing that they say reaches a tool, since there is none.
#pragma once

#include <string>
#include <vector>

#include "shared/contracts/context-shapes.h"
#include "shared/host/ai.h"

namespace crow {

struct AiContext {
  AiMode mode{};
  std::string model;
  std::vector<context::Draft> sentences;
};

// Errors: those of ai.h.
Task<AiContext> write_context(Host host, Services services, std::vector<context::Fact> facts);

// By the templates of the platform's own worker, whatever AI_MODE says: for whoever got nothing of
// use from a model.
Task<AiContext> write_context_by_templates(Host host, Services services,
                                           std::vector<context::Fact> facts);

}  // namespace crow
