#include "shared/openapi/pretty.h"

namespace crow::openapi {
namespace {

constexpr std::size_t kWidth = 100;

class Layout {
 public:
  explicit Layout(std::string_view json) : json_(json) {}

  std::string run() {
    value(0);
    out_ += '\n';
    return std::move(out_);
  }

 private:
  // Where the value that begins at `at` ends.
  std::size_t end_of(std::size_t at) const {
    std::size_t depth = 0;
    bool is_quoted = false;
    for (std::size_t i = at; i < json_.size(); ++i) {
      const char c = json_[i];
      if (is_quoted) {
        if (c == '\\')
          ++i;
        else if (c == '"')
          is_quoted = false;
      } else if (c == '"') {
        is_quoted = true;
      } else if (c == '{' || c == '[') {
        ++depth;
      } else if (c == '}' || c == ']') {
        if (depth == 0) return i;
        --depth;
      } else if ((c == ',' || c == ':') && depth == 0) {
        return i;
      }
    }
    return json_.size();
  }

  // A value on one line: a blank after each comma and colon that is not in a text.
  void flat(std::string_view json) {
    bool is_quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
      const char c = json[i];
      out_ += c;
      if (is_quoted && c == '\\')
        out_ += json[++i];
      else if (c == '"')
        is_quoted = !is_quoted;
      else if (!is_quoted && (c == ',' || c == ':'))
        out_ += ' ';
    }
  }

  std::size_t column() const { return out_.size() - (out_.rfind('\n') + 1); }

  void line(std::size_t indent) {
    out_ += '\n';
    out_.append(indent, ' ');
  }

  void value(std::size_t indent) {
    const std::size_t end = end_of(at_);
    const std::string_view whole = json_.substr(at_, end - at_);
    const bool is_container = whole.starts_with('{') || whole.starts_with('[');
    // A blank follows every fifth byte or so: what is 4/5 of the room as it stands, fits.
    if (!is_container || whole.size() * 5 / 4 + column() <= kWidth) {
      flat(whole);
      at_ = end;
      return;
    }
    const char close = json_[at_] == '{' ? '}' : ']';
    do {
      out_ += json_[at_++];  // The bracket or a comma.
      line(indent + 2);
      if (close == '}') {
        const std::size_t colon = end_of(at_);
        out_ += json_.substr(at_, colon - at_);
        out_ += ": ";
        at_ = colon + 1;
      }
      value(indent + 2);
    } while (json_[at_] == ',');
    line(indent);
    out_ += json_[at_++];
  }

  std::string_view json_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string pretty(std::string_view json) { return Layout(json).run(); }

}  // namespace crow::openapi
