#include "shared/lexical/language.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

namespace crow::lexical {
namespace {

using Words = std::string_view;

// Folded, with blanks between.
constexpr std::array<Words, kLanguages> kSmall = {
    "",
    " a an and are as at be by can for from has have in into is it its of on or our that the their "
    "these this to was were will with without you your ",
    " aber alle als am an auf aus bei bis das dass dem den der des die diese dieser ein eine einem "
    "einen einer er es fur hat im in ist man mit nach nicht noch oder sehr sich sie sind so uber "
    "um "
    "und uns von vor wie wird zu zum zur ohne ",
    " au aux avec ce ces cette dans de des du elle en est et il je la le les leur ne nous ou par "
    "pas plus pour qui sa sans se ses son sont sur un une vos votre vous ",
    " al con como de del el en es esta este la las lo los mas muy no nuestra o para pero por que "
    "se "
    "sin su sus tu un una y ",
    " agli al alla anche che ci come con da dal del della delle di e gli ha i il in la le lo ma "
    "nei "
    "nel non o per piu questa questo se senza si sono su tra un una ",
    " aan als bij dat de deze die dit door een en er het hij in is je kan maar met naar niet of om "
    "onder onze op ook over te tot uit uw van voor wij worden zijn zonder ",
};

// Which languages each small word belongs to, as bits.
const std::unordered_map<std::string_view, std::uint8_t>& small_words() {
  static const auto kAll = [] {
    std::unordered_map<std::string_view, std::uint8_t> all;
    for (std::size_t l = 1; l < kLanguages; ++l)
      for (std::string_view rest = kSmall[l]; !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        if (end > 0) all[rest.substr(0, end)] |= static_cast<std::uint8_t>(1U << l);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
    return all;
  }();
  return kAll;
}

std::uint8_t languages_with(std::string_view word) {
  const auto place = small_words().find(word);
  return place == small_words().end() ? 0 : place->second;
}

// ------------------------------------------------------------------------------------- Porter

class Porter {
 public:
  explicit Porter(std::string_view word) : word_(word) {}

  std::string stem() && {
    if (word_.size() < 3) return std::move(word_);
    plural();
    past();
    if (ends("y") && has_vowel(word_.size() - 1)) word_.back() = 'i';
    for (const auto& [from, to] : kSecond)
      if (replaces(from, to, 0)) break;
    for (const auto& [from, to] : kThird)
      if (replaces(from, to, 0)) break;
    fourth();
    fifth();
    return std::move(word_);
  }

 private:
  struct Rule {
    std::string_view from, to;
  };
  static constexpr Rule kSecond[] = {{"ational", "ate"}, {"tional", "tion"}, {"enci", "ence"},
                                     {"anci", "ance"},   {"izer", "ize"},    {"bli", "ble"},
                                     {"alli", "al"},     {"entli", "ent"},   {"eli", "e"},
                                     {"ousli", "ous"},   {"ization", "ize"}, {"ation", "ate"},
                                     {"ator", "ate"},    {"alism", "al"},    {"iveness", "ive"},
                                     {"fulness", "ful"}, {"ousness", "ous"}, {"aliti", "al"},
                                     {"iviti", "ive"},   {"biliti", "ble"},  {"logi", "log"}};
  static constexpr Rule kThird[] = {{"icate", "ic"}, {"ative", ""},  {"alize", "al"},
                                    {"iciti", "ic"}, {"ical", "ic"}, {"ful", ""},
                                    {"ness", ""}};
  static constexpr std::string_view kFourth[] = {"al",   "ance", "ence",  "er",   "ic",  "able",
                                                 "ible", "ant",  "ement", "ment", "ent", "ou",
                                                 "ism",  "ate",  "iti",   "ous",  "ive", "ize"};

  bool ends(std::string_view end) const { return word_.ends_with(end); }
  bool is_consonant(std::size_t i) const {
    switch (word_[i]) {
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
        return false;
      case 'y':
        return i == 0 || !is_consonant(i - 1);
      default:
        return true;
    }
  }
  bool has_vowel(std::size_t size) const {
    for (std::size_t i = 0; i < size; ++i)
      if (!is_consonant(i)) return true;
    return false;
  }
  // The number of times that consonants follow vowels in the first `size` letters.
  int measure(std::size_t size) const {
    int count = 0;
    for (std::size_t i = 1; i < size; ++i) count += is_consonant(i) && !is_consonant(i - 1);
    return count;
  }
  bool is_doubled() const {
    const std::size_t n = word_.size();
    return n > 1 && word_[n - 1] == word_[n - 2] && is_consonant(n - 1);
  }
  bool is_short(std::size_t size) const {
    return size > 2 && is_consonant(size - 1) && !is_consonant(size - 2) &&
           is_consonant(size - 3) && std::string_view("wxy").find(word_[size - 1]) == Words::npos;
  }
  // True when the word ends so, whether it was replaced or not.
  bool replaces(std::string_view from, std::string_view to, int above) {
    if (!ends(from)) return false;
    const std::size_t size = word_.size() - from.size();
    if (measure(size) > above) (word_.resize(size), word_ += to);
    return true;
  }

  void plural() {
    if (ends("sses") || ends("ies"))
      word_.resize(word_.size() - 2);
    else if (ends("s") && !ends("ss"))
      word_.pop_back();
  }
  void past() {
    if (ends("eed")) {
      if (measure(word_.size() - 3) > 0) word_.pop_back();
      return;
    }
    const std::size_t cut = ends("ed") ? 2 : ends("ing") ? 3 : 0;
    if (!cut || !has_vowel(word_.size() - cut)) return;
    word_.resize(word_.size() - cut);
    if (ends("at") || ends("bl") || ends("iz"))
      word_ += 'e';
    else if (is_doubled() && !ends("l") && !ends("s") && !ends("z"))
      word_.pop_back();
    else if (measure(word_.size()) == 1 && is_short(word_.size()))
      word_ += 'e';
  }
  void fourth() {
    for (const std::string_view end : kFourth) {
      if (!ends(end) || (end == "ent" && (ends("ement") || ends("ment"))) ||
          (end == "ment" && ends("ement")))
        continue;
      replaces(end, "", 1);
      return;
    }
    if (ends("sion") || ends("tion")) replaces("ion", "", 1);
  }
  void fifth() {
    if (ends("e")) {
      const std::size_t size = word_.size() - 1;
      const int m = measure(size);
      if (m > 1 || (m == 1 && !is_short(size))) word_.pop_back();
    }
    if (ends("ll") && measure(word_.size()) > 1) word_.pop_back();
  }

  std::string word_;
};

// The longest ending that leaves at least `least` letters.
std::string without(std::string_view word, std::span<const std::string_view> endings,
                    std::size_t least) {
  for (const std::string_view ending : endings)
    if (word.size() >= least + ending.size() && word.ends_with(ending))
      return std::string(word.substr(0, word.size() - ending.size()));
  return std::string(word);
}

constexpr std::string_view kGerman[] = {"ern", "en", "er", "es", "em", "e", "n", "s"};
constexpr std::string_view kFrench[] = {"euses", "euse", "eurs", "eur", "ees", "ee",
                                        "es",    "aux",  "e",    "s",   "x"};
constexpr std::string_view kSpanish[] = {"ciones", "cion", "es", "as", "os", "a", "o", "e", "s"};
constexpr std::string_view kItalian[] = {"he", "hi", "a", "e", "i", "o"};
constexpr std::string_view kDutch[] = {"eren", "en", "es", "e", "s"};

}  // namespace

Language language_of(const std::vector<Word>& words) {
  std::array<int, kLanguages> counts{};
  for (std::size_t i = 0; i < words.size() && i < 400; ++i)
    for (unsigned l = 1, bits = languages_with(words[i].text); l < kLanguages; ++l)
      counts[l] += bits >> l & 1;
  const auto best = std::ranges::max_element(counts);
  if (*best < 2 || std::ranges::count(counts, *best) > 1) return Language::unknown;
  return static_cast<Language>(best - counts.begin());
}

bool is_small_word(std::string_view word) { return languages_with(word) != 0; }

std::string stem_of(std::string_view word, Language language) {
  const bool is_plain = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!is_plain) return std::string(word);
  switch (language) {
    case Language::en:
      return Porter(word).stem();
    case Language::de:
      return without(word, kGerman, 4);
    case Language::fr:
      return without(word, kFrench, 4);
    case Language::es:
      return without(word, kSpanish, 3);
    case Language::it:
      return without(word, kItalian, 3);
    case Language::nl:
      return without(word, kDutch, 5);
    case Language::unknown:
      break;
  }
  return std::string(word);
}

}  // namespace crow::lexical
