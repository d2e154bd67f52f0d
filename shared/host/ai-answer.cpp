#include "shared/host/ai-answer.h"

#include <algorithm>
#include <cstring>
#include <optional>

#include "shared/core/describe.h"
#include "shared/core/text.h"
#include "shared/host/ai-failure.h"
#include "shared/json/parse.h"
#include "shared/json/read.h"

namespace crow {
namespace {

constexpr std::size_t kDimensionsMax = 8'192;
constexpr std::size_t kVectorsMax = 100;
constexpr int kDepthMax = 16;
constexpr std::size_t kTextMax = 600, kFeatureMax = 80, kFeaturesMax = 12;

std::unexpected<Error> malformed(std::string cause) {
  return ai_failure(AiReason::malformed, std::move(cause));
}

// Hears an answer and keeps its vectors.
class VectorReader final : public json::Events {
 public:
  struct Vector {
    std::optional<std::int64_t> index;
    std::vector<float> values;
    bool is_there = false;
  };
  std::vector<Vector> vectors;
  std::string pooling;
  std::string fault;

  bool null() override { return ignore(); }
  bool boolean(bool) override { return ignore(); }
  bool integer(std::int64_t value) override {
    if (is_in_vector()) return add(static_cast<double>(value));
    if (is_in_item() && key_ == "index") vectors.back().index = value;
    return true;
  }
  bool number(double value) override { return is_in_vector() ? add(value) : true; }
  bool text(std::string_view value) override {
    if (is_in_vector()) return stop("a vector holds a text");
    if (depth_ == 1 && key_ == "pooling") pooling = value.substr(0, 20);
    const bool is_packed = is_in_item() && (key_ == "embedding" || key_ == "f32");
    if (is_packed || (list_depth_ < 0 && is_in_packed_ && key_ == "f32")) return add_packed(value);
    return true;
  }
  bool begin_object() override {
    if (is_in_vector()) return stop("a vector holds an object");
    if (is_in_data() && !begin_vector()) return false;
    // {"embedding": {"f32": …}}
    if (is_in_item() && key_ == "embedding") is_in_packed_ = true;
    return deeper();
  }
  bool key(std::string_view name) override {
    key_ = name.substr(0, 20);
    return true;
  }
  bool end_object() override {
    is_in_packed_ = false;
    return shallower();
  }
  bool begin_array() override {
    if (is_in_vector()) return stop("a vector holds a list");
    if (depth_ == 1 && key_ == "data") {
      data_depth_ = depth_ + 1;
    } else if (is_in_data()) {
      if (!begin_vector()) return false;
      list_depth_ = depth_ + 1;
    } else if (is_in_item() && key_ == "embedding") {
      list_depth_ = depth_ + 1;
    }
    return deeper();
  }
  bool end_array() override {
    if (depth_ == list_depth_) {
      list_depth_ = -1;
      vectors.back().is_there = true;
    } else if (depth_ == data_depth_) {
      data_depth_ = -1;
    }
    return shallower();
  }

 private:
  // What stands directly in the list of vectors, in one of its objects, in a list of numbers.
  bool is_in_data() const { return data_depth_ > 0 && depth_ == data_depth_; }
  bool is_in_item() const { return data_depth_ > 0 && depth_ == data_depth_ + 1; }
  bool is_in_vector() const { return list_depth_ > 0; }

  bool stop(std::string why) {
    fault = std::move(why);
    return false;
  }
  bool ignore() { return !is_in_vector() || stop("a vector holds what is no number"); }
  bool deeper() { return ++depth_ <= kDepthMax || stop("it is nested too deeply"); }
  bool shallower() {
    --depth_;
    return true;
  }
  bool begin_vector() {
    if (vectors.size() == kVectorsMax) return stop("it holds too many vectors");
    vectors.emplace_back();
    return true;
  }
  bool add(double value) {
    auto& values = vectors.back().values;
    if (values.size() == kDimensionsMax) return stop("a vector is too long");
    // Beyond a float's range there is no sense either.
    constexpr double kMost = 1e30;
    if (!(value > -kMost && value < kMost)) return stop("a number is too large");
    values.push_back(static_cast<float>(value));
    return true;
  }
  bool add_packed(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() % sizeof(float) != 0) return stop("a vector is no Base64");
    Vector& vector = vectors.back();
    vector.values.clear();
    for (std::size_t at = 0; at < bytes->size(); at += sizeof(float)) {
      float value = 0;
      std::memcpy(&value, bytes->data() + at, sizeof value);
      if (!add(static_cast<double>(value))) return false;
    }
    vector.is_there = true;
    return true;
  }

  int depth_ = 0;
  int data_depth_ = -1;  // Of what stands in the list of vectors.
  int list_depth_ = -1;  // Of what stands in a list of numbers.
  bool is_in_packed_ = false;
  std::string key_;
};

void make_unit(std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value) * static_cast<double>(value);
  if (sum == 0) return;
  const double factor = 1 / __builtin_sqrt(sum);
  for (float& value : values) value = static_cast<float>(static_cast<double>(value) * factor);
}

struct Message {
  std::optional<RawJson> content;
  static constexpr auto fields = describe(field<&Message::content>("content", ""));
};
struct Choice {
  std::optional<Message> message;
  static constexpr auto fields = describe(field<&Choice::message>("message", ""));
};
struct TextAnswer {
  std::optional<RawJson> response, caption, answer;
  std::vector<Choice> choices;
  static constexpr auto fields = describe(
      field<&TextAnswer::response>("response", ""), field<&TextAnswer::caption>("caption", ""),
      field<&TextAnswer::answer>("answer", ""), field<&TextAnswer::choices>("choices", ""));
};

struct Written {
  std::optional<std::string> sentence;
  std::vector<std::string> features;
  static constexpr auto fields = describe(field<&Written::sentence>("sentence", ""),
                                          field<&Written::features>("features", ""));
};

// In one line, without blanks at the ends and without control characters, cut to so many
// characters.
std::string tidy(std::string_view text, std::size_t characters_max) {
  std::string out;
  bool is_blank = false;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' || c == 0x7F) {
      is_blank = !out.empty();
      continue;
    }
    if (is_blank) out += ' ';
    is_blank = false;
    out += c;
  }
  return std::string(cut_code_points(out, characters_max));
}

void add_feature(std::vector<std::string>& features, std::string_view text) {
  while (!text.empty() && (text.front() == '-' || text.front() == '*' || text.front() == ' '))
    text.remove_prefix(1);
  std::string feature = tidy(text, kFeatureMax);
  if (feature.ends_with('.')) feature.pop_back();
  if (feature.empty() || features.size() == kFeaturesMax) return;
  if (!std::ranges::contains(features, feature)) features.push_back(std::move(feature));
}

}  // namespace

Result<VectorsAnswer> read_vectors(std::string body, std::size_t count) {
  VectorReader reader;
  if (const auto fault = json::parse(body, reader))
    return malformed(reader.fault.empty() ? "no JSON: " + fault->expected : reader.fault);
  if (reader.vectors.size() != count)
    return malformed(concat(reader.vectors.size(), " vectors for ", count, " texts"));
  VectorsAnswer answer{.pooling = std::move(reader.pooling), .dimensions = 0, .values = {}};
  // In the order of the texts, whatever order they came in.
  std::vector<VectorReader::Vector*> ordered(count);
  for (std::size_t i = 0; i < count; ++i) {
    VectorReader::Vector& vector = reader.vectors[i];
    const auto index =
        static_cast<std::uint64_t>(vector.index.value_or(static_cast<std::int64_t>(i)));
    if (!vector.is_there || vector.values.empty()) return malformed("a vector is missing");
    if (index >= count || ordered[index]) return malformed("the vectors' numbers are wrong");
    ordered[index] = &vector;
  }
  answer.dimensions = ordered.empty() ? 0 : ordered[0]->values.size();
  for (VectorReader::Vector* vector : ordered) {
    if (vector->values.size() != answer.dimensions)
      return ai_failure(AiReason::wrong_dimensions, "vectors of different lengths");
    make_unit(vector->values);
    answer.values.insert(answer.values.end(), vector->values.begin(), vector->values.end());
  }
  return answer;
}

Result<std::string> read_answer_text(std::string body) {
  auto answer = json::read<TextAnswer>(std::move(body), {.unknown = json::Unknown::ignored});
  if (!answer) return malformed(std::move(answer.error().message));
  std::optional<RawJson> found = answer->response  ? std::move(answer->response)
                                 : answer->caption ? std::move(answer->caption)
                                                   : std::move(answer->answer);
  if (!found && !answer->choices.empty() && answer->choices[0].message)
    found = std::move(answer->choices[0].message->content);
  if (!found) return malformed("it holds no text");
  if (!found->text.starts_with('"')) return std::move(found->text);
  auto text = json::read<std::string>(std::move(found->text));
  if (!text) return malformed(std::move(text.error().message));
  if (trim(*text).empty()) return malformed("its text is empty");
  return std::move(*text);
}

std::string_view json_in(std::string_view text) {
  const auto begin = text.find('{'), end = text.rfind('}');
  if (begin == text.npos || end == text.npos || end < begin) return {};
  return text.substr(begin, end - begin + 1);
}

Sentence read_sentence(std::string_view text) {
  Sentence made;
  if (const std::string_view object = json_in(text); !object.empty()) {
    auto written = json::read<Written>(std::string(object), {.unknown = json::Unknown::ignored});
    if (written && written->sentence) {
      made.text = tidy(*written->sentence, kTextMax);
      for (const std::string& feature : written->features) add_feature(made.features, feature);
      if (!made.text.empty()) return made;
    }
  }
  made.text = tidy(text, kTextMax);
  return made;
}

std::vector<std::string> read_features(std::string_view text) {
  std::vector<std::string> features;
  while (!text.empty()) {
    const auto end = text.find_first_of(",\n;");
    add_feature(features, text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return features;
}

}  // namespace crow
