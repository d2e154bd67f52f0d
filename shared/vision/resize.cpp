#include "shared/vision/resize.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/vision/colour.h"

namespace crow::vision {
namespace {

// Which pixels of a row a new one covers, and how much of each.
struct Span {
  int first = 0;
  std::vector<float> weights;  // Their sum is 1.
};

std::vector<Span> spans_of(int from, int to) {
  std::vector<Span> spans(static_cast<std::size_t>(to));
  const double scale = static_cast<double>(from) / to;
  for (int i = 0; i < to; ++i) {
    const double begin = i * scale, end = std::min<double>((i + 1) * scale, from);
    Span& span = spans[static_cast<std::size_t>(i)];
    span.first = std::min(static_cast<int>(begin), from - 1);
    const int last = std::clamp(static_cast<int>(std::ceil(end)) - 1, span.first, from - 1);
    for (int x = span.first; x <= last; ++x) {
      const double covered = std::min<double>(end, x + 1) - std::max<double>(begin, x);
      span.weights.push_back(static_cast<float>(std::max(covered, 1e-6) / scale));
    }
  }
  return spans;
}

struct View {
  int width, height, channels;
  const std::uint8_t* bytes;
};

// A row in linear light, three floats a pixel, on white.
void read_row(const View& view, int y, std::vector<float>& row) {
  const auto channels = static_cast<std::size_t>(view.channels);
  const std::uint8_t* at =
      view.bytes + static_cast<std::size_t>(y) * static_cast<std::size_t>(view.width) * channels;
  const auto& light = linear_light();
  const bool is_grey = channels < 3, has_alpha = channels == 2 || channels == 4;
  for (std::size_t x = 0; x < static_cast<std::size_t>(view.width); ++x, at += channels) {
    const float alpha = has_alpha ? static_cast<float>(at[channels - 1]) / 255.0f : 1.0f;
    for (std::size_t c = 0; c < 3; ++c)
      row[x * 3 + c] = light[at[is_grey ? 0 : c]] * alpha + (1.0f - alpha);
  }
}

Pixels resize(const View& view, int width, int height) {
  const auto columns = spans_of(view.width, width), rows = spans_of(view.height, height);
  const auto wide = static_cast<std::size_t>(width) * 3;
  std::vector<float> source(static_cast<std::size_t>(view.width) * 3), narrow(wide), sum(wide);
  Pixels out{width, height, std::vector<std::uint8_t>(wide * static_cast<std::size_t>(height))};
  int read = -1;  // The row that `narrow` holds.
  for (std::size_t y = 0; y < rows.size(); ++y) {
    std::ranges::fill(sum, 0.0f);
    for (std::size_t i = 0; i < rows[y].weights.size(); ++i) {
      const int row = rows[y].first + static_cast<int>(i);
      if (row != read) {
        read_row(view, row, source);
        for (std::size_t x = 0; x < columns.size(); ++x) {
          float red = 0, green = 0, blue = 0;
          const float* from = source.data() + static_cast<std::size_t>(columns[x].first) * 3;
          for (const float weight : columns[x].weights) {
            red += weight * from[0];
            green += weight * from[1];
            blue += weight * from[2];
            from += 3;
          }
          narrow[x * 3] = red;
          narrow[x * 3 + 1] = green;
          narrow[x * 3 + 2] = blue;
        }
        read = row;
      }
      for (std::size_t x = 0; x < wide; ++x) sum[x] += rows[y].weights[i] * narrow[x];
    }
    for (std::size_t x = 0; x < wide; ++x) out.rgb[y * wide + x] = from_linear_light(sum[x]);
  }
  return out;
}

}  // namespace

Pixels resize(const Bitmap& bitmap, int width, int height) {
  return resize(View{bitmap.width, bitmap.height, bitmap.channels, bitmap.bytes.get()}, width,
                height);
}

Pixels resize(const Pixels& pixels, int width, int height) {
  return resize(View{pixels.width, pixels.height, 3, pixels.rgb.data()}, width, height);
}

Pixels turn(Pixels pixels, int orientation) {
  if (orientation <= 1 || orientation > 8) return pixels;
  const bool is_turned = orientation >= 5;
  const int width = is_turned ? pixels.height : pixels.width;
  const int height = is_turned ? pixels.width : pixels.height;
  Pixels out{width, height, std::vector<std::uint8_t>(pixels.rgb.size())};
  std::uint8_t* to = out.rgb.data();
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      // Where the pixel that is shown here is stored.
      int column = is_turned ? y : x, row = is_turned ? x : y;
      if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
        column = pixels.width - 1 - column;
      if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
        row = pixels.height - 1 - row;
      to = std::copy_n(pixels.at(column, row), 3, to);
    }
  return out;
}

}  // namespace crow::vision
