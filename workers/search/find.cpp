#include "workers/search/find.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/lexical/likeness.h"
#include "shared/lexical/typed.h"
#include "shared/lexical/words.h"

namespace crow::search {
namespace {

using lexical::Alternative;
using lexical::Group;
using lexical::Kind;
using lexical::Occurrence;

constexpr std::size_t kGroupsMax = 24;
constexpr std::size_t kEndingLettersMin = 4;
constexpr std::size_t kPartLettersMin = 3;
constexpr std::size_t kSplitWordMin = 6;
constexpr std::size_t kTyposMax = 4;
// A word that so few products hold may be the beginning of another, or a part of one.
constexpr std::size_t kRare = 5;

// Documents that hold all of the words, where the last of them is.
Occurrences all_of(std::vector<Occurrences> words) {
  if (words.empty()) return {};
  Occurrences out = std::move(words.back());
  words.pop_back();
  for (const Occurrences& other : words)
    std::erase_if(out, [&](const Occurrence& one) {
      return !std::ranges::binary_search(other, one.document, {}, &Occurrence::document);
    });
  return out;
}

// Several lists of occurrences as one, each field of a document once.
Occurrences any_of(const std::vector<const Occurrences*>& lists) {
  Occurrences out;
  for (const Occurrences* one : lists) out.insert(out.end(), one->begin(), one->end());
  std::ranges::sort(out, {}, [](const Occurrence& o) { return std::pair(o.document, o.field); });
  const auto rest = std::ranges::unique(
      out, {}, [](const Occurrence& o) { return std::pair(o.document, o.field); });
  out.erase(rest.begin(), rest.end());
  return out;
}

class Finder {
 public:
  Finder(const Database& database, Documents& documents, std::string_view typed, bool is_by_meaning)
      : database_(database), documents_(documents) {
    read(typed);
    if (excluded_.empty()) meant_ = typed;
    if (is_by_meaning) groups_.clear();
  }

  Task<Found> find(Selection& selection) {
    Found found{.groups = {}, .matches = {}, .sequence = words_, .meant = std::move(meant_)};
    if (groups_.empty() && excluded_.empty()) co_return found;
    co_await look_up(database_, documents_, first_look(), lookup_);
    co_await look_up(database_, documents_, second_look(), lookup_);
    co_await look_up(database_, documents_, third_look(), lookup_);
    build();
    exclude(selection);
    found.matches = rank(selection);
    found.groups = std::move(groups_);
    co_return found;
  }

 private:
  // A group of the query: a word, or a phrase.
  struct Asked {
    std::string phrase;  // Empty for a word.
    std::string joined;  // The word that it is a part of: tshirt.
  };

  void read(std::string_view typed) {
    for (const lexical::Term& term : lexical::terms_of(typed)) {
      const auto words = lexical::words_of(term.text);
      std::vector<std::string> plain;
      std::string joined, phrase;
      for (const lexical::Word& word : words) {
        if (word.is_joined) {
          joined = word.text;
          continue;
        }
        plain.push_back(word.text);
        phrase += concat(phrase.empty() ? "" : " ", word.text);
      }
      if (!term.is_excluded) (meant_ += term.text) += ' ';
      if (plain.empty()) continue;
      if (term.is_excluded) {
        excluded_.push_back({plain.size() > 1 ? phrase : "", plain[0]});
      } else if (term.is_phrase && plain.size() > 1) {
        add(phrase, {.phrase = phrase, .joined = {}});
      } else {
        for (const std::string& word : plain) {
          add(word, {.phrase = {}, .joined = plain.size() > 1 ? joined : ""});
          words_.push_back(word);
        }
      }
      is_open_ = !term.is_phrase && !term.is_excluded;
    }
    // What is typed on may grow.
    is_open_ = is_open_ && !typed.empty() && typed.back() != ' ';
  }

  void add(const std::string& query, Asked asked) {
    if (groups_.size() == kGroupsMax) return;
    groups_.push_back({.query = query, .is_small = lexical::is_small_word(query)});
    asked_.push_back(std::move(asked));
  }

  bool is_word(std::size_t i) const { return asked_[i].phrase.empty(); }
  bool is_last(std::size_t i) const { return is_open_ && i + 1 == groups_.size(); }

  void want_forms(Wanted& wanted, std::string_view word) const {
    for (const auto language : documents_.languages())
      wanted.stems.insert(products::stem_key(word, language));
  }

  // All words in all forms, and what their parts and neighbours may be.
  Wanted first_look() const {
    Wanted wanted;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::string& word = groups_[i].query;
      if (!is_word(i)) {
        wanted.phrases.insert(word);
        continue;
      }
      want_forms(wanted, word);
      if (!asked_[i].joined.empty()) wanted.terms.insert(asked_[i].joined);
      if (i + 1 < groups_.size() && is_word(i + 1))
        wanted.terms.insert(word + groups_[i + 1].query);
      for (const std::string& part : lexical::parts_of(word)) wanted.terms.insert(part);
      for (const auto& [left, right] : splits(word)) {
        wanted.known.insert(left);
        wanted.known.insert(right);
      }
      const std::size_t letters = count_code_points(word);
      if (is_last(i) && letters > 1) wanted.beginnings.insert(word);
      if (letters >= kEndingLettersMin && !groups_[i].is_small) wanted.endings.insert(word);
    }
    for (const auto& [phrase, word] : excluded_) {
      if (phrase.empty())
        want_forms(wanted, word);
      else
        wanted.phrases.insert(phrase);
    }
    for (const auto& use : synonyms())
      for (const std::string& word : *use.other) want_forms(wanted, word);
    return wanted;
  }

  // Where words are that were found by their beginning or end, and what was meant by those that
  // nobody knows.
  Wanted second_look() {
    Wanted wanted;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::string& word = groups_[i].query;
      if (!is_word(i)) continue;
      const std::size_t known = count_known(word);
      if (known < kRare)
        for (const std::string& term : terms_in(lookup_.beginning, word)) wanted.terms.insert(term);
      if (known < kRare || documents_.has_compounds())
        for (const std::string& term : terms_in(lookup_.ending, word)) wanted.terms.insert(term);
      for (const auto& [left, right] : splits(word))
        if (lookup_.known.contains(left) && lookup_.known.contains(right)) {
          wanted.terms.insert(left);
          wanted.terms.insert(right);
        }
      if (known == 0 && lexical::slips_of(word) > 0) wanted.misspelt.insert(word);
    }
    return wanted;
  }

  Wanted third_look() {
    Wanted wanted;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      const std::string& word = groups_[i].query;
      if (!is_word(i)) continue;
      std::vector<std::pair<std::size_t, std::string>> near;
      const std::size_t slips = lexical::slips_of(word);
      for (const std::string& term : terms_in(lookup_.alike, word)) {
        const std::size_t far = lexical::distance(word, term, slips);
        if (far > 0 && far <= slips) near.emplace_back(far, term);
      }
      // The first letter is rarely wrong.
      std::ranges::stable_sort(near, {}, [&](const auto& one) {
        return std::pair(one.first, one.second.front() != word.front());
      });
      while (!near.empty() && near.back().first > near.front().first) near.pop_back();
      if (near.size() > kTyposMax) near.resize(kTyposMax);
      for (auto& [far, term] : near) {
        typos_[word].push_back(term);
        wanted.terms.insert(std::move(term));
      }
    }
    return wanted;
  }

  void build() {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      Group& group = groups_[i];
      const std::string& word = group.query;
      if (!is_word(i)) {
        const auto place = lookup_.phrases.find(word);
        if (place != lookup_.phrases.end()) put(group, word, Kind::exact, place->second);
        continue;
      }
      for (const std::string& term : forms_of(word))
        put(group, term, term == word ? Kind::exact : Kind::form, lookup_.at(term));
      const std::size_t known = count_known(word);
      if (known < kRare)
        for (const std::string& term : terms_in(lookup_.beginning, word))
          put(group, term, Kind::prefix, lookup_.at(term));
      if (known < kRare || documents_.has_compounds())
        for (const std::string& term : terms_in(lookup_.ending, word))
          put(group, term, Kind::compound, lookup_.at(term));
      build_compounds(i);
      for (const std::string& term : typos_[word]) put(group, term, Kind::typo, lookup_.at(term));
    }
    for (const auto& use : synonyms()) {
      std::vector<Occurrences> words;
      std::string said;
      for (const std::string& word : *use.other) {
        words.push_back(occurrences_of(word));
        said += concat(said.empty() ? "" : " ", word);
      }
      const Occurrences all = all_of(std::move(words));
      for (std::size_t i = use.first; i < use.first + use.count; ++i)
        put(groups_[i], said, Kind::synonym, all);
    }
  }

  // Words that are written in one piece or in two: rain coat, raincoat.
  void build_compounds(std::size_t i) {
    Group& group = groups_[i];
    const std::string& word = group.query;
    if (!asked_[i].joined.empty())
      put(group, asked_[i].joined, Kind::compound, lookup_.at(asked_[i].joined));
    const auto with_neighbour = [&](std::size_t left) {
      if (left + 1 >= groups_.size() || !is_word(left) || !is_word(left + 1)) return;
      const std::string both = groups_[left].query + groups_[left + 1].query;
      put(group, both, Kind::compound, lookup_.at(both));
    };
    with_neighbour(i);
    if (i > 0) with_neighbour(i - 1);
    const auto parts = lexical::parts_of(word);
    std::vector<Occurrences> places;
    for (const std::string& part : parts) places.push_back(lookup_.at(part));
    if (!parts.empty())
      put(group, concat(parts.front(), ' ', parts.back()), Kind::compound,
          all_of(std::move(places)));
    for (const auto& [left, right] : splits(word))
      if (lookup_.known.contains(left) && lookup_.known.contains(right))
        put(group, concat(left, ' ', right), Kind::compound,
            all_of({lookup_.at(left), lookup_.at(right)}));
  }

  void exclude(Selection& selection) const {
    std::vector<bool> is_out(documents_.size());
    for (const auto& [phrase, word] : excluded_) {
      const auto place = lookup_.phrases.find(phrase);
      if (phrase.empty())
        for (const Occurrence& one : occurrences_of(word)) is_out[one.document] = true;
      else if (place != lookup_.phrases.end())
        for (const Occurrence& one : place->second) is_out[one.document] = true;
    }
    selection.is_out = std::move(is_out);
  }

  std::vector<lexical::Match> rank(const Selection& selection) {
    const lexical::Collection collection = documents_.collection();
    lexical::Ranking ranking(collection, kRules);
    std::uint32_t small = 0;
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      ranking.add(groups_[i]);
      if (groups_[i].is_small) small |= std::uint32_t{1} << i;
    }
    std::vector<lexical::Match> matches = ranking.finish();
    std::erase_if(matches, [&](const lexical::Match& match) {
      return !documents_.holds(match.document, selection);
    });
    lexical::keep_closest(matches, groups_.size(), small, kEnough);
    const auto middle =
        matches.begin() + static_cast<std::ptrdiff_t>(std::min(matches.size(), kRanked));
    std::partial_sort(matches.begin(), middle, matches.end(),
                      [](const lexical::Match& a, const lexical::Match& b) {
                        return a.score != b.score ? a.score > b.score : a.document < b.document;
                      });
    return matches;
  }

  // ------------------------------------------------------------------------------------ helpers

  static void put(Group& group, const std::string& found, Kind kind,
                  const Occurrences& occurrences) {
    if (occurrences.empty()) return;
    for (const Alternative& one : group.alternatives)
      if (one.found == found) return;
    group.alternatives.push_back({found, kind, occurrences});
  }

  static const std::vector<std::string>& terms_in(
      const std::map<std::string, std::vector<std::string>, std::less<>>& terms,
      std::string_view word) {
    static const std::vector<std::string> kNone;
    const auto place = terms.find(word);
    return place == terms.end() ? kNone : place->second;
  }

  // The words that are forms of this one, itself first.
  std::vector<std::string> forms_of(std::string_view word) const {
    std::vector<std::string> forms;
    for (const auto language : documents_.languages())
      for (const std::string& term : terms_in(lookup_.of_stem, products::stem_key(word, language)))
        if (std::ranges::find(forms, term) == forms.end()) forms.push_back(term);
    std::ranges::stable_partition(forms, [&](const std::string& form) { return form == word; });
    return forms;
  }

  Occurrences occurrences_of(std::string_view word) const {
    std::vector<const Occurrences*> lists;
    const auto forms = forms_of(word);
    for (const std::string& form : forms) lists.push_back(&lookup_.at(form));
    return any_of(lists);
  }

  std::size_t count_known(std::string_view word) const {
    std::size_t count = 0;
    for (const std::string& form : forms_of(word)) count += lookup_.at(form).size();
    return count;
  }

  static std::vector<std::pair<std::string, std::string>> splits(std::string_view word) {
    std::vector<std::pair<std::string, std::string>> out;
    if (word.size() < kSplitWordMin) return out;
    for (std::size_t i = kPartLettersMin; i + kPartLettersMin <= word.size(); ++i)
      if ((static_cast<unsigned char>(word[i]) & 0xC0) != 0x80)
        out.emplace_back(std::string(word.substr(0, i)), std::string(word.substr(i)));
    return out;
  }

  // Words of the query that have synonyms, and what these are.
  struct Use {
    std::size_t first, count;
    const std::vector<std::string>* other;
  };
  std::vector<Use> synonyms() const {
    std::vector<Use> uses;
    for (const SynonymRule& rule : documents_.synonyms()) {
      for (std::size_t s = 0; s < (rule.is_one_way ? 1 : rule.sides.size()); ++s) {
        const auto& side = rule.sides[s];
        for (std::size_t i = 0; i + side.size() <= groups_.size(); ++i) {
          bool is_said = true;
          for (std::size_t k = 0; k < side.size() && is_said; ++k)
            is_said = is_word(i + k) && is_same_word(groups_[i + k].query, side[k]);
          if (!is_said) continue;
          for (std::size_t other = 0; other < rule.sides.size(); ++other)
            if (other != s) uses.push_back({i, side.size(), &rule.sides[other]});
        }
      }
      if (uses.size() > 100) break;
    }
    return uses;
  }

  bool is_same_word(std::string_view a, std::string_view b) const {
    return a == b || std::ranges::any_of(documents_.languages(), [&](lexical::Language language) {
             return lexical::stem_of(a, language) == lexical::stem_of(b, language);
           });
  }

  const Database& database_;
  Documents& documents_;
  std::vector<Group> groups_;
  std::vector<Asked> asked_;
  std::vector<std::string> words_;
  std::vector<std::pair<std::string, std::string>> excluded_;  // A phrase, or a word.
  std::string meant_;
  bool is_open_ = false;
  Lookup lookup_;
  std::map<std::string, std::vector<std::string>> typos_;
};

}  // namespace

Task<Found> find_words(const Database& database, Documents& documents, std::string_view typed,
                       Selection& selection, bool is_by_meaning) {
  Finder finder(database, documents, typed, is_by_meaning);
  co_return co_await finder.find(selection);
}

}  // namespace crow::search
