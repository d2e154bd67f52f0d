#include "shared/vector-index/filter.h"

#include <algorithm>
#include <optional>

#include "shared/core/text.h"
#include "shared/json/parse.h"
#include "shared/vector-index/limits.h"

namespace crow::vector_index {
namespace {

bool is_range(Comparison comparison) { return comparison >= Comparison::lt; }
bool is_upper(Comparison comparison) {
  return comparison == Comparison::lt || comparison == Comparison::lte;
}
bool takes_list(Comparison comparison) {
  return comparison == Comparison::in || comparison == Comparison::nin;
}

// Reads the three levels of a filter: properties, comparisons, and lists of values.
class Grammar final : public json::Events {
 public:
  bool null() override { return value({}); }
  bool boolean(bool flag) override { return value({Scalar::Kind::boolean, flag ? 1.0 : 0.0, {}}); }
  bool integer(std::int64_t number_) override { return number(static_cast<double>(number_)); }
  bool number(double number_) override { return value({Scalar::Kind::number, number_, {}}); }
  bool text(std::string_view text_) override {
    return value({Scalar::Kind::text, 0, std::string(cut_indexed(text_))});
  }

  bool begin_object() override {
    if (is_in_list_) return stop("a list holds texts, numbers, truth values and null");
    if (depth_ == 2) return stop("a comparison is with a value, not with an object");
    ++depth_;
    first_of_property_ = conditions.size();
    return true;
  }
  bool key(std::string_view name) override { return depth_ == 1 ? property(name) : compare(name); }
  bool end_object() override {
    if (depth_ == 2 && conditions.size() == first_of_property_)
      return stop(concat("no comparison for ", property_));
    --depth_;
    return true;
  }
  bool begin_array() override {
    if (depth_ != 2 || is_in_list_ || !takes_list(conditions.back().comparison))
      return stop("only $in and $nin take a list");
    is_in_list_ = true;
    return true;
  }
  bool end_array() override {
    is_in_list_ = false;
    return true;
  }

  std::vector<Condition> conditions;
  std::string fault;

 private:
  bool stop(std::string why) {
    fault = std::move(why);
    return false;
  }

  bool property(std::string_view name) {
    if (name.empty() || name.starts_with('$') || name.find('"') != name.npos ||
        name.size() > kFilterKeyBytes)
      return stop(concat("keys cannot be empty, contain \", start with $, or be longer than ",
                         kFilterKeyBytes, " characters"));
    property_ = name;
    return true;
  }

  bool compare(std::string_view name) {
    const auto comparison = from_name<Comparison>(name);
    if (!comparison) return stop(concat("unknown operator ", cut_code_points(name, 64)));
    const std::size_t before = conditions.size() - first_of_property_;
    const Comparison first =
        before > 0 ? conditions[first_of_property_].comparison : Comparison::eq;
    // A lower bound with an upper bound; nothing else goes together.
    if (before > 0 && (before > 1 || !is_range(*comparison) || !is_range(first) ||
                       is_upper(*comparison) == is_upper(first)))
      return stop(concat("these operators cannot stand together for ", property_));
    conditions.push_back({property_, *comparison, {}});
    return true;
  }

  bool value(Scalar scalar) {
    if (depth_ == 0) return stop("a filter is an object");
    if (depth_ == 1) {
      conditions.push_back({property_, Comparison::eq, {std::move(scalar)}});
      return true;
    }
    Condition& condition = conditions.back();
    if (takes_list(condition.comparison) != is_in_list_)
      return stop(concat(name_of(condition.comparison), " takes a list"));
    const bool is_ordered =
        scalar.kind == Scalar::Kind::number || scalar.kind == Scalar::Kind::text;
    if (is_range(condition.comparison) && !is_ordered)
      return stop(concat(name_of(condition.comparison), " takes a text or a number"));
    condition.values.push_back(std::move(scalar));
    return true;
  }

  std::string property_;
  int depth_ = 0;
  bool is_in_list_ = false;
  std::size_t first_of_property_ = 0;
};

// Less than 0, 0 or more; nothing for values of different kinds.
std::optional<int> order(const Scalar& a, const Scalar& b) {
  if (a.kind != b.kind || a.kind == Scalar::Kind::absent) return std::nullopt;
  if (a.kind == Scalar::Kind::text) return a.text.compare(b.text);
  return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
}

}  // namespace

bool Condition::holds(const Scalar& value) const {
  const auto is_one_of = [&] { return std::ranges::find(values, value) != values.end(); };
  switch (comparison) {
    case Comparison::eq:
    case Comparison::in:
      return is_one_of();
    case Comparison::ne:
    case Comparison::nin:
      return !is_one_of();
    default:
      break;
  }
  const auto ordered = order(value, values.front());
  if (!ordered) return false;
  switch (comparison) {
    case Comparison::lt:
      return *ordered < 0;
    case Comparison::lte:
      return *ordered <= 0;
    case Comparison::gt:
      return *ordered > 0;
    default:
      return *ordered >= 0;
  }
}

Result<std::vector<Condition>> parse_filter(std::string_view json) {
  if (json.size() > kVectorFilterBytes)
    return refuse(refusal::kBadFilter, concat("invalid filter: too long; max is ",
                                              kVectorFilterBytes, " bytes, got ", json.size()));
  Grammar grammar;
  std::string document(json);
  const auto fault = json::parse(document, grammar);
  if (fault && grammar.fault.empty()) grammar.fault = concat("must be ", fault->expected);
  if (!fault && grammar.conditions.empty()) grammar.fault = "must not be empty";
  if (!grammar.fault.empty())
    return refuse(refusal::kBadFilter, concat("invalid filter: ", grammar.fault));
  return std::move(grammar.conditions);
}

}  // namespace crow::vector_index
