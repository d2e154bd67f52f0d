#include "shared/language/quality/measure.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "shared/language/lsa-training.h"
#include "shared/language/words.h"

namespace crow::language::quality {
namespace {

double gain_of(unsigned grade, std::size_t rank) {
  return (std::exp2(grade) - 1) / std::log2(static_cast<double>(rank) + 2);
}

double ndcg_of(const std::vector<unsigned char>& ranked, std::vector<unsigned char> grades) {
  constexpr std::size_t kDepth = 10;
  std::ranges::sort(grades, std::ranges::greater());
  double got = 0, best = 0;
  for (std::size_t i = 0; i < kDepth; ++i) {
    got += gain_of(ranked[i], i);
    best += gain_of(grades[i], i);
  }
  return got / best;
}

}  // namespace

Figures measure(const LabelledSet& set, const Embedder& embedder, bool is_held_out) {
  std::vector<std::vector<float>> vectors;
  for (const std::string& text : set.products) vectors.push_back(embedder(text));
  Figures figures;
  std::array<int, std::size(kAsks)> counts{};
  for (const Query& query : set.queries) {
    if (query.is_held_out != is_held_out) continue;
    const std::vector<float> vector = embedder(query.text);
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < vectors.size(); ++i) {
      const float cosine =
          std::inner_product(vector.begin(), vector.end(), vectors[i].begin(), 0.0f);
      order.emplace_back(-cosine, i);
    }
    std::ranges::sort(order);
    // What bears the queried name itself stands above what bears the other one, rightly: a query
    // for synonyms passes over it.
    const auto one = static_cast<std::size_t>(&query - set.queries.data());
    std::vector<unsigned char> ranked;
    for (const auto& [cosine, i] : order) {
      if (query.ask == Ask::synonym && query.grades[i] == 0) {
        // The attribute query beside it grades all products of the thing.
        if (set.queries[one + 1].grades[i] != 0) continue;
      }
      ranked.push_back(query.grades[i]);
    }
    const auto ask = static_cast<std::size_t>(query.ask);
    figures.ndcg[ask] += ndcg_of(ranked, query.grades);
    ++counts[ask];
  }
  for (std::size_t ask = 0; ask < std::size(kAsks); ++ask) {
    figures.ndcg[ask] /= counts[ask];
    figures.mean += figures.ndcg[ask] / std::size(kAsks);
  }
  return figures;
}

Lsa learn(const std::vector<std::string>& texts) {
  std::string rows;
  WordCounts counts;
  for (const std::string& text : texts) {
    const Row row = row_of(words_of(text));
    append_row(rows, row);
    counts.add(row);
  }
  const Vocabulary vocabulary = counts.choose();
  Basis basis = first_basis(vocabulary);
  for (int pass = 0; pass < kPasses; ++pass) {
    Image image(vocabulary, basis);
    for (RowReader reader(rows); reader.next();) image.add(reader.row());
    basis = image.take_basis();
  }
  return model_of(vocabulary, basis);
}

}  // namespace crow::language::quality
