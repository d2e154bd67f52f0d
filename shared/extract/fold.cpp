#include "shared/extract/fold.h"

#include <algorithm>
#include <vector>

#include "shared/core/text.h"

namespace crow::extract {
namespace {

// U+00C0 to U+017F in lower case without accents; '*' stands for two letters, see wide_letter.
constexpr std::string_view kLatin =
    "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kLatin.size() == 0x180 - 0xC0);

std::string_view wide_letter(char32_t code) {
  switch (code) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0xD7:
    case 0xF7:
      return "x";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xDF:
      return "ss";
    case 0x152:
    case 0x153:
      return "oe";
    default:
      return "ij";
  }
}

char32_t fold_punctuation(char32_t code) {
  switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x2032:
    case 0xB4:
    case '`':
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
    case 0x2033:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return '-';
    case 0xBA:
      return 'o';
    case 0xFFE5:
      return 0xA5;
    case 0xFFE1:
      return 0xA3;
    case 0x2116:
      return '#';
    default:
      return code;
  }
}

// Greek and Cyrillic in lower case, without the accents of modern Greek.
char32_t fold_letter(char32_t code) {
  if (code >= 0x391 && code <= 0x3A9) return code + 32;
  switch (code) {
    case 0x386:
    case 0x3AC:
      return 0x3B1;
    case 0x388:
    case 0x3AD:
      return 0x3B5;
    case 0x389:
    case 0x3AE:
      return 0x3B7;
    case 0x38A:
    case 0x3AF:
    case 0x3CA:
    case 0x390:
      return 0x3B9;
    case 0x38C:
    case 0x3CC:
      return 0x3BF;
    case 0x38E:
    case 0x3CD:
    case 0x3CB:
      return 0x3C5;
    case 0x38F:
    case 0x3CE:
      return 0x3C9;
    case 0x3C2:
      return 0x3C3;
    case 0x401:
    case 0x451:
      return 0x435;  // ё is written е as often as not.
    default:
      break;
  }
  if (code >= 0x410 && code <= 0x42F) return code + 32;
  if (code >= 0x402 && code <= 0x40F) return code + 80;
  return code;
}

// Digits of Arabic, Persian, Devanagari and full width.
char32_t fold_digit(char32_t code) {
  for (const char32_t zero : {0x660, 0x6F0, 0x966, 0xFF10})
    if (code >= zero && code <= zero + 9) return '0' + (code - zero);
  if (code >= 0xFF01 && code <= 0xFF5E) return code - 0xFEE0;
  return code;
}

void append_folded(std::string& out, char32_t code) {
  code = fold_digit(code);
  if (code < 0x80) {
    if (code == '`') code = '\'';
    out += static_cast<char>(code >= 'A' && code <= 'Z' ? code | 32 : code);
    return;
  }
  // Combining accents, soft hyphens and marks of direction say nothing.
  if ((code >= 0x300 && code < 0x370) || code == 0xAD || (code >= 0x200B && code <= 0x200F) ||
      code == 0xFEFF || code == 0x2060)
    return;
  if (code >= 0xC0 && code < 0x180) {
    const char letter = kLatin[code - 0xC0];
    if (letter == '*')
      out += wide_letter(code);
    else
      out += letter;
    return;
  }
  if (code >= 0x1EA0 && code <= 0x1EF9) {  // Vietnamese.
    static constexpr std::pair<char32_t, char> kRanges[] = {
        {0x1EB7, 'a'}, {0x1EC7, 'e'}, {0x1ECB, 'i'}, {0x1EE3, 'o'}, {0x1EF1, 'u'}, {0x1EF9, 'y'}};
    for (const auto& [last, letter] : kRanges) {
      if (code > last) continue;
      out += letter;
      return;
    }
  }
  if (code == 0x1A0 || code == 0x1A1 || code == 0x218 || code == 0x219 || code == 0x21A ||
      code == 0x21B || code == 0x1AF || code == 0x1B0) {
    out += code < 0x1AF ? 'o' : code < 0x218 ? 'u' : code < 0x21A ? 's' : 't';
    return;
  }
  append_utf8(out, fold_letter(fold_punctuation(code)));
}

template <typename Append>
std::string map_words(std::string_view text, Append append) {
  std::string out;
  out.reserve(text.size());
  bool is_pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t code = next_code_point(text, at);
    if (is_blank(code)) {
      is_pending = is_pending || (code != 0x200B && code != 0xFEFF);
      continue;
    }
    if (is_pending && !out.empty()) out += ' ';
    is_pending = false;
    append(out, code, text.substr(from, at - from));
  }
  return out;
}

std::vector<std::uint64_t> words_of(std::string_view text) {
  std::vector<std::uint64_t> words;
  // Scripts without blanks between words: each character is one.
  const auto is_dense = [](char c) { return static_cast<unsigned char>(c) >= 0xE0; };
  const auto is_word = [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ((c & 0x80) != 0 && !is_dense(c));
  };
  for (std::size_t at = 0; at < text.size() && words.size() < 64;) {
    while (at < text.size() && !is_word(text[at]) && !is_dense(text[at])) ++at;
    const std::size_t from = at;
    if (at < text.size() && is_dense(text[at]))
      next_code_point(text, at);
    else
      while (at < text.size() && is_word(text[at])) ++at;
    if (at == from) continue;
    const std::uint64_t word = hash_of(text.substr(from, at - from));
    const auto place = std::ranges::lower_bound(words, word);
    if (place == words.end() || *place != word) words.insert(place, word);
  }
  return words;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  if (first < 0xC2 || first > 0xF4 || text.size() - at < more) return 0xFFFD;
  char32_t code = first & (0x3F >> more);
  for (std::size_t i = 0; i < more; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0xFFFD;
    code = (code << 6) | (byte(at + i) & 0x3F);
  }
  at += more;
  return code;
}

bool is_blank(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x205F || code == 0x3000 ||
         code == 0xFEFF;
}

std::string fold(std::string_view text) {
  return map_words(
      text, [](std::string& out, char32_t code, std::string_view) { append_folded(out, code); });
}

std::string collapse(std::string_view text) {
  return map_words(text, [](std::string& out, char32_t, std::string_view bytes) { out += bytes; });
}

double similarity(std::string_view a, std::string_view b) {
  if (a == b) return a.empty() ? 0.0 : 1.0;
  const auto left = words_of(a);
  const auto right = words_of(b);
  if (left.empty() || right.empty()) return 0;
  std::size_t common = 0;
  for (const std::uint64_t word : left) common += std::ranges::binary_search(right, word);
  return 2.0 * static_cast<double>(common) / static_cast<double>(left.size() + right.size());
}

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return hash;
}

}  // namespace crow::extract
