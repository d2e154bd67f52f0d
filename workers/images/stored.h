// A picture as its row tells it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/core/describe.h"
#include "shared/vision/likeness.h"

namespace crow::images {

// A row by its organization and its name there.
struct Place {
  std::string organizationId, id;
  static constexpr auto fields =
      describe(field<&Place::organizationId>("organizationId", ""), field<&Place::id>("id", ""));
};

struct StoredColour {
  std::string hex;
  double share = 0;
  static constexpr auto fields =
      describe(field<&StoredColour::hex>("hex", ""), field<&StoredColour::share>("share", ""));
};

// An image of a product whose picture is there.
struct Shown {
  std::string url;
  std::optional<std::string> alt;
  std::string digest, key;
  std::optional<std::string> thumbnailKey;
  std::string mediaType;
  std::int64_t width = 0, height = 0, bytes = 0;
  std::optional<std::string> look, looksOfFields;
  RawJson colours;

  static constexpr auto fields = describe(
      field<&Shown::url>("url", ""), field<&Shown::alt>("alt", ""),
      field<&Shown::digest>("digest", ""), field<&Shown::key>("key", ""),
      field<&Shown::thumbnailKey>("thumbnailKey", ""), field<&Shown::mediaType>("mediaType", ""),
      field<&Shown::width>("width", ""), field<&Shown::height>("height", ""),
      field<&Shown::bytes>("bytes", ""), field<&Shown::look>("look", ""),
      field<&Shown::looksOfFields>("looksOfFields", ""), field<&Shown::colours>("colours", ""));
};

// "00ff…": 16 digits of the hash; and 16 colours of six digits each.
std::string write_look(const vision::Looks& looks);
std::string write_fields(const vision::Looks& looks);
// Nothing where a picture was kept undecoded.
std::optional<vision::Looks> looks_in(const Shown& shown);

}  // namespace crow::images
