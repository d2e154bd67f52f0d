#include "shared/extract/loose-json.h"

#include <algorithm>

#include "shared/core/text.h"

namespace crow::extract {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c == '-' || c == '+' || c == '.' || (c & 0x80) != 0;
}

// A value that is no member, or comes where no name stood before it.
constexpr std::string_view kUnnamed = std::string_view("-").substr(1);

}  // namespace

class LooseReader {
 public:
  LooseReader(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits) {}

  Json read(std::size_t* end) {
    at_ = std::min(text_.find_first_of("{["), text_.size());
    while (at_ < text_.size()) {
      skip_blank();
      if (at_ >= text_.size() || !step()) break;
    }
    if (end != nullptr) *end = at_;
    return std::move(json_);
  }

 private:
  struct Open {
    std::uint32_t value;
    std::uint32_t last;  // Its last child so far.
    bool is_object;
    bool is_ignored;  // Beyond a limit: read, not kept.
  };

  // One token. False when the first value has ended, or something stops the reading.
  bool step() {
    const char c = text_[at_];
    if (c == '}' || c == ']') {
      ++at_;
      open_.pop_back();
      name_ = {};
      return !open_.empty();
    }
    if (c == ',' || c == ';') {
      ++at_;
      name_ = {};
      return true;
    }
    if (!open_.empty() && open_.back().is_object && name_.data() == nullptr) return member_name();
    if (c == '{' || c == '[') return begin(c == '{');
    if (c == '"' || c == '\'' || c == '`') {
      const std::string_view text = quoted();
      add(Json::Kind::text, text);
      skip_rest();
      return true;
    }
    if (!is_name(c)) {
      skip_rest();
      return true;
    }
    const std::size_t from = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    add_word(text_.substr(from, at_ - from));
    skip_rest();
    return true;
  }

  bool begin(bool is_object) {
    ++at_;
    const bool ignores =
        open_.size() >= limits_.depth || (!open_.empty() && open_.back().is_ignored);
    const std::uint32_t value =
        ignores ? 0 : add(is_object ? Json::Kind::object : Json::Kind::array, {});
    // Nothing needs this many, and an endless "[[[[" ends here.
    if (open_.size() >= 4'096) return false;
    open_.push_back({value, 0, is_object, value == 0});
    name_ = {};
    return true;
  }

  bool member_name() {
    const char c = text_[at_];
    std::string_view name;
    if (c == '"' || c == '\'') {
      name = quoted();
    } else {
      const std::size_t from = at_;
      while (at_ < text_.size() && is_name(text_[at_])) ++at_;
      if (at_ == from) {  // Not a name: "...spread", "[computed]" and worse.
        skip_rest();
        return true;
      }
      name = text_.substr(from, at_ - from);
    }
    skip_blank();
    if (at_ < text_.size() && text_[at_] == ':') {
      ++at_;
      name_ = name.data() != nullptr ? name : kUnnamed;
    } else {
      skip_rest();
    }
    return true;
  }

  void add_word(std::string_view word) {
    const char c = word.front();
    if ((c >= '0' && c <= '9') || c == '-' || c == '.')
      add(Json::Kind::number, word);
    else if (word == "true" || word == "false")
      add(Json::Kind::boolean, word);
    else
      add(Json::Kind::null, {});
    if (word == "!0" || word == "!1") return;
  }

  std::uint32_t add(Json::Kind kind, std::string_view text) {
    auto& values = json_.values_;
    if (values.size() >= limits_.values || (!open_.empty() && open_.back().is_ignored)) return 0;
    const auto at = static_cast<std::uint32_t>(values.size());
    values.push_back({.kind = kind, .name = name_, .text = text});
    if (!open_.empty()) {
      Open& parent = open_.back();
      (parent.last == 0 ? values[parent.value].child : values[parent.last].next) = at;
      parent.last = at;
    }
    name_ = kUnnamed;  // The next comma makes room for another name.
    return at;
  }

  // Behind a value: what is left of an expression ("a" + "b", new Date(1), f(x)), up to the comma
  // or the bracket that ends it.
  void skip_rest() {
    std::size_t depth = 0;
    while (at_ < text_.size()) {
      skip_blank();
      if (at_ >= text_.size()) return;
      const char c = text_[at_];
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) return;
      if (c == '"' || c == '\'' || c == '`') {
        skip_quoted();
        continue;
      }
      if (c == '(' || c == '{' || c == '[') ++depth;
      if ((c == ')' || c == '}' || c == ']') && depth > 0) --depth;
      ++at_;
    }
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_])) {
        ++at_;
      } else if (text_.substr(at_, 2) == "/*") {
        at_ = std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 3) == "\xEF\xBB\xBF" || text_.substr(at_, 2) == "\xC2\xA0") {
        at_ += text_[at_] == '\xC2' ? 2 : 3;
      } else {
        return;
      }
    }
  }

  void skip_quoted() {
    const char quote = text_[at_++];
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    at_ = std::min(at_ + 1, text_.size());
  }

  // An unescaped quote inside a text, as descriptions have it ("a 5" screen"), ends it only where
  // something that may follow a text does.
  bool ends_text(std::size_t quote) const {
    std::size_t look = quote + 1;
    while (look < text_.size() && is_space(text_[look])) ++look;
    if (look >= text_.size()) return true;
    const std::string_view followers = text_[quote] == '"' ? ",:}]+;/" : ",:}]+;)/";
    return followers.find(text_[look]) != followers.npos;
  }

  std::string_view quoted() {
    const char quote = text_[at_++];
    const std::size_t from = at_;
    bool has_escapes = false;
    while (at_ < text_.size()) {
      if (text_[at_] == '\\') {
        has_escapes = true;
        at_ = std::min(at_ + 2, text_.size());
        continue;
      }
      if (text_[at_] == quote && ends_text(at_)) break;
      ++at_;
    }
    const std::string_view raw = text_.substr(from, at_ - from);
    at_ = std::min(at_ + 1, text_.size());
    return has_escapes ? unescape(raw) : raw;
  }

  std::string_view unescape(std::string_view raw) {
    std::string& out = json_.decoded_.emplace_back();
    out.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '\\' || i + 1 >= raw.size()) {
        out += raw[i];
        continue;
      }
      const char c = raw[++i];
      if (c == 'u' || c == 'x') {
        append_unicode(out, raw, i);
      } else {
        constexpr std::string_view kFrom = "nrtbfv";
        constexpr std::string_view kTo = "\n\r\t\b\f\v";
        const std::size_t found = kFrom.find(c);
        out += found == kFrom.npos ? c : kTo[found];
      }
    }
    return out;
  }

  // `i` stands on the u or x, and is left on the last digit.
  static void append_unicode(std::string& out, std::string_view raw, std::size_t& i) {
    const auto read = [&](std::size_t from, std::size_t digits) -> char32_t {
      char32_t code = 0;
      if (from + digits > raw.size()) return 0xFFFFFFFF;
      for (const char c : raw.substr(from, digits)) {
        const char lower = static_cast<char>(c | 32);
        const int digit = c >= '0' && c <= '9'           ? c - '0'
                          : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                                         : -1;
        if (digit < 0) return 0xFFFFFFFF;
        code = code * 16 + static_cast<char32_t>(digit);
      }
      return code;
    };
    const std::size_t digits = raw[i] == 'u' ? 4 : 2;
    char32_t code = read(i + 1, digits);
    if (code == 0xFFFFFFFF) {
      out += raw[i];
      return;
    }
    i += digits;
    if (code >= 0xD800 && code < 0xDC00 && raw.substr(i + 1, 2) == "\\u") {
      const char32_t low = read(i + 3, 4);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        i += 6;
      }
    }
    append_utf8(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code == 0 ? U' ' : code);
  }

  std::string_view text_;
  JsonLimits limits_;
  std::size_t at_ = 0;
  Json json_;
  std::vector<Open> open_;
  std::string_view name_;  // Of the member whose value comes next; no data where a name must come.
};

const Json::Value* Json::find(const Value& object, std::string_view name) const {
  if (object.kind != Kind::object) return nullptr;
  for (const Value& member : children(object))
    if (member.name == name) return &member;
  return nullptr;
}

std::string_view Json::text(const Value& object, std::string_view name) const {
  const Value* const value = find(object, name);
  return value == nullptr ? std::string_view() : value->text;
}

Json read_loose_json(std::string_view text, std::size_t* end, const JsonLimits& limits) {
  return LooseReader(text, limits).read(end);
}

}  // namespace crow::extract
