// How well vectors answer the queries of a labelled set.
#pragma once

#include <array>
#include <functional>
#include <string_view>
#include <vector>

#include "shared/language/lsa.h"
#include "shared/language/quality/labelled-set.h"

namespace crow::language::quality {

// By kind of query, and over all kinds.
struct Figures {
  std::array<double, std::size(kAsks)> ndcg{};  // At 10.
  double mean = 0;
};

using Embedder = std::function<std::vector<float>(std::string_view text)>;

Figures measure(const LabelledSet& set, const Embedder& embedder, bool is_held_out);

// What is learned of texts, as a worker does it.
Lsa learn(const std::vector<std::string>& texts);

}  // namespace crow::language::quality
