// The operations of interactions: what customers do on the website, in front of the cameras and in
// social media, taken in, listed, counted and found again. It is long because it is the whole
// contract of one service, each operation with its shapes.
//
//   interactions-shapes.h    what an event and an interaction are
//   interactions-internal.h  what other services ask
#pragma once

#include "shared/contracts/interactions-internal.h"
#include "shared/contracts/interactions-shapes.h"
#include "shared/contracts/page.h"
#include "shared/service/operation.h"
#include "shared/sql/jobs.h"

namespace crow::interactions {

// ---------------------------------------------------------------------------------- taking in

struct RecordInteractions {
  static constexpr Operation operation{
      .name = "record_interactions",
      .method = Method::post,
      .path = "/interactions",
      .summary = "Takes in one event, or an array of 1 to 500.",
      .description =
          "One event that is sound answers 202, one that is not 400. An array answers 202, however "
          "many of its events are sound, and says which were not taken. The first of two events "
          "with one id wins.\n\nBrowsers send `?key=` with a write key, from any page, and may "
          "send the body as `text/plain`. An accepted event is in lists and counts at once and in "
          "searches within five seconds.",
      .access = Access::writer,
      .success = 202,
      .takes_text = true,
      .batch_max = kEventsMax,
      .body_bytes_max = kBodyBytesMax};
  using Input = Event;
  using Output = Recorded;
};

// The same for the platform's own services, as cameras and imports.
struct RecordForService {
  static constexpr Operation operation{.name = "record_interactions_for_service",
                                       .method = Method::post,
                                       .path = "/internal/interactions",
                                       .summary = "Takes in events of an organization.",
                                       .description =
                                           "A batch with a name is taken in once: sent again "
                                           "within two days, it gets the counts of the first time.",
                                       .access = Access::service,
                                       .success = 202,
                                       .body_bytes_max = kBodyBytesMax};
  struct Input {
    Id organizationId;
    List<RawJson, 1, kEventsMax> events;
    std::optional<Text<1, 128>> batchId;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "Whose events they are."),
                 field<&Input::events>("events", "The events."),
                 field<&Input::batchId>("batchId", "The sender's name for exactly these events."));
  };
  using Output = Recorded;
};

// -------------------------------------------------------------------------------------- listing

struct ListInteractions {
  static constexpr Operation operation{
      .name = "list_interactions",
      .path = "/interactions",
      .summary = "What customers did, newest first.",
      .description = "Of the organization that the caller acts for.",
      .permission = Permission::interactions};
  struct Input {
    std::optional<Text<1, 200>> q;
    Filter filter;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::q>("q",
                                  "Only those that hold all these words, in any form; \"words in "
                                  "quotes\" stand together, -word must not occur."),
                 embed<&Input::filter>(), embed<&Input::paging>());
  };
  using Output = Page<Interaction>;
};

struct ListOrganizationInteractions {
  static constexpr Operation operation{
      .name = "list_organization_interactions",
      .path = "/interactions/organization/{organizationId}",
      .summary = "What customers did, newest first, with the organization in the path.",
      .permission = Permission::interactions,
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    ListInteractions::Input list;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::list>());
  };
  using Output = ListInteractions::Output;
};

struct GetInteraction {
  static constexpr Operation operation{.name = "get_interaction",
                                       .path = "/interactions/{id}",
                                       .summary = "One interaction.",
                                       .permission = Permission::interactions};
  struct Input {
    EventId id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The interaction's id."));
  };
  using Output = Interaction;
};

// ------------------------------------------------------------------------------------- counting

enum class Interval : std::uint8_t { hour, day, week };
constexpr auto names(Interval) { return std::to_array<std::string_view>({"hour", "day", "week"}); }

inline constexpr std::int64_t kBucketsMax = 1'000;

struct Bucket {
  Timestamp start;
  std::int64_t web = 0, cctv = 0, social = 0, total = 0;

  static constexpr auto fields =
      describe(field<&Bucket::start>("start", "When it begins, in UTC; weeks begin on Monday."),
               field<&Bucket::web>("web", "Interactions of the website."),
               field<&Bucket::cctv>("cctv", "Interactions of the cameras."),
               field<&Bucket::social>("social", "Interactions of social media."),
               field<&Bucket::total>("total", "All of them."));
};

struct GetSummary {
  static constexpr Operation operation{
      .name = "get_interaction_summary",
      .path = "/interactions/summary",
      .summary = "How many interactions each channel has, and how they are spread over time.",
      .permission = Permission::interactions};
  struct Input {
    std::optional<Timestamp> from, to;
    std::optional<Interval> interval;
    static constexpr auto fields = describe(
        field<&Input::from>("from",
                            "Only from this moment on. With an interval the default is 7 days "
                            "(hour), 90 days (day) or 52 weeks (week) before `to`."),
        field<&Input::to>("to", "Only before this moment. With an interval the default is now."),
        field<&Input::interval>(
            "interval", "Adds `series`: one count for each hour, day or week, at most 1,000."));
  };
  struct Output {
    static constexpr std::string_view title = "InteractionSummary";
    std::int64_t web = 0, cctv = 0, social = 0, total = 0;
    std::optional<std::vector<Bucket>> series;

    static constexpr auto fields =
        describe(field<&Output::web>("web", "Interactions of the website."),
                 field<&Output::cctv>("cctv", "Interactions of the cameras."),
                 field<&Output::social>("social", "Interactions of social media."),
                 field<&Output::total>("total", "All of them."),
                 field<&Output::series>("series",
                                        "The same for each part of the time, oldest first, with "
                                        "zeros; there only with `interval`.")
                     .omitted_when_null());
  };
};

struct GetOrganizationSummary {
  static constexpr Operation operation{
      .name = "get_organization_interaction_summary",
      .path = "/interactions/organization/{organizationId}/summary",
      .summary = "How many interactions each channel has, with the organization in the path.",
      .permission = Permission::interactions,
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    GetSummary::Input summary;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::summary>());
  };
  using Output = GetSummary::Output;
};

// ------------------------------------------------------------------------------------- searching

enum class SearchMode : std::uint8_t { hybrid, fts, semantic };
constexpr auto names(SearchMode) {
  return std::to_array<std::string_view>({"hybrid", "fts", "semantic"});
}

// A hit, as search answers it.
struct Hit {
  static constexpr std::string_view title = "InteractionHit";
  Interaction interaction;
  double score = 0;

  static constexpr auto fields = describe(
      embed<&Hit::interaction>(),
      field<&Hit::score>("score",
                         "How well it fits, greater is better: BM25 over the words, the cosine of "
                         "the angle by meaning, or a sum over both places."));
};

struct SearchInteractions {
  static constexpr Operation operation{
      .name = "search_interactions",
      .path = "/interactions/search",
      .summary = "Searches interactions by words, by meaning, or by both; the best first.",
      .description =
          "By words, all that hold all of them are found. By meaning, what is said (`summary`) is "
          "compared, whatever its words: found are those that say one of the hundred nearest "
          "texts. `hybrid` finds what either of them does; what both put first comes first. When "
          "the meaning cannot be had, it answers by words alone and says so in `notice`, and "
          "`semantic` is 503, or 501 where the deployment has no vectors. New interactions are "
          "found by words within five seconds, by meaning within some more.",
      .permission = Permission::interactions};
  struct Input {
    Text<1, 200> q;
    SearchMode mode = SearchMode::hybrid;
    Filter filter;
    Paging paging;
    static constexpr auto fields =
        describe(field<&Input::q>("q",
                                  "What is looked for. Words count in any form; \"words in "
                                  "quotes\" stand together, -word must not occur."),
                 field<&Input::mode>("mode", "By words (`fts`), by meaning (`semantic`), or both.")
                     .defaulted(),
                 embed<&Input::filter>(), embed<&Input::paging>());
  };
  struct Output {
    static constexpr std::string_view title = "InteractionSearch";
    Page<Hit> page;
    std::optional<std::string> mode, model, notice;

    static constexpr auto fields = describe(
        embed<&Output::page>(),
        field<&Output::mode>("mode", "Which AI found the meaning; null when none was asked."),
        field<&Output::model>("model", "Its model."),
        field<&Output::notice>("notice", "What was done otherwise than asked, and why."));
  };
};

struct SearchOrganizationInteractions {
  static constexpr Operation operation{
      .name = "search_organization_interactions",
      .path = "/interactions/organization/{organizationId}/search",
      .summary = "Searches interactions, with the organization in the path.",
      .permission = Permission::interactions,
      .organization = "organizationId"};
  struct Input {
    Id organizationId;
    SearchInteractions::Input search;
    static constexpr auto fields =
        describe(field<&Input::organizationId>("organizationId", "The caller's organization."),
                 embed<&Input::search>());
  };
  using Output = SearchInteractions::Output;
};

// ------------------------------------------------------------------------------------ write keys

// A key for pages in the open: it can write events and nothing else.
struct WriteKey {
  static constexpr std::string_view title = "WriteKey";
  std::string id, name, key;
  RawJson origins;
  Timestamp createdAt;

  static constexpr auto fields = describe(
      field<&WriteKey::id>("id", "The write key's id."),
      field<&WriteKey::name>("name", "What it is for."),
      field<&WriteKey::key>("key", "The key itself. It stands in web pages, so it is no secret."),
      field<&WriteKey::origins>("origins",
                                "Pages that may use it, as https://shop.example; empty means all."),
      field<&WriteKey::createdAt>("createdAt", "When it was made."));
};

struct CreateWriteKey {
  static constexpr Operation operation{.name = "create_write_key",
                                       .method = Method::post,
                                       .path = "/interactions/write-keys",
                                       .summary = "Makes a write key for a website.",
                                       .access = Access::admin,
                                       .success = 201};
  struct Input {
    Text<1, 80> name;
    List<Text<8, 255>, 0, 20> origins;
    static constexpr auto fields =
        describe(field<&Input::name>("name", "What it is for."),
                 field<&Input::origins>(
                     "origins", "Pages that may use it, as https://shop.example; none means all."));
  };
  using Output = WriteKey;
};

struct ListWriteKeys {
  static constexpr Operation operation{.name = "list_write_keys",
                                       .path = "/interactions/write-keys",
                                       .summary = "The organization's write keys, oldest first.",
                                       .access = Access::admin};
  using Input = Paging;
  using Output = Page<WriteKey>;
};

struct RevokeWriteKey {
  static constexpr Operation operation{
      .name = "revoke_write_key",
      .method = Method::remove,
      .path = "/interactions/write-keys/{id}",
      .summary = "Ends a write key; within 10 seconds it is refused everywhere.",
      .access = Access::admin,
      .success = 204};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The write key's id."));
  };
  using Output = Nothing;
};

// ------------------------------------------------------------------------------------------ jobs

struct RescoreBots {
  static constexpr Operation operation{
      .name = "rescore_bots",
      .method = Method::post,
      .path = "/interactions/bot-scores",
      .summary = "Scores all interactions of the website again, by the rules of today.",
      .description = "A job; `GET /interactions/jobs/{id}` says how far it is.",
      .access = Access::admin,
      .success = 202,
      .may_lack_body = true};
  using Input = Nothing;
  using Output = JobStatus;
};

struct GetJob {
  static constexpr Operation operation{.name = "get_interaction_job",
                                       .path = "/interactions/jobs/{id}",
                                       .summary = "How far a job is.",
                                       .permission = Permission::interactions};
  struct Input {
    Id id;
    static constexpr auto fields = describe(field<&Input::id>("id", "The job's id."));
  };
  using Output = JobStatus;
};

// --------------------------------------------------------------------------------------- privacy

struct EraseVisitor {
  static constexpr Operation operation{
      .name = "erase_visitor",
      .method = Method::remove,
      .path = "/interactions/visitors",
      .summary = "Erases all that is stored about a visitor, for good.",
      .description =
          "Whether there was anything or not, it answers 204. An id may hold a slash, "
          "so it stands in the query.",
      .access = Access::admin,
      .success = 204};
  struct Input {
    Reference visitorId;
    static constexpr auto fields =
        describe(field<&Input::visitorId>("visitorId", "The visitor's id."));
  };
  using Output = Nothing;
};

struct ExportVisitor {
  static constexpr Operation operation{
      .name = "export_visitor",
      .path = "/interactions/visitors/export",
      .summary = "All that is stored about a visitor, one interaction a line.",
      .description = "Oldest first.",
      .access = Access::admin,
      .answers = "application/x-ndjson"};
  using Input = EraseVisitor::Input;
  using Output = Interaction;
};

struct Settings {
  static constexpr std::string_view title = "InteractionSettings";
  Integer<1, 3'650> retentionDays{730};

  static constexpr auto fields = describe(field<&Settings::retentionDays>(
      "retentionDays", "Days after which interactions are erased."));
};

struct GetSettings {
  static constexpr Operation operation{.name = "get_interaction_settings",
                                       .path = "/interactions/settings",
                                       .summary = "How long interactions are kept."};
  using Input = Nothing;
  using Output = Settings;
};

struct UpdateSettings {
  static constexpr Operation operation{.name = "update_interaction_settings",
                                       .method = Method::patch,
                                       .path = "/interactions/settings",
                                       .summary = "Changes how long interactions are kept.",
                                       .description = "What is older is erased within a day.",
                                       .access = Access::admin};
  using Input = Settings;
  using Output = Settings;
};

using All = Operations<RecordInteractions, RecordForService, ListInteractions,
                       ListOrganizationInteractions, GetInteraction, GetSummary,
                       GetOrganizationSummary, SearchInteractions, SearchOrganizationInteractions,
                       CreateWriteKey, ListWriteKeys, RevokeWriteKey, RescoreBots, GetJob,
                       EraseVisitor, ExportVisitor, GetSettings, UpdateSettings, CountForService>;

}  // namespace crow::interactions
