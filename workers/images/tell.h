// What products learns of a product's images.
#pragma once

#include <string>
#include <vector>

#include "shared/service/jobs.h"
#include "workers/images/stored.h"

namespace crow::images {

// The images of a product whose pictures are there, in the shop's order: of those that look the
// same the largest, at the place of the first.
Task<std::vector<Shown>> shown_images(const JobContext& job, std::string_view product_id);

// A description that is there, or what is missing for it.
struct Described {
  std::string mode, model, caption;
  RawJson features;
  static constexpr auto fields = describe(
      field<&Described::mode>("mode", ""), field<&Described::model>("model", ""),
      field<&Described::caption>("caption", ""), field<&Described::features>("features", ""));
};

// Under which name a description of this picture is kept.
//
// Errors: misconfigured, as Ai.
Result<std::string> asked_of(const Shown& shown, std::string_view product_name);
Task<std::optional<Described>> find_description(const JobContext& job, const Shown& shown,
                                                std::string_view product_name);
// Asks for one; the row that keeps it.
//
// Errors: those of Ai; unavailable, when the bucket is.
Task<sql::BoundStatement> make_description(const JobContext& job, const Shown& shown,
                                           std::string product_name);

// Tells products which images there are, and, when `is_seen`, what is seen in them. While nothing
// of them could be had, none are told, and the shop's own addresses are better than nothing. False
// when products does not have the product any more.
//
// Errors: unavailable.
Task<bool> tell_products(const JobContext& job, std::string product_id, std::string product_name,
                         bool is_seen);

}  // namespace crow::images
