// Prints the figures of docs/decisions/0010-embeddings-without-a-model.md.
#include <chrono>
#include <cstdio>
#include <string>

#include "shared/language/embedding.h"
#include "shared/language/numbers.h"
#include "shared/language/quality/measure.h"
#include "shared/language/words.h"

namespace crow::language::quality {
namespace {

double milliseconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

void print(const char* what, const LabelledSet& set, const Embedder& embedder) {
  for (const bool is_held_out : {false, true}) {
    const Figures figures = measure(set, embedder, is_held_out);
    std::printf("%-34s %-9s", what, is_held_out ? "held out" : "chosen on");
    for (const double value : figures.ndcg) std::printf(" %11.3f", value);
    std::printf(" %11.3f\n", figures.mean);
  }
}

void print_quality() {
  const LabelledSet set = labelled_set();
  const Lsa lsa = learn(set.products);
  std::printf("%zu products, %zu queries, %zu words, %zu dimensions; nDCG@10\n",
              set.products.size(), set.queries.size(), lsa.vocabulary().size(), lsa.dimensions());
  std::printf("%-44s", "");
  for (const std::string_view ask : kAsks)
    std::printf(" %11.*s", static_cast<int>(ask.size()), ask.data());
  std::printf(" %11s\n", "mean");
  // Each word a dimension of its own: what search by words sees.
  print("words alone", set, [&](std::string_view text) {
    std::vector<float> out(kVocabularyMax);
    std::vector<Vocabulary::Entry> entries;
    lsa.vocabulary().weigh(row_of(words_of(text)), entries);
    for (const auto& [place, weight] : entries) out[place] = weight;
    return out;
  });
  print("spelling, nothing learned", set,
        [](std::string_view text) { return embed(text, nullptr); });
  for (const float meaning : {0.0f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1.0f})
    for (const float pieces : {1.0f, 2.0f, 3.0f}) {
      char name[40];
      std::snprintf(name, sizeof name, "meaning %.1f, pieces %.1f", static_cast<double>(meaning),
                    static_cast<double>(pieces));
      print(name, set, [&](std::string_view text) {
        return embed(text, &lsa, {.meaning = meaning, .spelling = {.pieces = pieces}});
      });
    }
}

void print_times() {
  for (const std::size_t count : {600, 10'000, 50'000}) {
    const std::vector<std::string> texts = many_products(count);
    const auto start = std::chrono::steady_clock::now();
    const Lsa lsa = learn(texts);
    std::printf("learn %6zu texts: %8.0f ms (%zu words, %zu dimensions, %zu bytes)\n", count,
                milliseconds_since(start), lsa.vocabulary().size(), lsa.dimensions(),
                lsa.bytes().size());
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < 500; ++i) embed(texts[i], &lsa);
    std::printf("embed one text: %.3f ms\n", milliseconds_since(begin) / 500);
  }
}

}  // namespace
}  // namespace crow::language::quality

int main(int count, char** arguments) {
  const std::string what = count > 1 ? arguments[1] : "";
  if (what == "--help") {
    std::puts("crow-embeddings [--times]: how good the platform's own vectors are, and how fast.");
    return 0;
  }
  if (what == "--times")
    crow::language::quality::print_times();
  else
    crow::language::quality::print_quality();
  return 0;
}
