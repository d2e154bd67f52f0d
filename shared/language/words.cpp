#include "shared/language/words.h"

#include <algorithm>
#include <array>

#include "shared/extract/fold.h"
#include "shared/language/numbers.h"

namespace crow::language {
namespace {

// Han, Kana, Thai, Lao, Burmese and Khmer stand without blanks between words.
bool is_dense(char32_t code) {
  return (code >= 0x2E80 && code <= 0x2FDF) || (code >= 0x3040 && code <= 0x30FF) ||
         (code >= 0x3400 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF) ||
         (code >= 0x20000 && code <= 0x3FFFF) || (code >= 0x0E00 && code <= 0x0EFF) ||
         (code >= 0x1000 && code <= 0x109F) || (code >= 0x1780 && code <= 0x17FF);
}

bool is_of_word(char32_t code) {
  if (code < 0x80) return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
  if (code < 0xC0 || code == 0xD7 || code == 0xF7 || code == 0xFFFD) return false;
  // Signs, arrows, boxes, emoji and the punctuation of East Asia.
  const bool is_sign = (code >= 0x2000 && code <= 0x2BFF) || (code >= 0x3000 && code <= 0x303F) ||
                       (code >= 0xFE10 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF65) ||
                       (code >= 0xE000 && code <= 0xF8FF) || (code >= 0x1F000 && code <= 0x1FAFF);
  return !is_sign;
}

// English, French, Spanish, Italian, Portuguese, German, Dutch, Swedish, Danish, Polish, Czech and
// Russian, folded, in the order of their bytes.
constexpr auto kParticles = std::to_array<std::string_view>(
    {"a",    "al",   "an",  "and",  "au",   "auf", "aus", "av",  "avec", "az",   "bei", "by",
     "com",  "con",  "da",  "dans", "das",  "de",  "dei", "del", "dem",  "den",  "der", "des",
     "det",  "di",   "die", "dla",  "do",   "dos", "du",  "e",   "ein",  "eine", "el",  "em",
     "en",   "et",   "for", "fra",  "from", "fur", "gli", "het", "i",    "il",   "im",  "in",
     "is",   "it",   "la",  "las",  "le",   "les", "lo",  "los", "med",  "met",  "mit", "na",
     "nas",  "nel",  "no",  "o",    "och",  "od",  "of",  "og",  "on",   "or",   "os",  "ou",
     "over", "para", "per", "por",  "pour", "pro", "s",   "se",  "sur",  "that", "the", "this",
     "til",  "till", "to",  "u",    "um",   "un",  "una", "und", "une",  "uno",  "van", "von",
     "voor", "with", "y",   "your", "z",    "za",  "zu",  "zum", "zur",  "в",    "для", "и",
     "из",   "на",   "о",   "от",   "по",   "с",   "со",  "у"});
static_assert(std::ranges::is_sorted(kParticles));

}  // namespace

std::string singular(std::string word) {
  const auto ends = [&](std::string_view ending) { return word.ends_with(ending); };
  if (word.size() < 4 || word.back() != 's' || ends("ss") || ends("us") || ends("is")) return word;
  if (ends("ies")) {
    word.replace(word.size() - 3, 3, "y");
  } else if (ends("sses") || ends("ches") || ends("shes") || ends("xes")) {
    word.resize(word.size() - 2);
  } else {
    word.pop_back();
  }
  return word;
}

std::vector<std::string> words_of(std::string_view text, std::size_t limit) {
  const std::string folded = extract::fold(text);
  std::vector<std::string> words;
  std::string word;
  bool is_after_apostrophe = false;
  const auto end_word = [&] {
    // The s of a genitive is no word.
    const bool is_genitive = is_after_apostrophe && word == "s";
    if (!word.empty() && !is_genitive && words.size() < limit)
      words.push_back(singular(std::move(word)));
    word.clear();
    is_after_apostrophe = false;
  };
  std::string_view before;  // The dense character that stands before this one.
  bool is_paired = false;
  const auto end_dense = [&] {
    if (!before.empty() && !is_paired && words.size() < limit) words.emplace_back(before);
    before = {};
    is_paired = false;
  };
  for (std::size_t at = 0; at < folded.size() && words.size() < limit;) {
    const std::size_t from = at;
    const char32_t code = extract::next_code_point(folded, at);
    const std::string_view bytes = std::string_view(folded).substr(from, at - from);
    if (is_dense(code)) {
      end_word();
      if (!before.empty() && words.size() < limit) {
        words.push_back(std::string(before) + std::string(bytes));
        is_paired = true;
      }
      before = bytes;
      continue;
    }
    end_dense();
    if (is_of_word(code)) {
      if (word.size() + bytes.size() <= kWordBytesMax) word += bytes;
      continue;
    }
    end_word();
    is_after_apostrophe = code == '\'';
  }
  end_word();
  end_dense();
  return words;
}

std::uint32_t id_of(std::string_view word) {
  return static_cast<std::uint32_t>(mix(extract::hash_of(word)) >> 32);
}

float weight_of(std::string_view word) {
  return std::ranges::binary_search(kParticles, word) ? 0.1f : 1.0f;
}

}  // namespace crow::language
