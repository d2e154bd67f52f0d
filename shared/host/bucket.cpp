#include "shared/host/bucket.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/crypto.h"
#include "shared/json/read.h"
#include "shared/json/write.h"

namespace crow {
namespace {

// What goes before the bytes of a payload, as one line of JSON.
struct Head {
  std::string key;
  std::string contentType = {};
  Map<std::string> metadata = {};
  std::string upload = {};
  std::int64_t part = 0;
  std::vector<std::string> etags = {};

  static constexpr auto fields =
      describe(field<&Head::key>("key", ""), field<&Head::contentType>("contentType", ""),
               field<&Head::metadata>("metadata", ""), field<&Head::upload>("upload", ""),
               field<&Head::part>("part", ""), field<&Head::etags>("etags", ""));
};

Head head_of(std::string_view key, const ObjectOptions& options = {}) {
  return {.key = std::string(key),
          .contentType = std::string(options.content_type),
          .metadata = options.metadata};
}

Result<> read_answer(std::string text, const Type& type, void* out) {
  auto outcome = json::read(std::move(text), type, out, {.unknown = json::Unknown::ignored});
  if (outcome) return {};
  return fail(ErrorCode::unavailable, "A part of the platform gave an unexpected answer.",
              concat("bucket: ", outcome.error().message));
}

// One call, whose answer is an object.
Task<StoredObject> call_for_object(Host host, std::string_view operation, std::string_view binding,
                                   std::string payload) {
  std::string answer = co_await host.call(operation, binding, payload);
  StoredObject object;
  co_await read_answer(std::move(answer), kTypeOf<StoredObject>, &object);
  co_return std::move(object);
}

}  // namespace

Task<StoredObject> Bucket::put(std::string_view key, std::string_view bytes,
                               ObjectOptions options) const {
  return call_for_object(host_, "r2.put", binding_,
                         concat(json::write(head_of(key, options)), '\n', bytes));
}

Task<std::optional<ObjectPart>> Bucket::find(std::string_view key, ByteRange range) const {
  std::string answer =
      co_await host_.call("r2.get", binding_, concat(range.offset, '\n', range.length, '\n', key));
  if (answer.empty()) co_return std::optional<ObjectPart>();
  const auto end = answer.find('\n');
  ObjectPart part;
  co_await read_answer(answer.substr(0, end), kTypeOf<StoredObject>, &part.object);
  answer.erase(0, end + 1);
  part.bytes = std::move(answer);
  co_return std::optional(std::move(part));
}

Task<> Bucket::remove(std::vector<std::string> keys) const {
  if (keys.empty()) co_return;
  co_await host_.call("r2.delete", binding_, json::write(keys));
}

Task<ObjectList> Bucket::list(std::string_view prefix, std::int64_t limit,
                              std::string_view cursor) const {
  std::string answer =
      co_await host_.call("r2.list", binding_, concat(limit, '\n', cursor, '\n', prefix));
  ObjectList listed;
  co_await read_answer(std::move(answer), kTypeOf<ObjectList>, &listed);
  co_return std::move(listed);
}

Task<> BucketWriter::append(std::string_view piece) {
  while (!piece.empty()) {
    const std::size_t taken = std::min(kPartBytes - part_.size(), piece.size());
    part_ += piece.substr(0, taken);
    piece.remove_prefix(taken);
    size_ += static_cast<std::int64_t>(taken);
    if (part_.size() == kPartBytes) co_await flush();
  }
}

Task<> BucketWriter::flush() {
  digests_ += crypto::sha256(part_);
  const Host host = bucket_.host_;
  if (upload_.empty())
    upload_ =
        co_await host.call("r2.begin", bucket_.binding_, json::write(head_of(key_, options_)));
  Head head{.key = key_, .upload = upload_, .part = std::ssize(etags_) + 1};
  std::string payload = concat(json::write(head), '\n', part_);
  part_.clear();
  etags_.push_back(co_await host.call("r2.part", bucket_.binding_, payload));
}

Task<StoredObject> BucketWriter::finish() {
  if (upload_.empty()) {
    digests_ += crypto::sha256(part_);
    const std::string bytes = std::move(part_);
    co_return co_await bucket_.put(key_, bytes, options_);
  }
  if (!part_.empty()) co_await flush();
  Head head{.key = key_, .upload = std::exchange(upload_, {}), .etags = etags_};
  co_return co_await call_for_object(bucket_.host_, "r2.end", bucket_.binding_, json::write(head));
}

Task<> BucketWriter::abandon() {
  part_.clear();
  if (upload_.empty()) co_return;
  const Head head{.key = key_, .upload = std::exchange(upload_, {})};
  co_await bucket_.host_.call("r2.abort", bucket_.binding_, json::write(head));
}

}  // namespace crow
