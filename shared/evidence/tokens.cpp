#include "shared/evidence/tokens.h"

#include <utility>

#include "shared/core/text.h"
#include "shared/extract/fold.h"

namespace crow::evidence {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_blank(char32_t code) {
  return code == ' ' || code == 0xA0 || code == 0x2007 || code == 0x2009 || code == 0x202F;
}
bool is_latin(char32_t code) {
  return code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7;
}

class Tokens {
 public:
  explicit Tokens(std::string_view text) : text_(text) {}

  // False when something cannot be read for certain.
  bool read(std::vector<Token>& out) {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(c) ? !read_number(out) : !read_other(out)) return false;
    }
    return true;
  }

 private:
  // The character that comes next, and its bytes.
  char32_t code_point(std::size_t& length) const {
    std::size_t end = at_;
    const char32_t code = extract::next_code_point(text_, end);
    length = end - at_;
    return code;
  }
  char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\0'; }
  bool has_digits(std::size_t from, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i)
      if (!is_digit(at(from + i))) return false;
    return !is_digit(at(from + count));
  }
  // The length of what may stand between thousands here: a comma or a narrow blank.
  std::size_t separator() const {
    if (at(at_) == ',') return 1;
    if (at_ >= text_.size()) return 0;
    std::size_t length = 0;
    const char32_t code = code_point(length);
    return is_blank(code) && code != ' ' ? length : 0;
  }

  bool read_day(std::vector<Token>& out) {
    if (!has_digits(at_, 4) || at(at_ + 4) != '-' || !has_digits(at_ + 5, 2) ||
        at(at_ + 7) != '-' || !has_digits(at_ + 8, 2))
      return false;
    const auto number = [&](std::size_t from, std::size_t count) {
      return static_cast<std::int32_t>(to_number(text_.substr(at_ + from, count)).value_or(0));
    };
    out.push_back({.kind = TokenKind::day,
                   .quantity = {.kind = QuantityKind::day,
                                .year = number(0, 4),
                                .month = number(5, 2),
                                .day = number(8, 2)}});
    at_ += 10;
    return true;
  }

  bool read_number(std::vector<Token>& out) {
    constexpr std::size_t kDigitsMax = 15;
    if (is_word_before_) return false;  // "B2B"
    if (read_day(out)) return !is_letter(at(at_)) && at(at_) != '-';
    std::string digits;
    while (is_digit(at(at_))) digits += at(at_++);
    if (digits.size() > 1 && digits[0] == '0') return false;
    for (bool may_group = digits.size() <= 3; may_group;) {
      const std::size_t length = separator();
      may_group = length > 0 && has_digits(at_ + length, 3);
      if (!may_group) break;
      digits += text_.substr(at_ + length, 3);
      at_ += length + 3;
    }
    if (at(at_) == ',' && is_digit(at(at_ + 1))) return false;
    Token token{.kind = TokenKind::number};
    if (at(at_) == '.' && is_digit(at(at_ + 1))) {
      token.has_point = true;
      for (++at_; is_digit(at(at_)); ++at_, --token.quantity.exponent) digits += at(at_);
      if ((at(at_) == '.' || at(at_) == ',') && is_digit(at(at_ + 1))) return false;
    }
    if (digits.size() > kDigitsMax) return false;
    token.quantity.digits = to_number(digits).value_or(0);
    if (!read_suffix(token)) return false;
    if (!out.empty() && out.back().kind == TokenKind::sign && is_sign_glued_ &&
        (out.back().text == "-" || out.back().text == "+")) {
      // Behind a digit it is a range, behind a letter a hyphen.
      token.quantity.sign = out.back().text == "-" ? -1 : 1;
      out.pop_back();
    }
    is_sign_glued_ = is_word_before_ = false;
    is_number_before_ = true;
    out.push_back(std::move(token));
    return true;
  }

  // "k" and "M" belong to the number; whatever else touches it makes it no number.
  bool read_suffix(Token& token) {
    std::string letters;
    while (is_letter(at(at_))) letters += at(at_++);
    const char next = at(at_);
    if (next == '/' || next == ':' || next == '\'') return false;
    if (is_digit(next)) return letters.empty();
    if (letters.empty()) return true;
    const int scale = letters == "k" || letters == "K" ? 3
                      : letters == "M"                 ? 6
                      : letters == "bn"                ? 9
                                                       : 0;
    token.quantity.exponent += scale;
    return scale > 0;
  }

  bool read_other(std::vector<Token>& out) {
    std::size_t length = 0;
    const char32_t code = code_point(length);
    if (code < 0x80 ? is_letter(text_[at_]) : is_latin(code)) return read_word(out);
    const bool was_number = std::exchange(is_number_before_, false);
    const bool was_word = std::exchange(is_word_before_, false);
    is_sign_glued_ = false;
    at_ += length;
    if (is_blank(code)) return true;
    std::string sign;
    if (code == 0x2212 || code == '-') {
      sign = was_number || was_word ? "~" : "-";
      is_sign_glued_ = sign == "-";
      if (was_word) return true;  // "top-10"
    } else if (code >= 0x2010 && code <= 0x2015) {
      sign = "~";
    } else if (code == '+') {
      if (was_number) return false;
      sign = "+";
      is_sign_glued_ = true;
    } else if (code == '/' || code == ':') {
      if (is_digit(at(at_)) || at(at_) == '/') return false;
      sign = "/";
    } else if (code == '.' && was_word) {
      // "shop.example" and "e.g." alike.
      if (is_letter(at(at_)) || is_digit(at(at_))) return false;
      sign = ".";
    } else if (code == 0x20AC || code == 0xA3 || code == 0xA5 ||
               (code < 0x80 && std::string_view("%$.,;!?()'\"&").contains(text_[at_ - 1]))) {
      sign = text_.substr(at_ - length, length);
    } else if (code != 0x2018 && code != 0x2019 && code != 0x201C && code != 0x201D &&
               code != 0x2026) {
      return false;
    }
    out.push_back({.kind = TokenKind::sign, .text = std::move(sign)});
    return true;
  }

  bool read_word(std::vector<Token>& out) {
    const std::size_t begin = at_;
    if (is_number_before_) return false;
    while (at_ < text_.size()) {
      std::size_t length = 0;
      const char32_t code = code_point(length);
      if (!(code < 0x80 ? is_letter(text_[at_]) : is_latin(code))) break;
      at_ += length;
    }
    std::string word(text_.substr(begin, at_ - begin));
    is_word_before_ = true;
    is_sign_glued_ = false;
    out.push_back({.kind = TokenKind::word, .text = word, .lower = to_lower(word)});
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_word_before_ = false, is_number_before_ = false, is_sign_glued_ = false;
};

}  // namespace

std::optional<std::vector<Token>> tokens_of(std::string_view sentence) {
  std::vector<Token> tokens;
  if (!Tokens(sentence).read(tokens)) return std::nullopt;
  return tokens;
}

}  // namespace crow::evidence
