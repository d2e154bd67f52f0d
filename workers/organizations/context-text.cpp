#include "workers/organizations/context-text.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/evidence/check.h"

namespace crow::organizations {
namespace {

// A sentence may name the time that is looked at without citing it.
constexpr std::string_view kImplied[] = {"period_days", "period_from", "period_to"};
constexpr std::string_view kHeadings[] = {"The organization", "Where customers meet it",
                                          "What customers do", "What it offers"};

std::vector<evidence::Fact> facts_of(const std::vector<Evidence>& evidence) {
  std::vector<evidence::Fact> facts;
  for (const Evidence& one : evidence) facts.push_back(one.fact);
  return facts;
}

bool is_number(const Evidence& one) {
  return one.fact.kind == evidence::FactKind::count || one.fact.kind == evidence::FactKind::money ||
         one.fact.kind == evidence::FactKind::percent;
}

}  // namespace

ContextText keep_supported(AiContext written, const std::vector<Evidence>& evidence) {
  ContextText text{.mode = written.mode,
                   .model = std::move(written.model),
                   .notice = {},
                   .sections = {},
                   .kept = 0,
                   .dropped = 0};
  const std::vector<evidence::Fact> facts = facts_of(evidence);
  std::vector<std::string> known;
  for (std::size_t i = 0; i < std::size(kHeadings); ++i) {
    ContextSection section{static_cast<context::Section>(i), std::string(kHeadings[i]), {}};
    for (auto& [name, sentence] : written.sentences) {
      if (name != section.name) continue;
      if (std::ranges::contains(known, sentence.text) ||
          !evidence::is_supported(sentence.text, sentence.evidence, facts, kImplied)) {
        ++text.dropped;
        continue;
      }
      ++text.kept;
      known.push_back(sentence.text);
      section.sentences.push_back(std::move(sentence));
    }
    if (!section.sentences.empty()) text.sections.push_back(std::move(section));
  }
  return text;
}

Task<ContextText> write_text(Host host, Services services, const std::vector<Evidence>& evidence) {
  auto written = co_await write_context(host, services, facts_of(evidence)).as_result();
  const auto mode = Ai::mode();
  if (mode && *mode == AiMode::builtin)
    co_return keep_supported(co_await std::move(written), evidence);
  std::string notice;
  if (written) {
    ContextText text = keep_supported(std::move(*written), evidence);
    if (text.dropped > 0)
      text.notice = concat(text.dropped, " of ", text.kept + text.dropped,
                           " sentences were left out: their evidence did not support them.");
    if (text.kept > 0) co_return text;
    notice = "By templates: the evidence supported nothing that the model wrote.";
  } else {
    notice = concat("By templates: ", written.error().message);
  }
  ContextText text = keep_supported(
      co_await write_context_by_templates(host, services, facts_of(evidence)), evidence);
  text.notice = std::move(notice);
  co_return text;
}

std::vector<ContextChange> changes_between(const std::vector<Evidence>& before,
                                           const std::vector<Evidence>& after) {
  std::vector<ContextChange> changes;
  for (const Evidence& now : after) {
    if (!is_number(now)) continue;
    const auto old = std::ranges::find(before, now.fact.label,
                                       [](const Evidence& one) { return one.fact.label; });
    if (old != before.end() && old->fact.kind == now.fact.kind && old->fact.value != now.fact.value)
      changes.push_back(
          {now.fact.id, now.fact.label, old->fact.value, now.fact.value, now.fact.currency});
  }
  return changes;
}

void leave_out_interactions(ContextContent& content) {
  std::vector<std::string> gone;
  std::erase_if(content.evidence, [&](const Evidence& one) {
    const bool is_theirs = one.source.starts_with("/api/v1/interactions/") &&
                           !std::ranges::contains(kImplied, one.fact.id);
    if (is_theirs) gone.push_back(one.fact.id);
    return is_theirs;
  });
  const auto is_gone = [&](const std::string& id) { return std::ranges::contains(gone, id); };
  for (ContextSection& section : content.sections)
    std::erase_if(section.sentences, [&](const context::Sentence& sentence) {
      return std::ranges::any_of(sentence.evidence, is_gone);
    });
  std::erase_if(content.sections,
                [](const ContextSection& section) { return section.sentences.empty(); });
  std::erase_if(content.changes,
                [&](const ContextChange& change) { return is_gone(change.evidence); });
}

}  // namespace crow::organizations
