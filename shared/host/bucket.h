// A bucket of objects, as operations use it: R2 in production, Miniflare's on one machine.
//
//   Bucket files(context.host, "FILES");
//   co_await files.put("logo/01J…", bytes, {.content_type = "image/png"});
//   auto part = co_await files.find("logo/01J…", {.offset = 0, .length = 65'536});
//   if (part) … part->bytes, part->object.size, part->object.etag
//
// What comes in pieces and may be long goes through a writer, which holds one part of it at a time:
//
//   BucketWriter writer(files, "imports/01J…", {});
//   while (…) co_await writer.append(piece);
//   const StoredObject made = co_await writer.finish();
//
// Nothing is visible under the key before finish(). A writer that is never finished leaves nothing
// but parts, which the bucket drops by itself after seven days.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/host/host.h"

namespace crow {

// An object without its bytes.
struct StoredObject {
  std::string key;
  std::int64_t size = 0;
  std::string etag;  // Without quotes.
  std::string contentType;
  Timestamp uploadedAt;
  Map<std::string> metadata;

  static constexpr auto fields =
      describe(field<&StoredObject::key>("key", "Its name."),
               field<&StoredObject::size>("size", "Its length in bytes."),
               field<&StoredObject::etag>("etag", "Names these very bytes."),
               field<&StoredObject::contentType>("contentType", "Its media type; may be empty."),
               field<&StoredObject::uploadedAt>("uploadedAt", "When it was put there."),
               field<&StoredObject::metadata>("metadata", "What the platform wrote beside it."));
};

struct ObjectPart {
  StoredObject object;
  std::string bytes;
};

struct ObjectOptions {
  std::string_view content_type = {};
  Map<std::string> metadata = {};  // At most 2 KiB; ASCII.
};

struct ByteRange {
  std::int64_t offset = 0;
  std::int64_t length = -1;  // To the end.
};

struct ObjectList {
  std::vector<StoredObject> objects;
  std::optional<std::string> cursor;  // For the next call; absent at the end.

  static constexpr auto fields =
      describe(field<&ObjectList::objects>("objects", "By key, ascending."),
               field<&ObjectList::cursor>("cursor", "Where the next page begins."));
};

class Bucket {
 public:
  Bucket(Host host, std::string_view binding) : host_(host), binding_(binding) {}

  // Keys are up to 1,024 bytes of UTF-8. What was there is replaced.
  //
  // Errors, of all: unavailable.
  Task<StoredObject> put(std::string_view key, std::string_view bytes,
                         ObjectOptions options = {}) const;

  // An object, or a part of it; nothing when there is none. A range beyond the end is cut there,
  // and empty when it begins there.
  Task<std::optional<ObjectPart>> find(std::string_view key, ByteRange range = {}) const;

  // Deletes up to 1,000 objects; what is not there is as good as deleted.
  Task<> remove(std::vector<std::string> keys) const;

  // Up to 1,000 objects whose keys begin with `prefix`.
  Task<ObjectList> list(std::string_view prefix, std::int64_t limit = 1'000,
                        std::string_view cursor = {}) const;

 private:
  friend class BucketWriter;
  Host host_;
  std::string_view binding_;
};

// Writes an object from pieces. R2 takes parts of 5 MiB or more, all but the last of one length, so
// that is what it holds in memory.
class BucketWriter {
 public:
  static constexpr std::size_t kPartBytes = 5 * 1024 * 1024;

  BucketWriter(Bucket bucket, std::string key, ObjectOptions options)
      : bucket_(bucket), key_(std::move(key)), options_(std::move(options)) {}

  // `piece` must outlive the task.
  Task<> append(std::string_view piece);
  // Puts the object there.
  Task<StoredObject> finish();
  // Drops what was written.
  Task<> abandon();

  std::int64_t size() const { return size_; }
  // The SHA-256 of each part of kPartBytes and of the rest, after finish(): equal for equal bytes,
  // however they came.
  std::string_view digests() const { return digests_; }

 private:
  Task<> flush();

  Bucket bucket_;
  std::string key_;
  ObjectOptions options_;
  std::string part_;
  std::string upload_;              // The multipart upload's id; empty while one part is enough.
  std::vector<std::string> etags_;  // Of the parts that are there.
  std::string digests_;
  std::int64_t size_ = 0;
};

}  // namespace crow
