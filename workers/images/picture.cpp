#include "workers/images/picture.h"

#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/host/crypto.h"
#include "shared/host/fetch.h"
#include "shared/vision/picture.h"
#include "workers/images/handlers.h"
#include "workers/images/stored.h"
#include "workers/images/sweep-job.h"

namespace crow::images {
namespace {

// What can be decoded first.
constexpr std::string_view kAccept =
    "image/jpeg, image/png, image/gif;q=0.9, image/webp;q=0.6, image/avif;q=0.5, image/*;q=0.1";
constexpr std::size_t kKeyLength = 32;  // 192 bits.

struct Salt {
  std::string salt;
  static constexpr auto fields = describe(field<&Salt::salt>("salt", ""));
};
constexpr sql::Statement<Salt, std::string_view> kSelectSalt{"images.salt", R"sql(
  SELECT salt FROM organization WHERE id = ?1
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         std::optional<std::string_view>, std::string_view, std::int64_t,
                         std::int64_t, std::int64_t, std::optional<std::string>,
                         std::optional<std::string>, std::vector<StoredColour>, Timestamp,
                         std::int64_t>
    kInsertPicture{"images.picture", R"sql(
  INSERT INTO picture (organization_id, digest, key, thumbnail_key, media_type, width, height,
                       bytes, look, fields, colours, created_at, keep_until)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT (organization_id, digest) DO UPDATE SET keep_until = excluded.keep_until
)sql"};

constexpr sql::Statement<Place, std::string_view, std::optional<std::string_view>> kSelectRemoval{
    "images.removal", R"sql(
  SELECT '' AS organization_id, key AS id FROM removal WHERE key IN (?1, ?2) LIMIT 1
)sql"};

Fetched failed(std::string_view code, std::string_view message, bool may_mend = false) {
  Fetched fetched;
  fetched.fault = {std::string(code), std::string(message), may_mend};
  return fetched;
}

// The bytes, or why there are none.
Task<Fetched> download(const JobContext& job, std::string url, std::string& bytes) {
  auto answer = co_await crow::fetch(
                    job.host, std::move(url),
                    {.headers = {{"accept", std::string(kAccept)}}, .bytes_max = vision::kBytesMax})
                    .as_result();
  if (!answer) {
    const std::string_view reason = reason_of(answer.error());
    co_return failed(reason.empty() ? "unreadable" : reason, answer.error().message,
                     answer.error().code == ErrorCode::unavailable);
  }
  const int status = answer->status;
  if (status == 404 || status == 410)
    co_return failed("not_found", concat("The shop answered ", status, '.'));
  if (status != 200)
    co_return failed("bad_status", concat("The shop answered ", status, '.'),
                     status == 429 || status >= 500);
  bytes = std::move(answer->body);
  co_return Fetched{};
}

std::string key_of(std::string_view salt, std::string_view digest, std::string_view which) {
  return base64url(crypto::hmac_sha256(salt, concat(digest, which))).substr(0, kKeyLength);
}

}  // namespace

Task<Fetched> fetch_picture(const JobContext& job, std::string url) {
  std::string bytes;
  Fetched fetched = co_await download(job, std::move(url), bytes);
  if (!fetched.fault.code.empty()) co_return fetched;
  auto picture = vision::look_at(bytes);
  if (!picture)
    co_return failed(vision::name_of(picture.error()), vision::sentence_of(picture.error()));
  const vision::Header& header = picture->header;
  bytes.resize(header.end);

  const std::string& organization = job.job.organization_id;
  const auto salt = co_await job.database.find(kSelectSalt, organization);
  co_await require(salt.has_value(), ErrorCode::internal, "The organization has no salt.");
  fetched.digest = hex(crypto::sha256(bytes));
  const std::string key = key_of(salt->salt, fetched.digest, "");
  std::optional<std::string> thumbnail_key, look, fields;
  std::vector<StoredColour> colours;
  if (picture->sight) {
    if (!picture->sight->thumbnail.empty())
      thumbnail_key = key_of(salt->salt, fetched.digest, " 320");
    look = write_look(picture->sight->looks);
    fields = write_fields(picture->sight->looks);
    for (const vision::ColourShare& one : picture->sight->colours)
      colours.push_back({vision::to_hex(one.colour), one.share});
  }
  // The row first: from here on no sweep takes the picture away, and one that does is waited for.
  const Timestamp now = job.now();
  const auto thumbnail =
      thumbnail_key ? std::optional<std::string_view>(*thumbnail_key) : std::nullopt;
  co_await job.database.run_all(
      {sql::bind(kInsertPicture, organization, fetched.digest, key, thumbnail,
                 vision::media_type(header.format), std::int64_t{header.shown_width()},
                 std::int64_t{header.shown_height()}, std::ssize(bytes), look, fields, colours, now,
                 now.ms + kUnshownKeptMs)});
  const auto removal = co_await job.database.find(kSelectRemoval, key, thumbnail);
  co_await require(!removal, ErrorCode::unavailable,
                   "The picture is being deleted; it is fetched again when it is gone.");
  const crow::Bucket bucket(job.host, kBucket);
  ObjectOptions options{.content_type = vision::media_type(header.format)};
  // The thumbnail first: whoever finds the original finds what it names.
  if (thumbnail_key) {
    co_await bucket.put(*thumbnail_key, picture->sight->thumbnail, {.content_type = "image/jpeg"});
    options.metadata.entries.emplace_back(std::string(kThumbnailMetadata), *thumbnail_key);
  }
  co_await bucket.put(key, bytes, std::move(options));
  co_return fetched;
}

}  // namespace crow::images
