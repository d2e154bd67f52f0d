// Making pictures smaller, or of another shape, by the mean of the area that each pixel covers:
// linear in light, and what is transparent stands on white.
#pragma once

#include "shared/vision/bitmap.h"

namespace crow::vision {

Pixels resize(const Bitmap& bitmap, int width, int height);
Pixels resize(const Pixels& pixels, int width, int height);

// The picture as Exif's orientation (1 to 8) says it is to be seen.
Pixels turn(Pixels pixels, int orientation);

}  // namespace crow::vision
