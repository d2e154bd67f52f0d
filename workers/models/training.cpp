#include "workers/models/training.h"

#include <optional>
#include <vector>

#include "shared/core/text.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/language/lsa-training.h"
#include "shared/language/numbers.h"
#include "workers/models/store.h"

namespace crow::models {
namespace {

constexpr std::int64_t kReadBytes = 1'000'000;  // Whole floats.
static_assert(kReadBytes % sizeof(float) == 0);

std::string state_key(std::string_view prefix) { return concat(prefix, "state"); }
std::string vocabulary_key(std::string_view prefix) { return concat(prefix, "vocabulary"); }
std::string basis_key(std::string_view prefix, std::int64_t pass) {
  return concat(prefix, "basis-", pass);
}

// The keys of all parts, in their order.
Task<std::vector<std::string>> list_parts(Context& context, std::string prefix) {
  const ObjectList listed = co_await files(context).list(concat(prefix, "texts/"));
  std::vector<std::string> keys;
  keys.reserve(listed.objects.size());
  for (const StoredObject& object : listed.objects) keys.push_back(object.key);
  co_return keys;
}

Task<std::string> read_whole(Context& context, std::string key) {
  auto found = co_await files(context).find(key);
  co_await require(found.has_value(), ErrorCode::internal, "A part of a training is missing.");
  co_return std::move(found->bytes);
}

Task<language::Basis> read_basis(Context& context, std::string key, std::size_t width,
                                 std::size_t count) {
  language::Basis basis{width, {}, {}};
  basis.values.reserve(count * width);
  const auto bytes = static_cast<std::int64_t>(count * width * sizeof(float));
  std::vector<float> piece;
  for (std::int64_t at = 0; at < bytes; at += kReadBytes) {
    const auto found = co_await files(context).find(key, {.offset = at, .length = kReadBytes});
    co_await require(found.has_value(), ErrorCode::internal, "A part of a training is missing.");
    std::string_view rest = found->bytes;
    language::take_numbers(rest, rest.size() / sizeof(float), piece);
    basis.values.insert(basis.values.end(), piece.begin(), piece.end());
  }
  co_await require(basis.values.size() == count * width, ErrorCode::internal,
                   "A part of a training is cut off.");
  co_return basis;
}

Task<> write_basis(Context& context, std::string key, const language::Basis& basis) {
  BucketWriter writer(files(context), std::move(key), {});
  std::string_view rest(reinterpret_cast<const char*>(basis.values.data()),
                        basis.values.size() * sizeof(float));
  while (!rest.empty()) {
    co_await writer.append(rest.substr(0, kReadBytes));
    rest.remove_prefix(std::min<std::size_t>(kReadBytes, rest.size()));
  }
  co_await writer.finish();
}

// A step holds up to 30 MB, so an instance does one at a time.
class Turn {
 public:
  Turn() : is_mine_(!is_taken) { is_taken = true; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (is_mine_) is_taken = false;
  }
  Result<> admit() const {
    if (is_mine_) return {};
    auto failure = fail(ErrorCode::unavailable, "Another training is under way; try again.");
    failure.error().retry_after_s = 2;
    return failure;
  }

 private:
  static inline bool is_taken = false;
  bool is_mine_;
};

// The state tells what came of it; all else has done its duty.
Task<> clean_up(Context& context, std::string prefix) {
  for (;;) {
    const ObjectList listed = co_await files(context).list(prefix);
    std::vector<std::string> keys;
    for (const StoredObject& object : listed.objects)
      if (object.key != state_key(prefix)) keys.push_back(object.key);
    if (keys.empty()) co_return;
    co_await files(context).remove(std::move(keys));
  }
}

}  // namespace

Task<Training> read_training(Context& context, std::string prefix) {
  const auto found = co_await files(context).find(state_key(prefix));
  co_await require(found.has_value(), ErrorCode::not_found, "There is no such training.");
  co_return co_await json::read_stored<Training>(found->bytes, "training");
}

Task<> write_training(Context& context, std::string prefix, Training training) {
  co_await files(context).put(state_key(prefix), json::write(training));
}

std::string part_key(std::string_view prefix, std::int64_t part) {
  std::string number = to_text(part);
  number.insert(0, 6 - number.size(), '0');
  return concat(prefix, "texts/", number);
}

Task<> count_words(Context& context, std::string prefix, Training& training) {
  const Turn turn;
  co_await turn.admit();
  language::WordCounts counts;
  const auto keys = co_await list_parts(context, prefix);
  for (const std::string& key : keys) {
    const std::string rows = co_await read_whole(context, key);
    for (language::RowReader reader(rows); reader.next();) counts.add(reader.row());
  }
  const language::Vocabulary vocabulary = counts.choose();
  training.texts = counts.texts();
  if (counts.texts() < language::kTextsMin || vocabulary.size() < language::kTextsMin) {
    training.status = TrainingStatus::completed;
    training.percent = 100;
    co_await write_training(context, prefix, training);
    co_await clean_up(context, prefix);
    co_return;
  }
  co_await files(context).put(vocabulary_key(prefix), vocabulary.bytes());
  training.status = TrainingStatus::learning;
  training.percent = 10;
  co_await write_training(context, prefix, training);
}

Task<> learn_pass(Context& context, std::string organization_id, std::string prefix,
                  Training& training) {
  const Turn turn;
  co_await turn.admit();
  const std::string stored = co_await read_whole(context, vocabulary_key(prefix));
  std::string_view rest = stored;
  auto vocabulary = language::Vocabulary::parse(rest);
  co_await require(vocabulary.has_value(), ErrorCode::internal, "A vocabulary cannot be read.");
  language::Basis basis;
  if (training.pass == 0) {
    basis = language::first_basis(*vocabulary);
  } else {
    basis = co_await read_basis(context, basis_key(prefix, training.pass),
                                language::width_for(*vocabulary), vocabulary->size());
  }
  {
    language::Image image(*vocabulary, basis);
    const std::size_t stride = language::stride_for(vocabulary->texts());
    std::size_t number = 0;
    const auto keys = co_await list_parts(context, prefix);
    for (const std::string& key : keys) {
      const std::string rows = co_await read_whole(context, key);
      for (language::RowReader reader(rows); reader.next();)
        if (number++ % stride == 0) image.add(reader.row());
    }
    basis = image.take_basis();
  }
  ++training.pass;
  training.percent = 10 + 90 * training.pass / language::kPasses;
  if (training.pass < language::kPasses) {
    co_await write_basis(context, basis_key(prefix, training.pass), basis);
    co_await write_training(context, prefix, training);
    co_return;
  }
  // The model is there before its name is: whoever asks finds all of it or the one before.
  const language::Lsa model = language::model_of(std::move(*vocabulary), basis);
  const std::string version = co_await store_model(context, organization_id, model.bytes());
  co_await set_newest_version(context, organization_id, version);
  training.status = TrainingStatus::completed;
  training.model = name_of_version(version);
  co_await write_training(context, prefix, training);
  co_await clean_up(context, prefix);
}

}  // namespace crow::models
