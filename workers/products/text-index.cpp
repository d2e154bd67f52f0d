#include "workers/products/text-index.h"

#include <algorithm>
#include <limits>

#include "shared/core/text.h"
#include "shared/extract/fold.h"
#include "shared/lexical/likeness.h"
#include "shared/lexical/words.h"

namespace crow::products {
namespace {

constexpr std::size_t kNameKeyBytes = 24;
constexpr std::size_t kParameterBytesMax = 1'500'000;

struct TermRow {
  std::string term, backwards;
  std::vector<std::string> grams, stems;
  static constexpr auto fields =
      describe(field<&TermRow::term>("term", ""), field<&TermRow::backwards>("backwards", ""),
               field<&TermRow::grams>("grams", ""), field<&TermRow::stems>("stems", ""));
};

// Behind the product's own row, whose number the database gave.
template <typename Texts>
constexpr sql::Statement<sql::None, std::vector<Texts>> kForgetTexts{"products.forget_texts", R"sql(
  DELETE FROM product_text
   WHERE rowid IN (SELECT p.number FROM json_each(?1) AS e JOIN product AS p
                       ON p.id = e.value ->> 'id')
)sql"};
template <typename Texts>
constexpr sql::Statement<sql::None, std::vector<Texts>> kInsertTexts{"products.insert_texts", R"sql(
  INSERT INTO product_text (rowid, n, b, s, g, c, d)
  SELECT p.number, e.value ->> 'n', e.value ->> 'b', e.value ->> 's', e.value ->> 'g',
         e.value ->> 'c', e.value ->> 'd'
    FROM json_each(?1) AS e JOIN product AS p ON p.id = e.value ->> 'id'
)sql"};

// Before the terms themselves, since only those that are new have letters to be noted.
constexpr sql::Statement<sql::None, std::int64_t, std::vector<TermRow>> kInsertTrigrams{
    "products.insert_trigrams", R"sql(
  INSERT OR IGNORE INTO trigram (catalog, gram, term)
  SELECT CAST(?1 AS INTEGER), g.value, e.value ->> 'term'
    FROM json_each(?2) AS e, json_each(e.value, '$.grams') AS g
   WHERE NOT EXISTS (SELECT 1 FROM term AS t
                      WHERE t.catalog = CAST(?1 AS INTEGER) AND t.term = e.value ->> 'term')
)sql"};
constexpr sql::Statement<sql::None, std::int64_t, std::vector<TermRow>> kInsertTerms{
    "products.insert_terms", R"sql(
  INSERT OR IGNORE INTO term (catalog, term, backwards)
  SELECT CAST(?1 AS INTEGER), e.value ->> 'term', e.value ->> 'backwards' FROM json_each(?2) AS e
)sql"};
constexpr sql::Statement<sql::None, std::int64_t, std::vector<TermRow>> kInsertStems{
    "products.insert_stems", R"sql(
  INSERT OR IGNORE INTO stem (catalog, stem, term)
  SELECT CAST(?1 AS INTEGER), s.value, e.value ->> 'term'
    FROM json_each(?2) AS e, json_each(e.value, '$.stems') AS s
)sql"};
constexpr sql::Statement<sql::None, std::int64_t> kForgetText{"products.forget_text", R"sql(
  DELETE FROM product_text WHERE rowid = CAST(?1 AS INTEGER)
)sql"};

std::uint16_t count_of(const std::vector<lexical::Word>& words) {
  const auto count = std::ranges::count_if(words, [](const auto& word) { return !word.is_joined; });
  return static_cast<std::uint16_t>(
      std::min<std::ptrdiff_t>(count, std::numeric_limits<std::uint16_t>::max()));
}

}  // namespace

void TextIndex::add(Stored& stored) {
  Row& row = stored.row;
  std::string key = extract::fold(row.name);
  stored.nameKey = std::string(key.substr(0, std::min(key.size(), kNameKeyBytes)));
  while (!is_utf8(stored.nameKey)) stored.nameKey.pop_back();

  std::string categories;
  for (const std::string& one : texts_of(row.categories)) categories += one + " | ";
  const std::array<std::vector<lexical::Word>, kFields> words = {
      lexical::words_of(row.name),
      lexical::words_of(row.brand.value_or("")),
      lexical::words_of(row.sku.value_or("")),
      lexical::words_of(row.gtin.value_or("")),
      lexical::words_of(categories),
      lexical::words_of(row.description)};

  lexical::Language language = lexical::language_of(words[5]);
  if (language == lexical::Language::unknown) language = lexical::language_of(words[0]);
  stored.language = name_of(language);
  if (language != lexical::Language::unknown) ++languages_[language];
  const lexical::Language stemmed = language == lexical::Language::unknown ? otherwise_ : language;

  Texts texts{.id = row.id, .n = {}, .b = {}, .s = {}, .g = {}, .c = {}, .d = {}};
  const std::array<std::string*, kFields> columns = {&texts.n, &texts.b, &texts.s,
                                                     &texts.g, &texts.c, &texts.d};
  lexical::Lengths lengths{};
  for (std::size_t i = 0; i < kFields; ++i) {
    lengths[i] = count_of(words[i]);
    for (const lexical::Word& word : words[i]) {
      *columns[i] += concat(columns[i]->empty() ? "" : " ", term_of(catalog_, word.text));
      terms_[word.text].insert(stem_key(word.text, stemmed));
    }
  }
  stored.lengths = text_of(lengths);
  texts_.push_back(std::move(texts));
}

std::vector<sql::BoundStatement> TextIndex::statements() const {
  std::vector<sql::BoundStatement> out;
  // The database takes no value of more than 2 MB.
  std::vector<Texts> some;
  std::size_t bytes = 0;
  const auto write_texts = [&] {
    out.push_back(sql::bind(kForgetTexts<Texts>, some));
    out.push_back(sql::bind(kInsertTexts<Texts>, some));
    some.clear();
    bytes = 0;
  };
  for (const Texts& one : texts_) {
    const std::size_t its = 100 + one.n.size() + one.b.size() + one.s.size() + one.g.size() +
                            one.c.size() + one.d.size();
    if (bytes + its > kParameterBytesMax && !some.empty()) write_texts();
    bytes += its;
    some.push_back(one);
  }
  if (!some.empty()) write_texts();

  std::vector<TermRow> rows;
  const auto write_terms = [&] {
    out.push_back(sql::bind(kInsertTrigrams, catalog_, rows));
    out.push_back(sql::bind(kInsertTerms, catalog_, rows));
    out.push_back(sql::bind(kInsertStems, catalog_, rows));
    rows.clear();
  };
  for (const auto& [term, stems] : terms_) {
    rows.push_back(
        {term, backwards(term), lexical::trigrams_of(term), {stems.begin(), stems.end()}});
    if (rows.size() == 3'000) write_terms();
  }
  if (!rows.empty()) write_terms();
  return out;
}

sql::BoundStatement forget_text(std::int64_t number) { return sql::bind(kForgetText, number); }

}  // namespace crow::products
