// R2 in memory, with its rules: parts of a multipart upload are 5 MiB or more and of one length but
// for the last, and nothing is visible before the upload's end.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/host/fake/answer.h"

namespace crow {

class FakeBucket {
 public:
  // Whether this is an operation of buckets; answer() then does it. A failure is a message behind a
  // NUL.
  static bool knows(std::string_view operation) { return operation.starts_with("r2."); }
  HostAnswer answer(std::string_view operation, std::string_view payload, std::int64_t now_ms);

  std::size_t size() const { return objects_.size(); }
  const std::string* bytes_of(const std::string& key) const;
  void put(const std::string& key, std::string bytes);

 private:
  struct Object {
    std::string bytes, content_type, metadata = "{}";
    std::int64_t uploaded_ms = 0;
  };
  struct Upload {
    std::string key;
    Object object;
    std::map<std::int64_t, std::string> parts;
  };
  std::string about(const std::string& key, const Object& object) const;

  std::map<std::string, Object> objects_;
  std::map<std::string, Upload> uploads_;
  std::int64_t last_upload_ = 0;
};

}  // namespace crow
