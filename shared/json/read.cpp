#include "shared/json/read.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/json/check.h"
#include "shared/json/parse.h"
#include "shared/json/write.h"

namespace crow::json {
namespace {

// Receives the parser's events and puts each value where the table says. A value that does not fit
// is noted and passed over, so that one reading finds every fault.
class Filler final : public Events {
 public:
  Filler(const Type& type, void* out, const Limits& limits) : root_{&type, out}, limits_(limits) {}

  bool null() override {
    if (raw_depth_ > 0) return raw_.null(), count_value();
    if (skip_depth_ > 0) return count_value();
    const auto target = next();
    if (!target) return count_value();
    if (target->type->kind == Kind::optional && !refuses_null()) {
      target->type->container->clear(target->at);
      // An optional of an optional tells null (engaged, empty inside) from absent.
      if (target->type->element->kind == Kind::optional)
        target->type->container->append(target->at, {});
    } else if (target->type->kind == Kind::raw_json && !target->type->only_objects) {
      static_cast<RawJson*>(target->at)->text = "null";
    } else {
      const Type& type = *target->type;
      violate(Rule::type, type.kind == Kind::optional ? *type.element : type, "null", "null");
    }
    return leave_value();
  }
  bool boolean(bool value) override {
    if (raw_depth_ > 0) return raw_.boolean(value), count_value();
    return scalar(value ? "true" : "false", "boolean",
                  [&](Place place) { return store_boolean(*place.type, place.at, value); });
  }
  bool integer(std::int64_t value) override {
    if (raw_depth_ > 0) return raw_.integer(value), count_value();
    return scalar(to_text(value), "number",
                  [&](Place place) { return store_integer(*place.type, place.at, value); });
  }
  bool number(double value) override {
    if (raw_depth_ > 0) return raw_.number(value), count_value();
    Writer digits;
    digits.number(value);
    return scalar(digits.str(), "number",
                  [&](Place place) { return store_number(*place.type, place.at, value); });
  }
  bool text(std::string_view value) override {
    if (has_nul(value)) note_nul(path());
    if (raw_depth_ > 0) return raw_.text(value), count_value();
    return scalar(value, "string",
                  [&](Place place) { return store_text(*place.type, place.at, value); });
  }
  bool begin_object() override { return start(Kind::object, Kind::map, "object"); }
  bool begin_array() override { return start(Kind::array, Kind::array, "array"); }
  bool key(std::string_view name) override {
    if (has_nul(name)) note_nul(raw_depth_ > 0 ? path() : path_of_member(name));
    if (raw_depth_ > 0) {
      raw_.key(name);
    } else if (skip_depth_ == 0) {
      Frame& frame = frames_.back();
      if (frame.type->kind == Kind::map)
        frame.key = name;
      else
        enter_member(frame, name);
    }
    return true;
  }
  bool end_object() override {
    if (raw_depth_ > 0) return raw_.end_object(), end_raw();
    if (skip_depth_ > 0) return end_skip();
    Frame& frame = frames_.back();
    if (frame.type->kind == Kind::object) note_missing(frame);
    return end_container();
  }
  bool end_array() override {
    if (raw_depth_ > 0) return raw_.end_array(), end_raw();
    if (skip_depth_ > 0) {
      if (values_ == skipped_from_ && violations.back().received)
        violations.back().received = "an empty array";
      return end_skip();
    }
    return end_container();
  }

  // Where the parser stopped: a value that the grammar allows, but nobody can hold.
  void note_value(std::string expected) {
    add(path(), Rule::syntax, std::move(expected), std::nullopt, "string", nullptr);
  }

  std::vector<Violation> violations;

 private:
  // An object, array or map that is open.
  struct Frame {
    const Type* type;
    void* at;
    const Field* field = nullptr;  // Objects: the member being read.
    std::uint64_t seen = 0;        // Objects: which fields came.
    std::size_t count = 0;         // Arrays and maps: elements begun.
    std::string key = {};          // Maps: the member being read.
    bool is_secret = false;
  };

  // Where the next value goes; nothing when the value is to be passed over.
  std::optional<Place> next() {
    if (frames_.empty()) return root_;
    Frame& frame = frames_.back();
    switch (frame.type->kind) {
      case Kind::object:
        if (!frame.field) return std::nullopt;
        return Place{frame.field->type, frame.field->locate(frame.at)};
      case Kind::array:
        ++frame.count;
        if (static_cast<std::int64_t>(frame.count) > frame.type->maximum) return std::nullopt;
        return Place{frame.type->element, frame.type->container->append(frame.at, {})};
      default:
        ++frame.count;
        if (static_cast<std::int64_t>(frame.count) > frame.type->maximum) return std::nullopt;
        return Place{frame.type->element, frame.type->container->append(frame.at, frame.key)};
    }
  }

  template <typename Store>
  bool scalar(std::string_view value, std::string_view json_type, Store store) {
    if (skip_depth_ > 0) return count_value();
    const auto target = next();
    if (!target) return leave_value();
    const Place place = engage(*target->type, target->at);
    if (place.type->kind == Kind::raw_json && !place.type->only_objects) {
      Writer text;
      if (json_type == "string")
        text.text(value);
      else
        text.raw(value);
      static_cast<RawJson*>(place.at)->text = text.take();
    } else if (const auto broken = store(place)) {
      violate(*broken, *place.type, value, json_type);
    }
    return leave_value();
  }

  bool start(Kind expected, Kind or_expected, std::string_view json_type) {
    if (++depth_ > limits_.depth) {
      add(path(), Rule::depth, concat("nested at most ", limits_.depth, " deep"), std::nullopt,
          json_type, nullptr);
      return false;
    }
    const bool is_array = expected == Kind::array;
    if (raw_depth_ > 0) return begin_raw(is_array);
    if (skip_depth_ > 0) return ++skip_depth_, count_value();
    const auto target = next();
    if (!target) return ++skip_depth_, count_value();
    const Place place = engage(*target->type, target->at);
    if (place.type->kind == Kind::raw_json && !(is_array && place.type->only_objects)) {
      raw_ = Writer();
      raw_out_ = static_cast<RawJson*>(place.at);
      return begin_raw(is_array);
    }
    if (place.type->kind != expected && place.type->kind != or_expected) {
      violate(Rule::type, *place.type, is_array ? "an array" : "an object", json_type);
      skipped_from_ = values_ + 1;
      return ++skip_depth_, count_value();
    }
    // What came replaces the elements that a default has.
    if (place.type->container) place.type->container->clear(place.at);
    const bool is_secret = !frames_.empty() && holds_secret(frames_.back());
    frames_.push_back({.type = place.type, .at = place.at, .is_secret = is_secret});
    return count_value();
  }

  bool begin_raw(bool is_array) {
    ++raw_depth_;
    is_array ? raw_.begin_array() : raw_.begin_object();
    return count_value();
  }
  bool end_raw() {
    --depth_;
    if (--raw_depth_ > 0) return true;
    raw_out_->text = raw_.take();
    return leave_value();
  }
  bool end_skip() {
    --depth_;
    if (--skip_depth_ > 0) return true;
    return leave_value();
  }
  bool end_container() {
    --depth_;
    if (frames_.back().type->kind == Kind::map) note_duplicates(frames_.back());
    const Frame frame = std::move(frames_.back());
    frames_.pop_back();
    const auto count = static_cast<std::int64_t>(frame.count);
    if (frame.type->kind != Kind::object &&
        (count < frame.type->minimum || count > frame.type->maximum))
      violate(Rule::count, *frame.type,
              concat(count, frame.type->kind == Kind::array ? " elements" : " members"),
              frame.type->kind == Kind::array ? "array" : "object");
    return leave_value();
  }

  void enter_member(Frame& frame, std::string_view name) {
    frame.field = nullptr;
    for (std::size_t i = 0; i < frame.type->fields.size(); ++i) {
      const Field& field = frame.type->fields[i];
      if (field.name != name) continue;
      frame.field = &field;
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (frame.seen & bit) {
        add(path(), Rule::duplicate, "given once", std::nullopt, "undefined", field.type);
        frame.field = nullptr;
      }
      frame.seen |= bit;
      return;
    }
    if (limits_.unknown == Unknown::refused) {
      add(path_of_member(name), Rule::unknown, "a field of this operation", std::nullopt,
          "undefined", frame.type);
    }
  }

  void note_missing(Frame& frame) {
    for (std::size_t i = 0; i < frame.type->fields.size(); ++i) {
      const Field& field = frame.type->fields[i];
      if (!field.is_required || (frame.seen >> i & 1)) continue;
      frame.field = &field;
      add(path(), Rule::required, expectation_of(*field.type), std::nullopt, "undefined",
          field.type);
    }
    frame.field = nullptr;
  }

  // An escape can spell it. Databases cut texts there.
  static bool has_nul(std::string_view text) { return text.find('\0') != text.npos; }
  void note_nul(std::string field) {
    add(std::move(field), Rule::syntax, "text without NUL characters", std::nullopt, "string",
        nullptr);
  }

  // Once per map and sorted: comparing each new key with all before it would be quadratic.
  void note_duplicates(Frame& map) {
    const Container& container = *map.type->container;
    std::vector<std::string_view> keys(container.size(map.at));
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = container.key_at(map.at, i);
    // A heap: as fast in the worst case, and a fifth of the code.
    std::ranges::make_heap(keys);
    std::ranges::sort_heap(keys);
    for (std::size_t i = 1; i < keys.size(); ++i) {
      if (keys[i] != keys[i - 1] || (i > 1 && keys[i] == keys[i - 2])) continue;
      map.key = keys[i];
      add(path(), Rule::duplicate, "given once", std::nullopt, "undefined", nullptr);
    }
  }

  // After a value: an object's next value needs a new key.
  bool leave_value() {
    if (!frames_.empty() && frames_.back().type->kind == Kind::object)
      frames_.back().field = nullptr;
    return count_value();
  }

  bool count_value() {
    if (violations.size() >= limits_.violations) return false;
    if (++values_ <= limits_.values) return true;
    add({}, Rule::count, concat("of at most ", limits_.values, " values"), std::nullopt, "object",
        nullptr);
    return false;
  }

  bool refuses_null() const {
    return !frames_.empty() && frames_.back().field && frames_.back().field->refuses_null;
  }

  static bool holds_secret(const Frame& frame) {
    return frame.is_secret || (frame.field && frame.field->is_secret);
  }

  void violate(Rule rule, const Type& type, std::string_view value, std::string_view json_type) {
    std::optional<std::string> received;
    if (frames_.empty() || !holds_secret(frames_.back())) received = shown(value);
    add(path(), rule, expectation_of(type), std::move(received), json_type, &type);
  }

  void add(std::string field, Rule rule, std::string expected, std::optional<std::string> received,
           std::string_view json_type, const Type* type) {
    if (violations.size() >= limits_.violations) return;
    violations.push_back(
        {std::move(field), rule, std::move(expected), std::move(received), json_type, type});
  }

  // "items[3].price" for the value being read.
  std::string path() const {
    std::string out;
    for (const Frame& frame : frames_) {
      if (frame.type->kind == Kind::array) {
        if (frame.count > 0) out += concat('[', frame.count - 1, ']');
        continue;
      }
      const std::string_view name = frame.type->kind == Kind::map ? std::string_view(frame.key)
                                    : frame.field                 ? frame.field->name
                                                                  : std::string_view();
      if (name.empty()) continue;
      if (!out.empty()) out += '.';
      out += shown(name);
    }
    return out;
  }

  // The same for a member of the object being read that is none of its fields.
  std::string path_of_member(std::string_view name) const {
    std::string out = path();
    if (!out.empty()) out += '.';
    return out + shown(name);
  }

  Place root_;
  const Limits& limits_;
  std::vector<Frame> frames_;
  std::size_t depth_ = 0;
  std::size_t values_ = 0;
  std::size_t skip_depth_ = 0;    // Open containers of a value that is passed over.
  std::size_t skipped_from_ = 0;  // The count of values where a refused container began.
  std::size_t raw_depth_ = 0;     // Open containers of a RawJson value.
  Writer raw_;
  RawJson* raw_out_ = nullptr;
};

std::unexpected<Error> syntax_error(std::string expected) {
  return fail(std::vector{
      Violation{{}, Rule::syntax, std::move(expected), std::nullopt, "string", nullptr}});
}

// The text of a scalar is JSON's own spelling for everything but texts.
bool is_quoted(const Type& type) {
  return type.kind == Kind::text || type.kind == Kind::enumeration || type.kind == Kind::timestamp;
}

}  // namespace

Result<> read(std::string text, const Type& type, void* out, const Limits& limits) {
  Filler filler(type, out, limits);
  auto fault = parse(text, filler);
  if (fault && fault->is_of_value) filler.note_value(std::move(fault->expected));
  if (!filler.violations.empty()) return fail(std::move(filler.violations));
  if (fault) return syntax_error(std::move(fault->expected));
  return {};
}

Result<> read_stored(std::string text, std::string_view column, const Type& type, void* out) {
  auto outcome = read(std::move(text), type, out);
  if (outcome) return {};
  return fail(ErrorCode::internal, "The service could not read its data.",
              concat(column, ": ", outcome.error().message));
}

void read_text(std::string_view text, const Field& field, void* out,
               std::vector<Violation>& violations) {
  Place place = engage(*field.type, out);
  if (place.type->kind == Kind::array)
    place = engage(*place.type->element, place.type->container->append(place.at, {}));

  std::optional<Rule> broken;
  if (!is_utf8(text) || text.find('\0') != text.npos) {
    violations.push_back({std::string(field.name), Rule::syntax, "UTF-8 without NUL bytes",
                          std::nullopt, "string", place.type});
    return;
  }
  if (is_quoted(*place.type)) {
    broken = store_text(*place.type, place.at, text);
  } else {
    // One value, spelled as JSON spells it; blanks around it are not part of a query value.
    const bool has_blanks = text.empty() || text.find_first_of(" \t\r\n") != text.npos;
    auto outcome = has_blanks ? Result<>(fail(ErrorCode::invalid_argument, {}))
                              : read(std::string(text), *place.type, place.at, {});
    if (!outcome)
      broken = outcome.error().violations.empty() ? Rule::type : outcome.error().violations[0].rule;
  }
  if (!broken) return;
  std::optional<std::string> received;
  if (!field.is_secret) received = shown(text);
  violations.push_back({std::string(field.name), *broken, expectation_of(*place.type),
                        std::move(received), "string", place.type});
}

}  // namespace crow::json
