// The structure of each format, walked from the first byte to the last. Every reader takes bytes
// that begin as its format does, and answers where the picture ends and how large it is.
#pragma once

#include <optional>

#include "shared/vision/header.h"

namespace crow::vision {

using Found = std::expected<Header, Refusal>;

// What is wrong with a size, so that it is said before anything else is looked at.
std::optional<Refusal> fault_of_size(const Header& header);

Found read_jpeg(std::string_view bytes);
Found read_png(std::string_view bytes);
Found read_gif(std::string_view bytes);
Found read_bmp(std::string_view bytes);
Found read_webp(std::string_view bytes);
Found read_avif(std::string_view bytes);

}  // namespace crow::vision
