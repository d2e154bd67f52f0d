#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/host/fetch.h"
#include "shared/http/multipart.h"
#include "shared/json/read.h"
#include "shared/json/write.h"
#include "shared/service/service.h"
#include "workers/imports/event.h"
#include "workers/imports/handlers.h"
#include "workers/imports/job.h"

namespace crow::imports {
namespace {

constexpr std::string_view kMultipart = "multipart/form-data";
constexpr std::size_t kFieldBytesMax = 16'384;
constexpr std::size_t kOverheadMax = 65'536;  // Of a form: boundaries, headers, short fields.
constexpr std::int64_t kKeptMs = 90 * kDay;

constexpr sql::Statement<sql::None, std::string_view, std::string_view, std::string_view,
                         ImportFormat, std::string_view, Timestamp>
    kInsert{"imports.insert", R"sql(
  INSERT INTO import (id, organization_id, source, format, read, accepted, duplicates, rejected,
                      created_by, created_at)
  VALUES (?1, ?2, ?3, ?4, 0, 0, 0, 0, ?5, ?6)
)sql"};

constexpr sql::Statement<sql::None, std::string_view, std::int64_t> kForget{"imports.forget", R"sql(
  DELETE FROM import WHERE organization_id = ?1 AND created_at < ?2
)sql"};

// Writes the import and asks for its job.
Task<Response> begin(Context& context, std::string id, std::string source,
                     ImportJob::Payload payload) {
  const Caller& caller = context.caller;
  const Timestamp now = context.now();
  Import import{.id = std::move(id),
                .percent = {},
                .counts = {},
                .source = std::move(source),
                .format = payload.format,
                .error = {},
                .createdAt = now,
                .finishedAt = {}};
  import.counts.text = R"({"read":0,"accepted":0,"duplicates":0,"rejected":0})";
  payload.key = import_key(import.id);
  co_await context.database.batch(sql::bind(kForget, caller.organization_id, now.ms - kKeptMs),
                                  sql::bind(kInsert, import.id, caller.organization_id,
                                            import.source, import.format, caller.user_id, now),
                                  enqueue<ImportJob>(context, payload, {.id = import.id}));
  Response response = json_response(json::write(import), 202);
  response.with("cache-control", "no-store");
  co_return response;
}

// ------------------------------------------------------------------------------------ an address

Task<Response> import_address(Context& context) {
  ImportInteractions::Input input;
  co_await read_input(context, ImportInteractions::operation, kTypeOf<ImportInteractions::Input>,
                      &input);
  const auto checked = check_address(input.url.value);
  if (!checked) {
    auto refusal = fail({Violation{"url", Rule::format, "a public http or https address",
                                   input.url.value, "string", &kTypeOf<std::string>}});
    refusal.error().message = checked.error().message;
    refusal.error().notes = checked.error().notes;
    co_await std::move(refusal);
  }
  co_await check_mapping(input.mapping);
  std::string source = input.url.value;
  co_return co_await begin(context, new_job_id(context.host, "import"), std::move(source),
                           {.phase = ImportPhase::fetch,
                            .url = std::move(input.url.value),
                            .format = input.format,
                            .mapping = std::move(input.mapping)});
}

// -------------------------------------------------------------------------------------- a file

std::unexpected<Error> bad(std::string_view field, Rule rule, std::string_view expected) {
  return fail({Violation{std::string(field), rule, std::string(expected), std::nullopt, "undefined",
                         &kTypeOf<std::string>}});
}

std::unexpected<Error> too_large() {
  return fail(ErrorCode::payload_too_large,
              concat("The file is larger than ", kImportBytesMax, " bytes."));
}

// The form of an upload, as it comes.
class UploadForm {
 public:
  std::string file_name;
  ImportFormat format = ImportFormat::detect;
  ImportMapping mapping;
  std::string format_text, mapping_text;  // As they came.

  Result<> begin(std::string_view content_type) {
    reader_ = TRY(MultipartReader::from(content_type));
    return {};
  }

  // Takes a piece of the body, empty at its end; what it brings of the file.
  //
  // Errors: invalid_argument; payload_too_large.
  Result<std::string> take(std::string_view piece) {
    if (piece.empty()) return bad("", Rule::syntax, "a form that ends with its boundary");
    reader_->feed(piece);
    std::string file;
    for (;;) {
      MultipartEvent event = TRY(reader_->next());
      switch (event.kind) {
        case MultipartEvent::Kind::more:
          return file;
        case MultipartEvent::Kind::part:
          TRY(begin_part(event));
          break;
        case MultipartEvent::Kind::data:
          TRY(take_data(event.data, file));
          break;
        case MultipartEvent::Kind::end:
          is_whole_ = true;
          TRY(read_fields());
          return file;
      }
    }
  }
  bool is_whole() const { return is_whole_; }

 private:
  Result<> begin_part(const MultipartEvent& event) {
    text_ = event.name == "format"    ? &format_text
            : event.name == "mapping" ? &mapping_text
                                      : nullptr;
    if (text_) return {};
    if (event.name != "file")
      return bad(cut_code_points(event.name, 64), Rule::unknown, "a field of this operation");
    if (has_file_) return bad("file", Rule::duplicate, "given once");
    has_file_ = true;
    file_name = std::string(cut_code_points(event.file_name.value_or(""), 200));
    return {};
  }

  Result<> take_data(std::string_view data, std::string& file) {
    (text_ ? *text_ : file) += data;
    if (text_ && text_->size() > kFieldBytesMax)
      return bad(text_ == &format_text ? "format" : "mapping", Rule::length,
                 "at most 16,384 bytes");
    if (!text_) file_bytes_ += data.size();
    if (file_bytes_ > kImportBytesMax) return too_large();
    return {};
  }

  Result<> read_fields() {
    if (!has_file_) return bad("file", Rule::required, "the file to take in");
    if (!format_text.empty()) {
      const auto named = from_name<ImportFormat>(format_text);
      if (!named) return bad("format", Rule::choice, "auto, jsonl, csv, rss or atom");
      format = *named;
    }
    if (mapping_text.empty()) return {};
    auto read = json::read<ImportMapping>(mapping_text);
    if (!read) return bad("mapping", Rule::syntax, "an object of texts, as JSON");
    mapping = std::move(*read);
    return check_mapping(mapping);
  }

  std::optional<MultipartReader> reader_;
  std::string* text_ = nullptr;  // Where the content of the part goes; null for the file.
  std::size_t file_bytes_ = 0;
  bool has_file_ = false, is_whole_ = false;
};

// Reads the form: the file goes into the bucket.
Task<> receive(Context& context, UploadForm& form, BucketWriter& writer) {
  co_await form.begin(context.request.header_or("content-type", {}));
  while (!form.is_whole()) {
    const std::string data = co_await form.take(co_await context.host.next_of_body());
    co_await writer.append(data);
  }
}

// The key of an attempt stands for what the form says, not for its boundary, which is new each
// time.
Task<> admit(Context& context, const UploadForm& upload, std::string_view digests) {
  if (!context.input_guard) co_return;
  context.input_guard->see_body(
      concat(upload.file_name, '\n', upload.format_text, '\n', upload.mapping_text, '\n', digests));
  co_await context.input_guard->admit(context);
}

Task<Response> import_file(Context& context) {
  const auto length = to_number(context.request.header_or("content-length", "0"));
  if (length && *length > static_cast<std::int64_t>(kImportBytesMax + kOverheadMax))
    co_await too_large();
  const crow::Bucket bucket(context.host, kImportBucket);
  const std::string id = new_job_id(context.host, "import");
  const std::string key = import_key(id);
  BucketWriter writer(bucket, key, {});
  UploadForm form;
  auto outcome = co_await receive(context, form, writer).as_result();
  if (!outcome) {
    co_await writer.abandon();
    co_await std::move(outcome);
  }
  co_await writer.finish();
  outcome = co_await admit(context, form, writer.digests()).as_result();
  if (!outcome) {
    co_await bucket.remove({key});
    co_await std::move(outcome);
  }
  if (form.file_name.empty()) form.file_name = "upload";
  co_return co_await begin(context, id, form.file_name,
                           {.format = form.format, .mapping = std::move(form.mapping)});
}

}  // namespace

Task<Response> import_interactions(Context& context) {
  const std::string type = media_type(context.request.header_or("content-type", {}));
  return type == kMultipart ? import_file(context) : import_address(context);
}

}  // namespace crow::imports
