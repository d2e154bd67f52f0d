#include "workers/search/postings.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/lexical/likeness.h"
#include "shared/sql/text.h"

namespace crow::search {
namespace {

// The occurrences of a word as one text: much less of it than rows would be. A value may have 2 MB,
// so a word that occurs more often than 150,000 times is known by the first of them.
constexpr sql::Piece kPostingsOf{
    "(SELECT group_concat(w.place, '') FROM (SELECT v.doc || v.col AS place"
    " FROM product_posting AS v WHERE v.term = CAST(?1 AS INTEGER) || '_' || "};
constexpr sql::Piece kEnd{" LIMIT 150000) AS w)"};

struct TermRow {
  std::string asked, term;
  std::optional<std::string> postings;
  static constexpr auto fields =
      describe(field<&TermRow::asked>("asked", ""), field<&TermRow::term>("term", ""),
               field<&TermRow::postings>("postings", ""));
};
using Texts = std::vector<std::string>;
using Query = sql::Statement<TermRow, std::int64_t, Texts>;

constexpr Query kStems{"postings.of_stems",
                       sql::text<"SELECT s.stem AS asked, s.term, ", kPostingsOf, "s.term", kEnd,
                                 " AS postings FROM stem AS s WHERE s.catalog = CAST(?1 AS INTEGER)"
                                 " AND s.stem IN (SELECT value FROM json_each(?2))">};
constexpr Query kTerms{"postings.of_terms",
                       sql::text<"SELECT '' AS asked, e.value AS term, ", kPostingsOf, "e.value",
                                 kEnd, " AS postings FROM json_each(?2) AS e">};
constexpr Query kKnown{"postings.known", R"sql(
  SELECT '' AS asked, t.term, NULL AS postings
    FROM term AS t
   WHERE t.catalog = CAST(?1 AS INTEGER) AND t.term IN (SELECT value FROM json_each(?2))
)sql"};
// CROSS JOIN keeps what is asked for in front: each word searches the index, instead of all words
// of the catalog being compared. U+FFFF, which no text has, sorts behind every letter but those
// beyond it.
constexpr Query kBeginnings{"postings.beginnings", R"sql(
  SELECT e.value AS asked, t.term, NULL AS postings
    FROM json_each(?2) AS e CROSS JOIN term AS t
   WHERE t.catalog = CAST(?1 AS INTEGER)
     AND t.term > e.value AND t.term < e.value || char(65535)
   ORDER BY length(t.term), t.term LIMIT 40
)sql"};
// The rest in front of the ending is a word too, maybe with what joins words in German.
constexpr Query kEndings{"postings.endings", R"sql(
  SELECT substr(e.value, 1) AS asked, t.term, NULL AS postings
    FROM json_each(?2) AS e CROSS JOIN term AS t INDEXED BY term_backwards
   WHERE t.catalog = CAST(?1 AS INTEGER)
     AND t.backwards > e.value AND t.backwards < e.value || char(65535)
     AND EXISTS (SELECT 1 FROM term AS r
                  WHERE r.catalog = t.catalog AND length(r.term) > 2
                    AND r.term IN (substr(t.term, 1, length(t.term) - length(e.value)),
                                   substr(t.term, 1, length(t.term) - length(e.value) - 1),
                                   substr(t.term, 1, length(t.term) - length(e.value)) || 'e'))
   ORDER BY length(t.term), t.term LIMIT 60
)sql"};
struct Misspelt {
  std::string word;
  std::vector<std::string> grams;
  std::int64_t letters = 0;
  static constexpr auto fields =
      describe(field<&Misspelt::word>("word", ""), field<&Misspelt::grams>("grams", ""),
               field<&Misspelt::letters>("letters", ""));
};
// Those that share most of the letters, three by three.
constexpr sql::Statement<TermRow, std::int64_t, std::vector<Misspelt>> kAlike{"postings.alike",
                                                                              R"sql(
  SELECT e.value ->> 'word' AS asked, g.term, NULL AS postings
    FROM json_each(?2) AS e CROSS JOIN json_each(e.value, '$.grams') AS one
   CROSS JOIN trigram AS g
   WHERE g.catalog = CAST(?1 AS INTEGER) AND g.gram = one.value
     AND abs(length(g.term) - (e.value ->> 'letters')) <= 2
   GROUP BY 1, 2
  HAVING count(*) >= min(3, (e.value ->> 'letters') / 3)
   ORDER BY count(*) DESC, abs(length(g.term) - (e.value ->> 'letters')), g.term LIMIT 200
)sql"};
constexpr Query kPhrases{"postings.of_phrases", R"sql(
  SELECT e.value AS asked, iif(?1 > 0, '', '') AS term,
         (SELECT group_concat(t.rowid) FROM product_text AS t WHERE product_text MATCH e.value)
           AS postings
    FROM json_each(?2) AS e
)sql"};

Texts list(const std::set<std::string>& set) { return {set.begin(), set.end()}; }

// FTS5's phrase. Words hold letters and digits alone.
std::string match_of(std::string_view phrase, std::int64_t catalog) {
  std::string out = "\"";
  while (!phrase.empty()) {
    const std::string_view word = split_off(phrase, ' ');
    if (!word.empty()) out += concat(out.size() > 1 ? " " : "", products::term_of(catalog, word));
  }
  return out + '"';
}

Occurrences read_rows(std::string_view text, std::uint8_t field, const Documents& documents) {
  Occurrences out;
  while (!text.empty())
    if (const auto number = to_number(split_off(text, ',')))
      if (const auto document = documents.find(*number)) out.push_back({*document, field, 1});
  return out;
}

// Beyond so many occurrences an instance begins to remember anew: eight bytes each.
constexpr std::size_t kRememberedMax = 1'500'000;

// What is known already is wanted no more.
void recall(const Documents::Remembered& remembered, Wanted& wanted, Lookup& lookup) {
  std::erase_if(wanted.stems, [&](const std::string& stem) {
    const auto place = remembered.of_stem.find(stem);
    if (place == remembered.of_stem.end()) return false;
    lookup.of_stem[stem] = place->second;
    for (const std::string& term : place->second) wanted.terms.insert(term);
    return true;
  });
  std::erase_if(wanted.terms, [&](const std::string& term) {
    if (lookup.postings.contains(term)) return true;
    const auto place = remembered.postings.find(term);
    if (place == remembered.postings.end()) return false;
    lookup.own.push_back(place->second);
    lookup.postings[term] = &lookup.own.back();
    return true;
  });
}

void keep(Lookup& lookup, const TermRow& row, const Documents& documents) {
  if (!row.postings || lookup.postings.contains(row.term)) return;
  lookup.own.push_back(read_postings(*row.postings, documents));
  lookup.postings[row.term] = &lookup.own.back();
}

// `wanted` is what was asked of the database.
void remember(Documents::Remembered& remembered, const Wanted& wanted, const Lookup& lookup) {
  const auto add = [&](const std::string& term) {
    const Occurrences& all = lookup.at(term);
    if (remembered.postings.contains(term)) return;
    remembered.occurrences += all.size() + 8;
    remembered.postings[term] = all;
  };
  if (remembered.occurrences > kRememberedMax) remembered = {};
  for (const std::string& stem : wanted.stems) {
    const auto place = lookup.of_stem.find(stem);
    if (place == lookup.of_stem.end()) continue;
    remembered.of_stem[stem] = place->second;
    for (const std::string& term : place->second) add(term);
  }
  for (const std::string& term : wanted.terms) add(term);
}

}  // namespace

const Occurrences& Lookup::at(std::string_view term) const {
  static const Occurrences kNone;
  const auto place = postings.find(term);
  return place == postings.end() ? kNone : *place->second;
}

Occurrences read_postings(std::string_view text, const Documents& documents) {
  Occurrences out;
  std::int64_t number = 0, last = -1;
  std::size_t at = 0;
  std::optional<std::uint32_t> document;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      continue;
    }
    if (number != last) document = documents.find_next(number, at);
    last = number;
    number = 0;
    const auto field = static_cast<std::uint8_t>(products::kFieldLetters.find(c));
    if (!document || field >= kFields) continue;
    if (!out.empty() && out.back().document == *document && out.back().field == field) {
      if (out.back().count < 65'535) ++out.back().count;
    } else {
      out.push_back({*document, field, 1});
    }
  }
  return out;
}

Task<> look_up(const Database& database, Documents& documents, Wanted wanted, Lookup& lookup) {
  recall(documents.remembered(), wanted, lookup);
  if (wanted.is_empty()) co_return;
  const std::int64_t catalog = documents.catalog();
  const std::int64_t change = documents.change();
  Texts endings, phrases;
  std::map<std::string, std::string> phrase_of;
  for (const std::string& one : wanted.endings) endings.push_back(products::backwards(one));
  for (const std::string& one : wanted.phrases) {
    const std::string match = match_of(one, catalog);
    phrases.push_back(match);
    phrases.push_back("n : " + match);
    phrase_of[match] = phrase_of["n : " + match] = one;
  }
  std::vector<Misspelt> misspelt;
  for (const std::string& one : wanted.misspelt)
    misspelt.push_back(
        {one, lexical::trigrams_of(one), static_cast<std::int64_t>(count_code_points(one))});

  // What nobody wants costs no statement.
  std::vector<sql::BoundStatement> statements;
  std::vector<sql::Answer<TermRow>> answers(7);
  std::vector<sql::RowSink> sinks;
  const auto ask = [&](std::size_t which, bool is_wanted, sql::Bound<TermRow> bound) {
    if (!is_wanted) return;
    sinks.push_back(sql::sink(bound, answers[which]));
    statements.push_back(std::move(bound));
  };
  ask(0, !wanted.stems.empty(), sql::bind(kStems, catalog, list(wanted.stems)));
  ask(1, !wanted.terms.empty(), sql::bind(kTerms, catalog, list(wanted.terms)));
  ask(2, !wanted.known.empty(), sql::bind(kKnown, catalog, list(wanted.known)));
  ask(3, !wanted.beginnings.empty(), sql::bind(kBeginnings, catalog, list(wanted.beginnings)));
  ask(4, !endings.empty(), sql::bind(kEndings, catalog, endings));
  ask(5, !misspelt.empty(), sql::bind(kAlike, catalog, misspelt));
  ask(6, !phrases.empty(), sql::bind(kPhrases, catalog, phrases));
  if (statements.empty()) co_return;
  co_await database.execute(statements, sinks);

  for (const std::string& stem : wanted.stems) lookup.of_stem[stem];
  for (TermRow& row : answers[0].rows) {
    lookup.of_stem[row.asked].push_back(row.term);
    keep(lookup, row, documents);
  }
  for (TermRow& row : answers[1].rows) keep(lookup, row, documents);
  // What was read of another catalog than this one is now is not worth remembering.
  if (documents.change() == change) remember(documents.remembered(), wanted, lookup);
  for (TermRow& row : answers[2].rows) lookup.known.insert(std::move(row.term));
  for (TermRow& row : answers[3].rows) lookup.beginning[row.asked].push_back(std::move(row.term));
  for (TermRow& row : answers[4].rows)
    lookup.ending[products::backwards(row.asked)].push_back(std::move(row.term));
  for (TermRow& row : answers[5].rows) lookup.alike[row.asked].push_back(std::move(row.term));
  for (TermRow& row : answers[6].rows) {
    const bool is_name = row.asked.starts_with('n');
    Occurrences found = read_rows(row.postings.value_or(""), is_name ? 0 : 5, documents);
    Occurrences& all = lookup.phrases[phrase_of[row.asked]];
    all.insert(all.end(), found.begin(), found.end());
    std::ranges::stable_sort(all, {}, &lexical::Occurrence::document);
  }
}

}  // namespace crow::search
