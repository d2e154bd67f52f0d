// Vectors of the texts that a service keeps: made by a job when texts change, and all anew when the
// model does.
//
//   begin    lets go of the vectors of what is gone, asks which model there is, and whether it is
//            time to learn from the texts again
//   collect  gives the AI the texts to learn from, where it learns
//   learn    lets it, step by step
//   make     makes vectors of a hundred texts, those without one or with another model's
//   clean    deletes the vectors of the model before
//
// Searches go by the model that the source names, so vectors of two models never meet: while the
// new ones are made, the old ones answer; then the source names the new model. Each learner and
// model has a namespace of its own in the index.
//
// A service says where its texts are (Source) and has a job whose payload is Progress:
//
//   Task<JobOutcome> embed_step(JobContext& job, Progress progress) {
//     ProductTexts texts(job);
//     co_return co_await embedding::embed(job, texts, std::move(progress));
//   }
//
// What it does is held to in workers/products/embed-test.cpp and
// workers/meaning/embed-job-test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/embedding/vectors.h"
#include "shared/service/jobs.h"

namespace crow::embedding {

// So that what comes together is made together, such a job is asked for with this delay.
inline constexpr std::int64_t kDelayMs = 2 * kSecond;

enum class Phase : std::uint8_t { begin, collect, learn, make, clean };
constexpr auto names(Phase) {
  return std::to_array<std::string_view>({"begin", "collect", "learn", "make", "clean"});
}

struct Progress {
  std::string collection = {};  // Which texts of the organization, where there are several kinds.
  Phase phase = Phase::begin;
  std::string training = {}, model = {}, before = {};
  std::int64_t after = 0, part = 0, made = 0, all = 0;

  static constexpr auto fields =
      describe(field<&Progress::collection>("collection", ""), field<&Progress::phase>("phase", ""),
               field<&Progress::training>("training", ""), field<&Progress::model>("model", ""),
               field<&Progress::before>("before", ""), field<&Progress::after>("after", ""),
               field<&Progress::part>("part", ""), field<&Progress::made>("made", ""),
               field<&Progress::all>("all", ""));
};

// A text, as a source's query may select it.
struct SourceText {
  std::int64_t number = 0;  // Texts are gone through by it.
  std::int64_t change = 0;  // Another one after every change.
  std::string id;           // What vector_id() is made of.
  std::string text;
  RawObject labels;                  // What searches filter by.
  std::optional<std::string> model;  // By which it has a vector.

  static constexpr auto fields =
      describe(field<&SourceText::number>("number", ""), field<&SourceText::change>("change", ""),
               field<&SourceText::id>("id", ""), field<&SourceText::text>("text", ""),
               field<&SourceText::labels>("labels", ""), field<&SourceText::model>("model", ""));
};

// A text that has its vector, as it was when that was made.
struct MadeText {
  std::int64_t number = 0, change = 0;
  static constexpr auto fields =
      describe(field<&MadeText::number>("number", ""), field<&MadeText::change>("change", ""));
};

struct SourceState {
  std::optional<std::string> model;  // By which searches go.
  std::int64_t trained = 0;          // How many texts there were when the AI learned from them.
  std::int64_t count = 0;
  static constexpr auto fields =
      describe(field<&SourceState::model>("model", ""), field<&SourceState::trained>("trained", ""),
               field<&SourceState::count>("count", ""));
};

// How many texts one query of to_make() may give.
inline constexpr std::size_t kAtOnce = kAiTextsMax;

// Where the texts are. Errors of all: those of Database.
class Source {
 public:
  // By which name the AI knows the texts.
  virtual std::string learner() const = 0;
  // How the texts are called in the job's counts.
  virtual std::string_view noun() const = 0;

  // Nothing when there is nothing to do.
  virtual Task<std::optional<SourceState>> state() = 0;
  // Deletes some of the vectors whose texts are gone, and notes it; false when there were none.
  virtual Task<bool> forget(const Vectors& vectors) = 0;
  // Texts behind a number, in their order.
  virtual Task<std::vector<SourceText>> after(std::int64_t number, std::int64_t most) = 0;
  // Up to kAtOnce texts that have no vector by this model.
  virtual Task<std::vector<SourceText>> to_make(std::string_view model) = 0;

  // Notes that texts have a vector by `model`, but for those that have changed meanwhile.
  virtual sql::BoundStatement note_made(std::string_view model,
                                        const std::vector<MadeText>& made) const = 0;
  virtual sql::BoundStatement set_model(std::string_view model) const = 0;
  virtual sql::BoundStatement set_trained(std::int64_t count) const = 0;

 protected:
  ~Source() = default;
};

// One step.
//
// Errors: those of Ai, Vectors and Database.
Task<JobOutcome> embed(JobContext& job, Source& source, Progress progress);

}  // namespace crow::embedding
