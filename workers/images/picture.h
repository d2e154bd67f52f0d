// One image: from its address to a picture in the bucket and a row.
#pragma once

#include <optional>
#include <string>

#include "shared/service/jobs.h"

namespace crow::images {

// Why an image cannot be had.
struct Fault {
  std::string code, message;
  bool may_mend = false;  // Another try may bring it.
};

struct Fetched {
  std::string digest;  // Empty when there is a fault.
  Fault fault = {};
};

// Fetches an address, writes the picture's row, and puts it and its thumbnail into the bucket.
//
// Errors: unavailable, when the bucket or the database is, or the picture is just being deleted.
Task<Fetched> fetch_picture(const JobContext& job, std::string url);

}  // namespace crow::images
