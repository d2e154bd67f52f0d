// What a bucket must do, whoever provides it: run against the fake by bucket-test.cpp and against
// R2, as Miniflare has it, by wasm-tests/kernel/bucket.test.mjs.
#pragma once

#include <string>
#include <vector>

#include "shared/core/text.h"
#include "shared/host/bucket.h"

namespace crow {

// Goes through everything; the sentences that did not hold.
inline Task<std::vector<std::string>> check_bucket(Bucket bucket) {
  std::vector<std::string> faults;
  const auto expect = [&](bool holds, std::string_view sentence) {
    if (!holds) faults.emplace_back(sentence);
  };
  const std::string bytes = concat("a\nb", std::string_view("\0\xff", 2), "\xc3\xa4");
  const ObjectOptions options{.content_type = "text/csv", .metadata = {{{"kind", "a b"}}}};

  auto made = co_await bucket.put("t/one", bytes, options);
  expect(made.key == "t/one" && made.size == std::ssize(bytes), "put tells key and size");
  expect(!made.etag.empty() && made.etag.find('"') == made.etag.npos, "an etag has no quotes");
  expect(made.uploadedAt.ms > 1'700'000'000'000, "put tells the time");

  auto whole = co_await bucket.find("t/one");
  expect(whole && whole->bytes == bytes, "find gives the bytes that were put");
  expect(whole && whole->object.contentType == "text/csv", "find gives the type");
  expect(whole && whole->object.metadata == options.metadata, "find gives the metadata");
  expect(whole && whole->object.etag == made.etag, "an etag stays");
  expect(!co_await bucket.find("t/none"), "what is not there is not found");
  expect(!co_await bucket.find("t/none", {.offset = 5, .length = 2}), "nor is a part of it");

  auto middle = co_await bucket.find("t/one", {.offset = 1, .length = 3});
  expect(middle && middle->bytes == bytes.substr(1, 3), "a range is that part");
  expect(middle && middle->object.size == std::ssize(bytes), "with a range size is the whole");
  auto tail = co_await bucket.find("t/one", {.offset = 4});
  expect(tail && tail->bytes == bytes.substr(4), "a range without a length goes to the end");
  auto beyond = co_await bucket.find("t/one", {.offset = 2, .length = 1'000});
  expect(beyond && beyond->bytes == bytes.substr(2), "a range is cut at the end");
  auto behind = co_await bucket.find("t/one", {.offset = std::ssize(bytes), .length = 10});
  expect(behind && behind->bytes.empty(), "a range at the end is empty");
  auto none = co_await bucket.find("t/one", {.offset = 0, .length = 0});
  expect(none && none->bytes.empty() && none->object.size == std::ssize(bytes),
         "a range of nothing tells of the object");

  auto other = co_await bucket.put("t/one", "new");
  expect(other.etag != made.etag && other.size == 3, "put replaces");
  auto empty = co_await bucket.put("t/empty", "");
  auto found_empty = co_await bucket.find("t/empty");
  expect(empty.size == 0 && found_empty && found_empty->bytes.empty(), "an object may be empty");

  co_await bucket.put("u/two", "2");
  auto listed = co_await bucket.list("t/");
  expect(listed.objects.size() == 2 && listed.objects.at(0).key == "t/empty" &&
             listed.objects.at(1).key == "t/one" && !listed.cursor,
         "a list has what begins with the prefix, by key");
  auto first = co_await bucket.list("t/", 1);
  expect(first.objects.size() == 1 && first.cursor.has_value(), "a list is cut at its limit");
  auto second = co_await bucket.list("t/", 1, first.cursor.value_or(""));
  expect(second.objects.size() == 1 && second.objects.at(0).key == "t/one" && !second.cursor,
         "a cursor goes on where the list was cut");

  BucketWriter small(bucket, "w/small", options);
  co_await small.append("ab");
  co_await small.append("");
  co_await small.append("c");
  auto written = co_await small.finish();
  expect(written.size == 3 && written.contentType == "text/csv", "a short writer is one put");

  const std::string piece(700'001, 'p');
  BucketWriter large(bucket, "w/large", options);
  std::string all;
  for (int i = 0; i < 17; ++i) {
    co_await large.append(piece);
    all += piece;
  }
  expect(!co_await bucket.find("w/large"), "nothing is there before a writer's end");
  auto put_together = co_await large.finish();
  expect(put_together.size == std::ssize(all) && large.size() == std::ssize(all),
         "a long writer has all bytes");
  auto seam = co_await bucket.find(
      "w/large", {.offset = static_cast<std::int64_t>(BucketWriter::kPartBytes) - 3, .length = 6});
  expect(seam && seam->bytes == "pppppp", "parts follow one another");
  expect(put_together.metadata == options.metadata, "a long writer's metadata are kept");
  expect(large.digests().size() == 3 * 32, "a digest for each part");

  BucketWriter given_up(bucket, "w/none", {});
  for (int i = 0; i < 8; ++i) co_await given_up.append(piece);
  co_await given_up.abandon();
  expect(!co_await bucket.find("w/none"), "what is abandoned is not there");

  co_await bucket.remove({"t/one", "t/none", "t/empty"});
  expect((co_await bucket.list("t/")).objects.empty(), "what is removed is gone");
  co_await bucket.remove({"u/two", "w/small", "w/large"});
  co_await bucket.remove({});
  co_return faults;
}

}  // namespace crow
