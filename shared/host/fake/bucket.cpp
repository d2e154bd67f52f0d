#include "shared/host/fake/bucket.h"

#include "shared/core/describe.h"
#include "shared/core/text.h"
#include "shared/core/time.h"
#include "shared/host/crypto.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

constexpr std::size_t kPartBytesMin = 5 * 1024 * 1024;

struct Head {
  std::string key, contentType;
  RawObject metadata;
  std::string upload;
  std::int64_t part = 0;
  std::vector<std::string> etags;
  static constexpr auto fields =
      describe(field<&Head::key>("key", ""), field<&Head::contentType>("contentType", ""),
               field<&Head::metadata>("metadata", ""), field<&Head::upload>("upload", ""),
               field<&Head::part>("part", ""), field<&Head::etags>("etags", ""));
};

std::unexpected<std::string> failure(std::string_view message) {
  return std::unexpected(std::string(message));
}

std::string etag_of(std::string_view bytes) { return hex(crypto::sha256(bytes)).substr(0, 32); }

}  // namespace

const std::string* FakeBucket::bytes_of(const std::string& key) const {
  const auto found = objects_.find(key);
  return found == objects_.end() ? nullptr : &found->second.bytes;
}

void FakeBucket::put(const std::string& key, std::string bytes) {
  objects_[key] = {.bytes = std::move(bytes), .content_type = {}};
}

std::string FakeBucket::about(const std::string& key, const Object& object) const {
  json::Writer out;
  out.begin_object().member("key", key).member("size", object.bytes.size());
  out.member("etag", etag_of(object.bytes)).member("contentType", object.content_type);
  out.member("uploadedAt", to_rfc3339({object.uploaded_ms}));
  out.key("metadata").raw(object.metadata).end_object();
  return out.take();
}

HostAnswer FakeBucket::answer(std::string_view operation, std::string_view payload,
                              std::int64_t now_ms) {
  if (operation == "r2.get") {
    const auto offset = static_cast<std::size_t>(*to_number(split_off(payload, '\n')));
    const std::int64_t length = *to_number(split_off(payload, '\n'));
    const std::string key(payload);
    const auto found = objects_.find(key);
    if (found == objects_.end()) return {};
    const std::string& bytes = found->second.bytes;
    const std::size_t from = std::min(offset, bytes.size());
    const std::size_t count = length < 0 ? bytes.size() : static_cast<std::size_t>(length);
    return concat(about(key, found->second), '\n', bytes.substr(from, count));
  }
  if (operation == "r2.list") {
    const auto limit = static_cast<std::size_t>(*to_number(split_off(payload, '\n')));
    const std::string cursor(split_off(payload, '\n'));
    json::Writer out;
    out.begin_object().key("objects").begin_array();
    std::size_t count = 0;
    std::string last;
    bool is_cut = false;
    for (const auto& [key, object] : objects_) {
      if (!key.starts_with(payload) || (!cursor.empty() && key <= cursor)) continue;
      if (count++ == limit) {
        is_cut = true;
        break;
      }
      out.raw(about(key, object));
      last = key;
    }
    out.end_array().key("cursor");
    is_cut ? out.text(last) : out.null();
    return out.end_object().take();
  }
  if (operation == "r2.delete") {
    for (const std::string& key : *json::read<std::vector<std::string>>(std::string(payload)))
      objects_.erase(key);
    return {};
  }
  const auto head =
      json::read<Head>(std::string(split_off(payload, '\n')), {.unknown = json::Unknown::ignored});
  if (!head) return failure(head.error().message);
  Object object{{}, head->contentType, head->metadata.text, now_ms};
  if (operation == "r2.put") {
    object.bytes = payload;
    return about(head->key, objects_[head->key] = object);
  }
  if (operation == "r2.begin") {
    const std::string id = concat("upload-", ++last_upload_);
    uploads_[id] = {head->key, object, {}};
    return id;
  }
  const auto upload = uploads_.find(head->upload);
  if (upload == uploads_.end() || upload->second.key != head->key)
    return failure("The specified multipart upload does not exist. (10024)");
  auto& parts = upload->second.parts;
  if (operation == "r2.part") {
    parts[head->part] = payload;
    return etag_of(payload);
  }
  if (operation == "r2.end") {
    Object& made = upload->second.object;
    for (const auto& [number, bytes] : parts) {
      const bool is_last = number == std::ssize(head->etags);
      if (!is_last &&
          (bytes.size() < kPartBytesMin || bytes.size() != parts.begin()->second.size()))
        return failure(
            "Your proposed upload is smaller than the minimum allowed object size. (10011)");
      made.bytes += bytes;
    }
    const std::string answer = about(head->key, objects_[head->key] = made);
    uploads_.erase(upload);
    return answer;
  }
  uploads_.erase(upload);  // r2.abort
  return {};
}

}  // namespace crow
