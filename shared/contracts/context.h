// The operations of an organization's context: what the platform knows of it, in sentences, each of
// which stands on evidence. Part of shared/contracts/organizations.h.
#pragma once

#include "shared/contracts/common.h"
#include "shared/contracts/context-shapes.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::organizations {

inline constexpr std::int64_t kContextDays = 30;
inline constexpr std::int64_t kContextVersions = 10;

// A fact, and where it can be had again.
struct Evidence {
  static constexpr std::string_view title = "ContextEvidence";
  evidence::Fact fact;
  std::string source;
  std::optional<std::string> at;
  std::vector<std::string> of;

  static constexpr auto fields =
      describe(embed<&Evidence::fact>(),
               field<&Evidence::source>("source", "A GET of this path answers with it."),
               field<&Evidence::at>(
                   "at", "Where in that answer, as `data.0.price`; null for what is computed."),
               field<&Evidence::of>("of", "Of what it is computed, as a change of two counts."));
};

struct ContextSection {
  static constexpr std::string_view title = "ContextSection";
  context::Section name{};
  std::string heading;
  std::vector<context::Sentence> sentences;

  static constexpr auto fields =
      describe(field<&ContextSection::name>("name", "Which part it is."),
               field<&ContextSection::heading>("title", "Its title, to be shown."),
               field<&ContextSection::sentences>("sentences", "What it says."));
};

struct ContextChange {
  static constexpr std::string_view title = "ContextChange";
  std::string evidence, label, before, after;
  std::optional<std::string> currency;

  static constexpr auto fields =
      describe(field<&ContextChange::evidence>("evidence", "The id of what changed."),
               field<&ContextChange::label>("label", "What it is."),
               field<&ContextChange::before>("before", "Its value in the version before."),
               field<&ContextChange::after>("after", "Its value in this one."),
               field<&ContextChange::currency>("currency", "The currency of money."));
};

struct ContextVersion {
  static constexpr std::string_view title = "ContextVersion";
  std::int64_t version = 0;
  Timestamp createdAt;

  static constexpr auto fields = describe(
      field<&ContextVersion::version>("version", "Its number; the newest has the highest."),
      field<&ContextVersion::createdAt>("createdAt", "When it was written."));
};

// What a version holds beside its row.
struct ContextContent {
  std::vector<ContextSection> sections;
  std::vector<Evidence> evidence;
  std::vector<ContextChange> changes;

  static constexpr auto fields =
      describe(field<&ContextContent::sections>("sections", "The text, section by section."),
               field<&ContextContent::evidence>(
                   "evidence", "What is known, whether a sentence says it or not."),
               field<&ContextContent::changes>(
                   "changes", "Numbers that are others than in the version before."));
};

struct OrganizationContext {
  static constexpr std::string_view title = "OrganizationContext";
  std::optional<std::string> id;
  std::string organizationId;
  std::optional<std::int64_t> version;
  std::optional<Timestamp> from, to;
  std::optional<std::string> mode, model, notice;
  ContextContent content;
  std::optional<Timestamp> createdAt;
  std::vector<ContextVersion> versions;
  std::optional<JobStatus> job;

  static constexpr auto fields = describe(
      field<&OrganizationContext::id>("id", "Its id; null while none was written."),
      field<&OrganizationContext::organizationId>("organizationId", "Whose it is."),
      field<&OrganizationContext::version>("version", "Its number, from 1."),
      field<&OrganizationContext::from>("from", "The begin of the time that it looks at."),
      field<&OrganizationContext::to>("to", "The end of that time; exclusive."),
      field<&OrganizationContext::mode>("mode", "`workers`, `openai` or `builtin`."),
      field<&OrganizationContext::model>("model", "What wrote it."),
      field<&OrganizationContext::notice>("notice", "What was done otherwise than asked, and why."),
      embed<&OrganizationContext::content>(),
      field<&OrganizationContext::createdAt>("createdAt", "When it was written."),
      field<&OrganizationContext::versions>("versions", "Those that there are, the newest first."),
      field<&OrganizationContext::job>(
          "job", "The newest job that writes one; null before any, and some time after its end."));
};

struct GetContext {
  static constexpr Operation operation{
      .name = "get_organization_context",
      .path = "/organizations/{id}/context",
      .summary =
          "What the platform knows of the caller's organization, in sentences with evidence.",
      .description =
          "Of the 30 days before it was written, against the 30 days before those. Each sentence "
          "names the evidence that it stands on, and each evidence where it can be had again; a "
          "sentence whose numbers are not those of its evidence is left out. Until one was written "
          "`version` is null: `POST /organizations/{id}/context/trigger` asks for it, `job` says "
          "how far that is. The last ten versions are kept. Whoever lacks the permission "
          "`interactions` gets it without what is known from them.",
      .organization = "id"};
  struct Input {
    Id id;
    std::optional<Integer<1, 1'000'000'000>> version;
    static constexpr auto fields =
        describe(field<&Input::id>("id", "The caller's organization."),
                 field<&Input::version>("version", "An older one; by default the newest."));
  };
  using Output = OrganizationContext;
};

struct TriggerContext {
  static constexpr Operation operation{
      .name = "trigger_organization_context",
      .method = Method::post,
      .path = "/organizations/{id}/context/trigger",
      .summary = "Has the context of the caller's organization written anew.",
      .description =
          "A job; `GET /organizations/{id}/context` says how far it is, as `job`. While one is "
          "queued or running, that one is the answer.",
      .access = Access::admin,
      .organization = "id",
      .success = 202,
      .may_lack_body = true};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The caller's organization."));
  };
  using Output = JobStatus;
};

}  // namespace crow::organizations
