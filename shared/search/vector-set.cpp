#include "shared/search/vector-set.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "shared/search/kernels.h"

namespace crow::search {
namespace {

constexpr float kLargestOfRow = kRowMiddle - 1;
constexpr float kLargestOfQuery = 127;
// The mean of four; rounding adds half to each.
constexpr float kLargestMean = (kLargestQuad - 2) / 4.0F;

float length_of(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += double{value} * double{value};
  return static_cast<float>(std::sqrt(sum));
}

// Of what is too small to be divided by: zero, which makes everything zero.
float inverse(float number) { return number > 0 && std::isfinite(1 / number) ? 1 / number : 0; }

float largest_of(std::span<const float> values) {
  float largest = 0;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  return largest;
}

// A number in steps of 1 / `scale`.
std::int8_t code_of(float value, float scale, float largest) {
  return static_cast<std::int8_t>(std::clamp(std::nearbyint(value * scale), -largest, largest));
}

// Of a query: as fine as both of its limits let it be, see kernels.h.
float step_of_query(std::span<const float> values) {
  std::vector<float> means(quad_of(values.size()) + kQuads);
  for (std::size_t i = 0; i < values.size(); ++i) means[quad_of(i)] += std::abs(values[i]) / 4;
  return std::max(largest_of(values) / kLargestOfQuery, largest_of(means) / kLargestMean);
}

// Zeros that begin where a line of the processor's cache does.
template <typename T>
class Room {
 public:
  explicit Room(std::size_t count) : bytes_(new std::byte[count * sizeof(T) + kLine]()) {
    const auto address = reinterpret_cast<std::uintptr_t>(bytes_.get());
    start_ = reinterpret_cast<T*>((address + kLine - 1) / kLine * kLine);
  }
  T* get() const { return start_; }

 private:
  static constexpr std::size_t kLine = 64;
  std::unique_ptr<std::byte[]> bytes_;
  T* start_;
};

// The first block grows: most sets are small.
constexpr std::size_t kFirstRows = 64;

}  // namespace

float exact_score(Metric metric, std::span<const float> a, std::span<const float> b) {
  double product = 0, squares_a = 0, squares_b = 0, distance = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double x = a[i], y = b[i];
    product += x * y;
    squares_a += x * x;
    squares_b += y * y;
    distance += (x - y) * (x - y);
  }
  if (metric == Metric::euclidean) return static_cast<float>(-distance);
  if (metric == Metric::dot_product) return static_cast<float>(product);
  const double lengths = std::sqrt(squares_a) * std::sqrt(squares_b);
  if (!(lengths > 0)) return 0;
  return static_cast<float>(std::clamp(product / lengths, -1.0, 1.0));
}

float to_metric(Metric metric, float score) {
  return metric == Metric::euclidean ? std::sqrt(std::max(0.0F, -score)) : score;
}

// Rows of one form, and what becomes of their products: see score_rows.
struct VectorSet::Block {
  Block(std::size_t its_rows, std::size_t stride, bool is_compressed)
      : rows(its_rows),
        exact(is_compressed ? 0 : rows * stride),
        coarse(is_compressed ? rows * stride : 0) {}
  std::size_t bytes(std::size_t stride, bool is_compressed) const {
    return sizeof(Block) + rows * stride * (is_compressed ? 1 : sizeof(float));
  }
  std::size_t rows;
  Room<float> exact;
  Room<std::int8_t> coarse;
  std::array<float, kBlockRows> factors = {};
  std::array<float, kBlockRows> offsets = {};  // Of bytes, for distances.
};

VectorSet::VectorSet(std::size_t dimensions, Metric metric, bool is_compressed)
    : dimensions_(dimensions),
      stride_(stride_of(dimensions)),
      metric_(metric),
      is_compressed_(is_compressed) {}
VectorSet::VectorSet(VectorSet&&) noexcept = default;
VectorSet& VectorSet::operator=(VectorSet&&) noexcept = default;
VectorSet::~VectorSet() = default;

std::size_t VectorSet::bytes() const {
  std::size_t sum = 0;
  for (const auto& block : blocks_) sum += block->bytes(stride_, is_compressed_);
  return sum;
}

void VectorSet::make_room() {
  if (blocks_.empty() || blocks_.back()->rows == kBlockRows) {
    const std::size_t rows = blocks_.empty() ? kFirstRows : kBlockRows;
    blocks_.push_back(std::make_unique<Block>(rows, stride_, is_compressed_));
    return;
  }
  const Block& small = *blocks_.back();
  auto larger = std::make_unique<Block>(small.rows * 4, stride_, is_compressed_);
  if (is_compressed_)
    std::copy_n(small.coarse.get(), small.rows * stride_, larger->coarse.get());
  else
    std::copy_n(small.exact.get(), small.rows * stride_, larger->exact.get());
  larger->factors = small.factors;
  larger->offsets = small.offsets;
  blocks_.back() = std::move(larger);
}

void VectorSet::append(std::span<const float> values) {
  const std::size_t full =
      blocks_.empty() ? 0 : (blocks_.size() - 1) * kBlockRows + blocks_.back()->rows;
  if (size_ == full) make_room();
  fill(size_++, values);
}

void VectorSet::replace(std::size_t slot, std::span<const float> values) { fill(slot, values); }

void VectorSet::fill(std::size_t slot, std::span<const float> values) {
  Block& block = *blocks_[slot / kBlockRows];
  const std::size_t row = slot % kBlockRows;
  const float length = metric_ == Metric::dot_product ? 1 : length_of(values);
  float factor = metric_ == Metric::cosine ? inverse(length) : 1;
  if (!is_compressed_) {
    std::ranges::copy(values, block.exact.get() + row * stride_);
    // What is computed of a distance is the square, and more of a score is better.
    block.factors[row] = metric_ == Metric::euclidean ? -1 : factor;
    return;
  }
  const float step = largest_of(values) / kLargestOfRow;
  const float scale = inverse(step);
  for (std::size_t i = 0; i < values.size(); ++i)
    block.coarse.get()[place_of(row, i, stride_)] =
        static_cast<std::int8_t>(code_of(values[i], scale, kLargestOfRow) + kRowMiddle);
  factor *= step;
  if (metric_ == Metric::euclidean) {
    // -(a - b)² is 2ab - b², but for a², which is the same for every row.
    factor *= 2;
    block.offsets[row] = -length * length;
  }
  block.factors[row] = factor;
}

std::span<const float> VectorSet::values(std::size_t slot) const {
  const Block& block = *blocks_[slot / kBlockRows];
  return {block.exact.get() + slot % kBlockRows * stride_, dimensions_};
}

void VectorSet::compress() {
  if (is_compressed_) return;
  VectorSet compressed(dimensions_, metric_, true);
  for (std::size_t slot = 0; slot < size_; ++slot) {
    auto& block = blocks_[slot / kBlockRows];
    compressed.append(values(slot));
    // Both at once would be more memory than either.
    if (slot % kBlockRows == kBlockRows - 1) block.reset();
  }
  *this = std::move(compressed);
}

VectorSet::Query VectorSet::prepare(std::span<const float> query) const {
  Query made;
  made.values.assign(stride_, 0);
  std::ranges::copy(query, made.values.begin());
  made.factor = metric_ == Metric::cosine ? inverse(length_of(query)) : 1;
  if (is_compressed_) {
    const float step = step_of_query(query);
    const float scale = inverse(step);
    made.coarse.assign(stride_, 0);
    for (std::size_t i = 0; i < query.size(); ++i) {
      made.coarse[i] = code_of(query[i], scale, kLargestOfQuery);
      made.shift -= kRowMiddle * made.coarse[i];
    }
    made.factor *= step;
  }
  return made;
}

std::size_t VectorSet::score_block(const Query& query, std::size_t first,
                                   std::span<const std::uint8_t> allowed,
                                   std::span<float, kBlockRows> room) const {
  const Block& block = *blocks_[first / kBlockRows];
  const std::size_t count = std::min(kBlockRows, size_ - first);
  // From a row that begins a group.
  const auto score = [&](std::size_t row, std::size_t rows) {
    float* const out = room.data() + row;
    const float* const factors = block.factors.data() + row;
    if (is_compressed_) {
      score_rows(query.coarse.data(), block.coarse.get() + row * stride_, factors, query.factor,
                 query.shift, rows, stride_, out);
      if (metric_ == Metric::euclidean) add_rows(out, block.offsets.data() + row, rows);
      return;
    }
    const auto compute = metric_ == Metric::euclidean ? &squared_distance_rows : &dot_rows;
    compute(query.values.data(), block.exact.get() + row * stride_, rows, stride_, out);
    scale_rows(out, factors, query.factor, rows);
  };
  if (allowed.empty()) {
    score(0, count);
    return count;
  }
  // Of a filter that lets few rows pass, the others are not even read.
  allowed = allowed.subspan(first, count);
  const auto wanted = static_cast<std::size_t>(
      std::ranges::count_if(allowed, [](std::uint8_t flag) { return flag != 0; }));
  if (wanted == 0) return 0;
  if (wanted >= count / 2) {
    score(0, count);
    return count;
  }
  const std::size_t together = is_compressed_ ? kGroupRows : 1;
  for (std::size_t row = 0; row < count; row += together) {
    const std::size_t rows = std::min(together, count - row);
    if (std::ranges::any_of(allowed.subspan(row, rows),
                            [](std::uint8_t flag) { return flag != 0; }))
      score(row, rows);
  }
  return count;
}

}  // namespace crow::search
