// Whether two pictures look the same, whatever their size, format and compression.
#pragma once

#include <bit>
#include <cstdint>

#include "shared/vision/colour.h"

namespace crow::vision {

// dHash (Krawetz, "Kind of Like That", 2013): of nine by eight grey pixels, whether each is darker
// than its right neighbour, by more than compression makes of a plain area.
std::uint64_t look_of(const Pixels& pixels);

constexpr int hamming_distance(std::uint64_t a, std::uint64_t b) { return std::popcount(a ^ b); }

// At most so many of 64 bits differ between copies of one picture.
inline constexpr int kSameLookMax = 4;

// What is compared. Two plain areas, or one shoe in red and in blue, have the same look: they are
// told apart by the mean colours of four by four fields.
struct Looks {
  std::uint64_t look = 0;
  std::array<Rgb, 16> fields = {};
};
Looks looks_of(const Pixels& pixels);
bool look_the_same(const Looks& a, const Looks& b);

}  // namespace crow::vision
