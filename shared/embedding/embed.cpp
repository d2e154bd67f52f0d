#include "shared/embedding/embed.h"

#include <algorithm>

#include "shared/core/id.h"

namespace crow::embedding {
namespace {

constexpr std::int64_t kLearnMin = 20;  // Fewer texts teach nothing.

std::vector<std::string> texts_of(std::vector<SourceText>& rows) {
  std::vector<std::string> texts;
  for (SourceText& row : rows) texts.push_back(std::move(row.text));
  return texts;
}

class Step {
 public:
  Step(JobContext& job, Source& source, Progress progress)
      : job_(job),
        source_(source),
        learner_(source.learner()),
        ai_(job.host, job.services),
        vectors_(job.host, kVectors),
        progress_(std::move(progress)) {}

  Task<JobOutcome> run() {
    switch (progress_.phase) {
      case Phase::begin:
        return begin();
      case Phase::collect:
        return collect();
      case Phase::learn:
        return learn();
      case Phase::make:
        return make();
      case Phase::clean:
        return clean();
    }
  }

 private:
  JobProgress shown(std::int64_t percent, std::optional<std::string> current = {}) const {
    return {.percent = percent,
            .current = std::move(current),
            .counts = {{{std::string(source_.noun()), progress_.all}, {"made", progress_.made}}}};
  }
  JobOutcome go_on(Phase phase, Writes writes = {}) {
    progress_.phase = phase;
    const std::int64_t percent = progress_.all > 0 ? progress_.made * 100 / progress_.all : 0;
    return continue_with(progress_, std::move(writes))
        .with(shown(std::min<std::int64_t>(99, percent), std::string(name_of(phase))));
  }

  Task<JobOutcome> begin() {
    while (co_await source_.forget(vectors_)) {
    }
    const auto state = co_await source_.state();
    if (!state || state->count == 0) co_return completed();
    progress_ = {.collection = std::move(progress_.collection),
                 .before = state->model.value_or(""),
                 .all = state->count};
    // Half as many again as there were teach something new.
    const bool is_time = state->count >= kLearnMin && state->count * 2 >= state->trained * 3;
    if (!is_time || state->count == state->trained) co_return co_await begin_to_make();
    progress_.training = make_id("training", job_.now(), random_bytes(10));
    const AiTraining training = co_await ai_.begin_training(learner_, progress_.training);
    if (training.is_complete) co_return co_await begin_to_make();
    co_return go_on(Phase::collect);
  }

  Task<JobOutcome> collect() {
    auto rows =
        co_await source_.after(progress_.after, static_cast<std::int64_t>(kAiLearnedTextsMax));
    if (rows.empty()) co_return go_on(Phase::learn);
    const std::int64_t last = rows.back().number;
    co_await ai_.add_training_texts(learner_, progress_.training, progress_.part, texts_of(rows));
    ++progress_.part;
    progress_.after = last;
    co_return go_on(Phase::collect);
  }

  Task<JobOutcome> learn() {
    const AiTraining training = co_await ai_.step_training(learner_, progress_.training);
    if (!training.is_complete) co_return go_on(Phase::learn);
    JobOutcome outcome = co_await begin_to_make();
    outcome.writes.push_back(source_.set_trained(progress_.all));
    co_return outcome;
  }

  Task<JobOutcome> begin_to_make() {
    progress_.model = (co_await ai_.embedding_model(learner_)).model;
    progress_.after = 0;
    Writes writes;
    // The first vectors serve from the first of them on.
    if (progress_.before.empty()) writes.push_back(source_.set_model(progress_.model));
    co_return go_on(Phase::make, std::move(writes));
  }

  Task<JobOutcome> make() {
    auto rows = co_await source_.to_make(progress_.model);
    if (rows.empty()) co_return finish();
    const Embeddings made =
        co_await ai_.embed(learner_, texts_of(rows), TextKind::document, progress_.model);
    co_await require(made.size() == rows.size(), ErrorCode::unavailable,
                     "The AI made another number of vectors than there are texts.");
    std::vector<VectorRecord> records;
    std::vector<MadeText> noted;
    std::vector<std::string> abandoned;
    const std::string name_space = vector_namespace(learner_, progress_.model);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto values = made.at(i);
      SourceText& row = rows[i];
      noted.push_back({row.number, row.change});
      // Of a model that came between the two, and never became that of the source.
      if (row.model && *row.model != progress_.before)
        abandoned.push_back(vector_id(row.id, *row.model));
      // A text without words has no direction.
      if (std::ranges::all_of(values, [](float value) { return value == 0; })) continue;
      records.push_back({.id = vector_id(row.id, progress_.model),
                         .values = {values.begin(), values.end()},
                         .nameSpace = name_space,
                         .metadata = std::move(row.labels)});
    }
    if (!records.empty()) co_await vectors_.upsert(std::move(records));
    if (!abandoned.empty()) co_await vectors_.delete_by_ids(std::move(abandoned));
    progress_.made += std::ssize(noted);
    co_return go_on(Phase::make, {source_.note_made(progress_.model, noted)});
  }

  JobOutcome finish() {
    Writes writes{source_.set_model(progress_.model)};
    progress_.after = 0;
    if (!progress_.before.empty() && progress_.before != progress_.model)
      return go_on(Phase::clean, std::move(writes));
    return completed(std::move(writes)).with(shown(100));
  }

  Task<JobOutcome> clean() {
    const auto rows =
        co_await source_.after(progress_.after, static_cast<std::int64_t>(kVectorsDeletedMax));
    if (rows.empty()) {
      co_await ai_.drop_models(learner_, {progress_.model});
      co_return completed().with(shown(100));
    }
    std::vector<std::string> ids;
    for (const SourceText& row : rows) ids.push_back(vector_id(row.id, progress_.before));
    co_await vectors_.delete_by_ids(std::move(ids));
    progress_.after = rows.back().number;
    co_return go_on(Phase::clean);
  }

  JobContext& job_;
  Source& source_;
  const std::string learner_;
  Ai ai_;
  Vectors vectors_;
  Progress progress_;
};

}  // namespace

Task<JobOutcome> embed(JobContext& job, Source& source, Progress progress) {
  Step step(job, source, std::move(progress));
  co_return co_await step.run();
}

}  // namespace crow::embedding
