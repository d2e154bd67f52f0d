// k-means over some of a picture's pixels, its first centres by k-means++ (Arthur and
// Vassilvitskii, 2007) from a seed that never changes.
#include <algorithm>
#include <limits>

#include "shared/vision/colour.h"

namespace crow::vision {
namespace {

constexpr int kSideOfSample = 64;
constexpr std::size_t kClusters = 6, kColoursMax = 5;
constexpr int kTurns = 12;
constexpr float kSame = 9.0f;  // Two centres nearer than this are one colour.
constexpr double kShareMin = 0.03;
constexpr float kBackground = 8.0f;  // From the border's colour.
constexpr double kBorderMin = 0.85;  // Of the border that has its colour.
constexpr double kForegroundMin = 0.02;

// SplitMix64 (Steele, Lea and Flood, 2014).
class Chance {
 public:
  double next() {
    x_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = x_;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return static_cast<double>((z ^ z >> 31) >> 11) * 0x1.0p-53;
  }

 private:
  std::uint64_t x_ = 0x63726f77;
};

struct Cluster {
  Lab centre;
  double count = 0;
};

float square(Lab a, Lab b) {
  const float l = a.lightness - b.lightness, p = a.a - b.a, q = a.b - b.b;
  return l * l + p * p + q * q;
}

Lab mean_of(const std::vector<Lab>& points) {
  double l = 0, a = 0, b = 0;
  for (const Lab& one : points) l += one.lightness, a += one.a, b += one.b;
  const double count = std::max<double>(1, static_cast<double>(points.size()));
  return {static_cast<float>(l / count), static_cast<float>(a / count),
          static_cast<float>(b / count)};
}

// Without the background, if there is one.
std::vector<Lab> foreground(std::vector<Lab> points, int width, int height) {
  std::vector<Lab> border;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1)
        border.push_back(points[static_cast<std::size_t>(y * width + x)]);
  // Around the middle one of them, so that what touches the border does not pull it away.
  std::vector<Lab> sorted = border;
  const auto half = sorted.begin() + std::ssize(sorted) / 2;
  std::ranges::nth_element(sorted, half, {}, &Lab::lightness);
  const Lab middle = *half;
  const auto is_ground = [&](const Lab& one) { return distance(one, middle) < kBackground; };
  const auto alike = static_cast<double>(std::ranges::count_if(border, is_ground));
  if (alike < kBorderMin * static_cast<double>(border.size())) return points;
  std::vector<Lab> kept;
  for (const Lab& one : points)
    if (!is_ground(one)) kept.push_back(one);
  if (static_cast<double>(kept.size()) < kForegroundMin * static_cast<double>(points.size()))
    return points;
  return kept;
}

std::vector<Lab> first_centres(const std::vector<Lab>& points) {
  Chance chance;
  std::vector<Lab> centres{
      points[static_cast<std::size_t>(chance.next() * static_cast<double>(points.size()))]};
  std::vector<float> far(points.size(), std::numeric_limits<float>::max());
  while (centres.size() < kClusters) {
    double sum = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      far[i] = std::min(far[i], square(points[i], centres.back()));
      sum += static_cast<double>(far[i]);
    }
    if (sum < 1) break;  // Every point is at a centre.
    double left = chance.next() * sum;
    std::size_t chosen = 0;
    while (chosen + 1 < points.size() && (left -= static_cast<double>(far[chosen])) > 0) ++chosen;
    centres.push_back(points[chosen]);
  }
  return centres;
}

std::vector<Cluster> clusters_of(const std::vector<Lab>& points) {
  std::vector<Cluster> clusters;
  for (const Lab& centre : first_centres(points)) clusters.push_back({centre});
  for (int turn = 0; turn < kTurns; ++turn) {
    std::vector<std::vector<Lab>> members(clusters.size());
    for (const Lab& point : points) {
      const auto nearest = std::ranges::min_element(
          clusters, {}, [&](const Cluster& one) { return square(point, one.centre); });
      members[static_cast<std::size_t>(nearest - clusters.begin())].push_back(point);
    }
    for (std::size_t i = 0; i < clusters.size(); ++i) {
      clusters[i].count = static_cast<double>(members[i].size());
      if (!members[i].empty()) clusters[i].centre = mean_of(members[i]);
    }
  }
  return clusters;
}

// The largest first. They are few enough to be put in one by one.
void sort_by_count(std::vector<Cluster>& clusters) {
  for (auto one = clusters.begin(); one != clusters.end(); ++one)
    std::rotate(std::ranges::upper_bound(clusters.begin(), one, one->count, std::ranges::greater(),
                                         &Cluster::count),
                one, one + 1);
}

// The larger takes in the smaller ones that look like it.
std::vector<Cluster> merged(std::vector<Cluster> clusters) {
  sort_by_count(clusters);
  std::vector<Cluster> kept;
  for (const Cluster& one : clusters) {
    const auto same = std::ranges::find_if(
        kept, [&](const Cluster& other) { return distance(one.centre, other.centre) < kSame; });
    if (same == kept.end())
      kept.push_back(one);
    else
      same->count += one.count;
  }
  sort_by_count(kept);
  return kept;
}

}  // namespace

std::vector<ColourShare> dominant_colours(const Pixels& pixels) {
  if (pixels.rgb.empty()) return {};
  // Pixels as they are: means of several would bring colours that nothing has.
  const int columns = std::min(pixels.width, kSideOfSample);
  const int rows = std::min(pixels.height, kSideOfSample);
  std::vector<Lab> points;
  for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x) {
      const std::uint8_t* rgb = pixels.at((2 * x + 1) * pixels.width / (2 * columns),
                                          (2 * y + 1) * pixels.height / (2 * rows));
      points.push_back(to_lab({rgb[0], rgb[1], rgb[2]}));
    }
  points = foreground(std::move(points), columns, rows);
  std::vector<ColourShare> out;
  for (const Cluster& one : merged(clusters_of(points))) {
    const double share = one.count / static_cast<double>(points.size());
    if (out.size() < kColoursMax && (share >= kShareMin || out.empty()))
      out.push_back({to_rgb(one.centre), share});
  }
  return out;
}

}  // namespace crow::vision
