#include "shared/search/vector-set.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "shared/search/kernels.h"

namespace crow::search {
namespace {

constexpr float kLargestCode = 127;

float length_of(std::span<const float> values) {
  double sum = 0;
  for (const float value : values) sum += double{value} * double{value};
  return static_cast<float>(std::sqrt(sum));
}

// Of what is too small to be divided by: zero, which makes everything zero.
float inverse(float number) { return number > 0 && std::isfinite(1 / number) ? 1 / number : 0; }

// Steps of a size so that the largest number becomes 127.
float step_of(std::span<const float> values) {
  float largest = 0;
  for (const float value : values) largest = std::max(largest, std::abs(value));
  return largest / kLargestCode;
}

template <typename Code>
void encode(std::span<const float> values, float step, Code* out) {
  const float scale = inverse(step);
  for (const float value : values) {
    const float code = std::nearbyint(value * scale);
    *out++ = static_cast<Code>(std::clamp(code, -kLargestCode, kLargestCode));
  }
}

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

// Rows of one form, with what their scores are multiplied with and what is added to them.
struct VectorSet::Block {
  std::unique_ptr<float[]> exact;
  std::unique_ptr<std::int8_t[]> coarse;
  std::array<float, kBlockRows> factor;
  std::array<float, kBlockRows> offset;
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
  const std::size_t rows = kBlockRows * stride_ * (is_compressed_ ? 1 : sizeof(float));
  return blocks_.size() * (sizeof(Block) + rows);
}

void VectorSet::append(std::span<const float> values) {
  if (size_ == blocks_.size() * kBlockRows) {
    auto block = std::make_unique<Block>();
    const std::size_t room = kBlockRows * stride_;
    if (is_compressed_)
      block->coarse = std::make_unique<std::int8_t[]>(room);
    else
      block->exact = std::make_unique<float[]>(room);
    blocks_.push_back(std::move(block));
  }
  fill(size_++, values);
}

void VectorSet::replace(std::size_t slot, std::span<const float> values) { fill(slot, values); }

void VectorSet::fill(std::size_t slot, std::span<const float> values) {
  Block& block = *blocks_[slot / kBlockRows];
  const std::size_t row = slot % kBlockRows;
  const float length = metric_ == Metric::dot_product ? 1 : length_of(values);
  block.factor[row] = metric_ == Metric::cosine ? inverse(length) : 1;
  block.offset[row] = 0;
  if (!is_compressed_) {
    std::ranges::copy(values, block.exact.get() + row * stride_);
    return;
  }
  const float step = step_of(values);
  encode(values, step, block.coarse.get() + row * stride_);
  block.factor[row] *= step;
  if (metric_ == Metric::euclidean) {
    // -(a - b)² is 2ab - b², but for a², which is the same for every row.
    block.factor[row] *= 2;
    block.offset[row] = -length * length;
  }
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
    made.step = step_of(query);
    made.coarse.assign(stride_, 0);
    encode(query, made.step, made.coarse.data());
    made.factor *= made.step;
  }
  return made;
}

std::span<float> VectorSet::score_block(const Query& query, std::size_t first,
                                        std::span<const std::uint8_t> allowed,
                                        std::span<float, kBlockRows> room) const {
  const Block& block = *blocks_[first / kBlockRows];
  const std::size_t count = std::min(kBlockRows, size_ - first);
  const auto is_allowed = [&](std::size_t row) { return allowed[first + row] != 0; };
  // Of a filter that lets few rows pass, the others are not even read.
  std::size_t wanted = count;
  if (!allowed.empty())
    wanted = static_cast<std::size_t>(std::ranges::count_if(allowed.subspan(first, count),
                                                            [](auto flag) { return flag != 0; }));
  if (wanted == 0) return {};
  const bool is_sparse = wanted < count / 2;
  const auto score = [&](std::size_t row, std::size_t rows, float* out) {
    if (is_compressed_) {
      std::array<std::int32_t, kBlockRows> products;
      dot_rows(query.coarse.data(), block.coarse.get() + row * stride_, rows, stride_,
               products.data());
      for (std::size_t i = 0; i < rows; ++i) out[i] = static_cast<float>(products[i]);
    } else if (metric_ == Metric::euclidean) {
      squared_distance_rows(query.values.data(), block.exact.get() + row * stride_, rows, stride_,
                            out);
      for (std::size_t i = 0; i < rows; ++i) out[i] = -out[i];
    } else {
      dot_rows(query.values.data(), block.exact.get() + row * stride_, rows, stride_, out);
    }
    for (std::size_t i = 0; i < rows; ++i)
      out[i] = out[i] * query.factor * block.factor[row + i] + block.offset[row + i];
  };
  if (!is_sparse) {
    score(0, count, room.data());
  } else {
    for (std::size_t row = 0; row < count; ++row)
      if (is_allowed(row)) score(row, 1, room.data() + row);
  }
  return std::span<float>(room).first(count);
}

}  // namespace crow::search
