// A file that a form brings, on its way into a bucket, never held whole.
//
//   const Upload upload = co_await receive_upload(
//       context, {.bucket = "FILES", .key = import_key(id), .texts = kTexts, .bytes_max = kMax});
//
// multipart/form-data with one part `file`, and short texts beside it that are named. Whoever reads
// one so takes an Idempotency-Key too: its endpoint says `reads_input`. The key then stands for
// what the form says, not for its boundary, which is new each time.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "shared/service/context.h"

namespace crow {

struct UploadRules {
  std::string_view bucket;  // The binding.
  std::string key;          // Where the file goes.
  std::span<const std::string_view> texts;
  std::size_t bytes_max = 0;
};

struct Upload {
  std::string file_name;                     // As the client calls it; empty when it does not.
  std::map<std::string, std::string> texts;  // Those that came.
};

// Errors: unsupported_media_type; payload_too_large; invalid_argument, for what is no such form;
// those of the bucket and of idempotency. On failure nothing stays in the bucket.
Task<Upload> receive_upload(Context& context, UploadRules rules);

}  // namespace crow
