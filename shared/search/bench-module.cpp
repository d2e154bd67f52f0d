// shared/search for the benchmark (scripts/lib/bench/vectors.mjs): one set, filled and searched
// from JavaScript. Not part of any worker.
#include <algorithm>
#include <memory>
#include <optional>

#include "shared/search/top.h"
#include "shared/search/vector-set.h"

#define CROW_BENCH(name) extern "C" __attribute__((export_name(#name)))

namespace {

using namespace crow::search;

struct Hit {
  float score;
  std::uint32_t slot;
};
struct Better {
  bool operator()(const Hit& a, const Hit& b) const {
    return a.score != b.score ? a.score > b.score : a.slot < b.slot;
  }
};

std::optional<VectorSet> set;
std::vector<float> room;
std::vector<Hit> hits;

}  // namespace

// Begins a set; the address of the room for one vector.
CROW_BENCH(bench_begin) float* bench_begin(std::uint32_t dimensions, std::uint32_t is_compressed) {
  set.emplace(dimensions, Metric::cosine);
  if (is_compressed) set->compress();
  room.assign(dimensions, 0);
  return room.data();
}

// Adds what is in the room.
CROW_BENCH(bench_add) void bench_add() { set->append(room); }

// Searches for what is in the room; the address of the slots of the best, and before each its
// score.
CROW_BENCH(bench_search) const Hit* bench_search(std::uint32_t most) {
  Top<Hit, Better> top(most);
  set->each_score(set->prepare(room), {}, top.floor(), [&](std::size_t slot, float score) {
    top.offer({score, static_cast<std::uint32_t>(slot)});
    return top.floor();
  });
  hits = std::move(top).take();
  return hits.data();
}
