#include "workers/interactions/tell-meaning.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/contracts/meaning.h"
#include "shared/core/text.h"
#include "shared/host/crypto.h"

namespace crow::interactions {
namespace {

constexpr std::int64_t kStep = 2'000;  // Interactions looked at in a step.

struct Spoken {
  std::int64_t number = 0;
  std::string organizationId;
  SourceType sourceType{};
  std::optional<std::string> summary;
  static constexpr auto fields = describe(
      field<&Spoken::number>("number", ""), field<&Spoken::organizationId>("organizationId", ""),
      field<&Spoken::sourceType>("sourceType", ""), field<&Spoken::summary>("summary", ""));
};
constexpr sql::Statement<Spoken, std::int64_t> kNext{"interactions.next_spoken", R"sql(
  SELECT number, organization_id, source_type, summary
    FROM interaction
   WHERE number > (SELECT number FROM meaning_progress WHERE id = 1)
   ORDER BY number
   LIMIT ?1
)sql"};

struct Gone {
  std::string organizationId, textKey;
  bool isUsed = false;
  static constexpr auto fields =
      describe(field<&Gone::organizationId>("organizationId", ""),
               field<&Gone::textKey>("textKey", ""), field<&Gone::isUsed>("isUsed", ""));
};
constexpr sql::Statement<Gone> kGone{"interactions.texts_gone", R"sql(
  SELECT g.organization_id, g.text_key,
         EXISTS (SELECT 1 FROM meaning_of AS m
                  WHERE m.organization_id = g.organization_id AND m.text_key = g.text_key)
           AS is_used
    FROM meaning_gone AS g
   WHERE g.organization_id > ''
   ORDER BY g.organization_id, g.text_key
   LIMIT 500
)sql"};
constexpr sql::Statement<sql::None, std::vector<Gone>> kForgetGone{"interactions.forget_gone",
                                                                   R"sql(
  DELETE FROM meaning_gone
   WHERE (organization_id, text_key) IN (SELECT value ->> 'organizationId', value ->> 'textKey'
                                           FROM json_each(?1))
)sql"};

struct Told {
  std::int64_t number = 0;
  std::string organizationId, textKey;
  static constexpr auto fields = describe(field<&Told::number>("number", ""),
                                          field<&Told::organizationId>("organizationId", ""),
                                          field<&Told::textKey>("textKey", ""));
};
constexpr sql::Statement<sql::None, std::vector<Told>> kNoteTold{"interactions.note_told", R"sql(
  INSERT OR REPLACE INTO meaning_of (number, organization_id, text_key)
  SELECT i.number, i.organization_id, e.value ->> 'textKey'
    FROM json_each(?1) AS e JOIN interaction AS i ON i.number = e.value ->> 'number'
)sql"};
// Of what was erased while meaning was being told.
constexpr sql::Statement<sql::None, std::vector<Told>> kNoteGone{"interactions.note_gone", R"sql(
  INSERT OR IGNORE INTO meaning_gone (organization_id, text_key)
  SELECT e.value ->> 'organizationId', e.value ->> 'textKey'
    FROM json_each(?1) AS e
   WHERE NOT EXISTS (SELECT 1 FROM interaction AS i WHERE i.number = e.value ->> 'number')
)sql"};
constexpr sql::Statement<sql::None, std::int64_t> kAdvance{"interactions.advance_meaning", R"sql(
  UPDATE meaning_progress SET number = ?1 WHERE id = 1
)sql"};

Task<> forget(JobContext& job, const std::vector<Gone>& gone) {
  std::map<std::string_view, meaning::ForgetTexts::Input> inputs;
  for (const Gone& one : gone)
    if (!one.isUsed) inputs[one.organizationId].keys.value.push_back({one.textKey});
  for (auto& [organization, input] : inputs) {
    input.organizationId.value = organization;
    input.collection.value = kCollection;
    co_await job.services.call<meaning::ForgetTexts>(kMeaning, std::move(input));
  }
}

// Each text once, in calls of as many as one takes.
Task<> tell(JobContext& job, const std::vector<Spoken>& rows, const std::vector<Told>& told) {
  std::map<std::string_view, std::vector<meaning::KeptText>> texts;
  std::set<std::pair<std::string_view, std::string_view>> known;
  std::size_t at = 0;
  for (const Told& one : told) {
    while (rows[at].number != one.number) ++at;
    if (known.insert({one.organizationId, one.textKey}).second)
      texts[one.organizationId].push_back(
          {{one.textKey}, {*rows[at].summary}, labels_of(rows[at].sourceType)});
  }
  for (auto& [organization, all] : texts)
    for (auto rest = std::span(all); !rest.empty();) {
      const auto some = rest.first(std::min(rest.size(), meaning::kTextsMax));
      rest = rest.subspan(some.size());
      meaning::PutTexts::Input input;
      input.organizationId.value = organization;
      input.collection.value = kCollection;
      input.texts.value.assign(std::move_iterator(some.begin()), std::move_iterator(some.end()));
      co_await job.services.call<meaning::PutTexts>(kMeaning, std::move(input));
    }
}

}  // namespace

std::string text_key_of(SourceType source, std::string_view summary) {
  constexpr std::size_t kCharacters = 32;
  return hex(crypto::sha256(concat(name_of(source), '\n', summary))).substr(0, kCharacters);
}

RawObject labels_of(SourceType source) {
  RawObject labels;
  labels.text = concat(R"({"source":")", name_of(source), "\"}");
  return labels;
}

Task<JobOutcome> tell_meaning(JobContext& job, TellMeaning::Payload) {
  const auto gone = co_await job.database.all(kGone);
  if (!gone.empty()) {
    co_await forget(job, gone);
    co_return continue_with(TellMeaning::Payload{}, {sql::bind(kForgetGone, gone)});
  }
  const auto rows = co_await job.database.all(kNext, kStep);
  if (rows.empty()) co_return completed();
  std::vector<Told> told;
  for (const Spoken& row : rows)
    if (row.summary && !trim(*row.summary).empty())
      told.push_back({row.number, row.organizationId, text_key_of(row.sourceType, *row.summary)});
  co_await tell(job, rows, told);
  Writes writes{sql::bind(kNoteTold, told), sql::bind(kNoteGone, told),
                sql::bind(kAdvance, rows.back().number)};
  co_return continue_with(TellMeaning::Payload{}, std::move(writes));
}

}  // namespace crow::interactions
