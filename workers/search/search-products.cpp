#include <algorithm>

#include "shared/catalog/index.h"
#include "shared/catalog/show.h"
#include "shared/core/text.h"
#include "shared/lexical/snippet.h"
#include "workers/search/blend.h"
#include "workers/search/handlers.h"
#include "workers/search/order.h"

namespace crow::search {
namespace {

constexpr sql::Statement<Face, std::string_view, std::vector<std::int64_t>, bool> kSelectFaces{
    "products.faces", R"sql(
  SELECT number, name, sku, gtin,
         iif(?3, concat_ws(' ', brand, categories, substr(description, 1, 400)), '') AS text
    FROM product
   WHERE number IN (SELECT value FROM json_each(?2)) AND +organization_id = ?1
)sql"};

// The faces of the first candidates, in their order.
Task<std::vector<Face>> read_faces(const Database& database, std::string_view organization,
                                   const Documents& documents,
                                   const std::vector<Candidate>& candidates, bool is_hybrid) {
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < candidates.size() && i < kWindow; ++i)
    numbers.push_back(documents[candidates[i].document].number);
  std::vector<Face> rows = co_await database.all(kSelectFaces, organization, numbers, is_hybrid);
  std::vector<Face> faces(numbers.size());
  for (Face& row : rows) {
    const auto place = std::ranges::find(numbers, row.number);
    faces[static_cast<std::size_t>(place - numbers.begin())] = std::move(row);
  }
  co_return faces;
}

// The words to be marked in hits.
std::vector<std::string> words_to_mark(const Found& found) {
  std::vector<std::string> words;
  const auto add = [&](std::string_view said) {
    while (!said.empty()) {
      std::string word(split_off(said, ' '));
      if (!word.empty() && std::ranges::find(words, word) == words.end())
        words.push_back(std::move(word));
    }
  };
  for (const lexical::Group& group : found.groups)
    for (const lexical::Alternative& alternative : group.alternatives) add(alternative.found);
  return words;
}

std::vector<MatchedWord> words_of(const Found& found, const lexical::Ranking& ranking,
                                  std::uint32_t document) {
  std::vector<MatchedWord> words;
  for (const lexical::Group& group : found.groups)
    for (const lexical::Alternative& alternative : group.alternatives) {
      MatchedWord word{.query = group.query,
                       .found = alternative.found,
                       .kind = static_cast<MatchKind>(alternative.kind),
                       .foundIn = {},
                       .score = 0};
      for (const lexical::Occurrence& one : alternative.occurrences)
        if (one.document == document)
          word.foundIn.emplace_back(name_of(static_cast<products::Field>(one.field)));
      if (word.foundIn.empty()) continue;
      word.score = ranking.part_of(group, alternative, document);
      words.push_back(std::move(word));
    }
  return words;
}

Explanation explain(const Found& found, const lexical::Ranking& ranking, const Candidate& one) {
  Explanation why{.wordRank = one.word_rank,
                  .wordScore = {},
                  .meaningRank = one.meaning_rank,
                  .meaningScore = {},
                  .fusedScore = {},
                  .coverage = one.coverage,
                  .words = words_of(found, ranking, one.document)};
  if (one.word_rank) why.wordScore = one.word_score;
  if (one.meaning_rank) why.meaningScore = one.meaning_score;
  if (one.fused_score > 0) why.fusedScore = one.fused_score;
  return why;
}

class Search {
 public:
  Search(Context& context, SearchProducts::Input input)
      : context_(context),
        organization_(context.caller.organization_id),
        input_(std::move(input)) {}

  Task<SearchProducts::Output> answer() {
    const PageRequest request = co_await read_paging(input_.paging);
    documents_ = co_await Documents::of(context_.database, organization_);
    selection_ = documents_->select(input_.filter);
    co_await find();
    std::vector<Standing> standings = stand();
    SearchProducts::Output output;
    output.page.page = request.page;
    output.page.limit = request.limit;
    output.page.total = std::ssize(standings);
    std::vector<std::uint32_t> indices;
    for (const Standing& one : standings) indices.push_back(one.index);
    output.facets = documents_->facets_of(indices);
    if (meaning_) {
      output.mode = meaning_->mode;
      output.model = meaning_->model;
    }
    output.notice = std::move(notice_);
    PageOf page = page_of(std::move(standings), request);
    output.page.nextCursor = std::move(page.next_cursor);
    co_await show(page.standings, output.page.data);
    co_return output;
  }

 private:
  Task<> find() {
    found_ = co_await find_words(context_.database, *documents_, input_.q, selection_,
                                 input_.type == SearchType::semantic);
    if (input_.type != SearchType::fts) {
      auto meaning =
          co_await find_meaning(context_, *documents_, found_.meant, input_.filter, selection_)
              .as_result();
      if (meaning)
        meaning_ = std::move(*meaning);
      else if (input_.type == SearchType::semantic)
        co_await std::move(meaning);
      else
        notice_ = concat("By words alone: ", meaning.error().message);
    }
    // Where words find nothing, there is nothing to blend: nearness is the score then.
    const bool is_by_meaning = meaning_ && found_.matches.empty();
    if (is_by_meaning && input_.type == SearchType::hybrid && !meaning_->hits.empty())
      notice_ = "By meaning alone: nothing that fits the filters holds these words.";
    const Found* found = is_by_meaning ? nullptr : &found_;
    candidates_ = blend(found, meaning_ ? &*meaning_ : nullptr);
    if (found && input_.sort == SearchSort::relevance && !candidates_.empty()) {
      const bool is_hybrid = input_.type == SearchType::hybrid;
      const auto faces = co_await read_faces(context_.database, organization_, *documents_,
                                             candidates_, is_hybrid);
      look_again(candidates_, faces, found_, is_hybrid, documents_->languages().front());
    }
  }

  std::vector<Standing> stand() const {
    std::vector<Standing> standings;
    const bool is_by_score = input_.sort == SearchSort::relevance;
    for (const Candidate& one : candidates_)
      standings.push_back(is_by_score ? standing_of(*documents_, one.document, one.score)
                                      : standing_of(*documents_, one.document, input_.sort));
    if (input_.type != SearchType::semantic) return standings;
    // What is not near is there too, behind all that is.
    std::vector<bool> is_near(documents_->size());
    for (const Candidate& one : candidates_) is_near[one.document] = true;
    for (std::uint32_t i = 0; i < documents_->size(); ++i) {
      if (is_near[i] || !documents_->holds(i, selection_)) continue;
      standings.push_back(is_by_score ? standing_of(*documents_, i, -1.0)
                                      : standing_of(*documents_, i, input_.sort));
    }
    return standings;
  }

  Task<> show(const std::vector<Standing>& standings, std::vector<ProductHit>& hits) {
    std::vector<std::int64_t> numbers;
    for (const Standing& one : standings) numbers.push_back((*documents_)[one.index].number);
    std::vector<products::Shown> rows =
        co_await products::read_shown(context_.database, organization_, numbers);
    const std::vector<std::string> marked = words_to_mark(found_);
    const lexical::Collection collection = documents_->collection();
    const lexical::Ranking ranking(collection, kRules);
    std::size_t at = 0;
    for (products::Shown& row : rows) {
      while (numbers[at] != row.row.number) ++at;
      const Standing& standing = standings[at];
      ProductHit hit;
      hit.snippet = {lexical::snippet_of(row.row.name, marked),
                     lexical::snippet_of(row.row.description, marked)};
      hit.product = products::product_of(std::move(row));
      const auto candidate = std::ranges::find(candidates_, standing.index, &Candidate::document);
      if (candidate != candidates_.end()) {
        hit.score = candidate->score;
        if (input_.explain) hit.explanation = explain(found_, ranking, *candidate);
      }
      hits.push_back(std::move(hit));
    }
  }

  Context& context_;
  const std::string& organization_;
  SearchProducts::Input input_;
  std::shared_ptr<Documents> documents_;
  Selection selection_;
  Found found_;
  std::optional<Meaning> meaning_;
  std::optional<std::string> notice_;
  std::vector<Candidate> candidates_;
};

}  // namespace

Task<SearchProducts::Output> search_products(Context& context, SearchProducts::Input input) {
  Search search(context, std::move(input));
  co_return co_await search.answer();
}

Task<SearchOrganizationProducts::Output> search_organization_products(
    Context& context, SearchOrganizationProducts::Input input) {
  return search_products(context, std::move(input.search));
}

}  // namespace crow::search
