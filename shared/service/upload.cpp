#include "shared/service/upload.h"

#include <algorithm>

#include "shared/core/text.h"
#include "shared/host/bucket.h"
#include "shared/http/multipart.h"

namespace crow {
namespace {

constexpr std::string_view kMultipart = "multipart/form-data";
constexpr std::size_t kTextBytesMax = 16'384;
constexpr std::size_t kOverheadMax = 65'536;  // Of a form: boundaries, headers, short texts.

std::unexpected<Error> bad(std::string_view field, Rule rule, std::string_view expected) {
  return fail({Violation{std::string(field), rule, std::string(expected), std::nullopt, "undefined",
                         &kTypeOf<std::string>}});
}

// The form, as it comes.
class Form {
 public:
  Form(const UploadRules& rules, Upload& upload) : rules_(rules), upload_(upload) {}

  Result<> begin(std::string_view content_type) {
    reader_ = TRY(MultipartReader::from(content_type));
    return {};
  }

  // Takes a piece of the body, empty at its end; what it brings of the file.
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
          if (!has_file_) return bad("file", Rule::required, "the file to take in");
          return file;
      }
    }
  }
  bool is_whole() const { return is_whole_; }

 private:
  Result<> begin_part(const MultipartEvent& event) {
    text_ = nullptr;
    if (std::ranges::find(rules_.texts, event.name) != rules_.texts.end()) {
      if (upload_.texts.contains(event.name)) return bad(event.name, Rule::duplicate, "given once");
      text_ = &upload_.texts[event.name];
      name_ = event.name;
      return {};
    }
    if (event.name != "file")
      return bad(cut_code_points(event.name, 64), Rule::unknown, "a field of this operation");
    if (has_file_) return bad("file", Rule::duplicate, "given once");
    has_file_ = true;
    upload_.file_name = std::string(cut_code_points(event.file_name.value_or(""), 200));
    return {};
  }

  Result<> take_data(std::string_view data, std::string& file) {
    (text_ ? *text_ : file) += data;
    if (text_ && text_->size() > kTextBytesMax)
      return bad(name_, Rule::length, "at most 16,384 bytes");
    if (!text_) file_bytes_ += data.size();
    if (file_bytes_ > rules_.bytes_max)
      return fail(ErrorCode::payload_too_large,
                  concat("The file is larger than ", rules_.bytes_max, " bytes."));
    return {};
  }

  const UploadRules& rules_;
  Upload& upload_;
  std::optional<MultipartReader> reader_;
  std::string* text_ = nullptr;  // Where the content of the part goes; null for the file.
  std::string name_;
  std::size_t file_bytes_ = 0;
  bool has_file_ = false, is_whole_ = false;
};

Task<> receive(Context& context, Form& form, BucketWriter& writer) {
  co_await form.begin(context.request.header_or("content-type", {}));
  while (!form.is_whole()) {
    const std::string data = co_await form.take(co_await context.host.next_of_body());
    co_await writer.append(data);
  }
}

Task<> admit(Context& context, const Upload& upload, std::string_view digests) {
  if (!context.input_guard) co_return;
  std::string said = upload.file_name;
  for (const auto& [name, text] : upload.texts) said += concat('\n', name, '\n', text);
  context.input_guard->see_body(concat(said, '\n', digests));
  co_await context.input_guard->admit(context);
}

}  // namespace

Task<Upload> receive_upload(Context& context, UploadRules rules) {
  const std::string type = media_type(context.request.header_or("content-type", {}));
  co_await require(type == kMultipart, ErrorCode::unsupported_media_type,
                   "Content-Type must be multipart/form-data.");
  const auto length = to_number(context.request.header_or("content-length", "0"));
  co_await require(!length || *length <= static_cast<std::int64_t>(rules.bytes_max + kOverheadMax),
                   ErrorCode::payload_too_large,
                   concat("The file is larger than ", rules.bytes_max, " bytes."));
  const Bucket bucket(context.host, rules.bucket);
  BucketWriter writer(bucket, rules.key, {});
  Upload upload;
  Form form(rules, upload);
  auto outcome = co_await receive(context, form, writer).as_result();
  if (!outcome) {
    co_await writer.abandon();
    co_await std::move(outcome);
  }
  co_await writer.finish();
  outcome = co_await admit(context, upload, writer.digests()).as_result();
  if (!outcome) {
    co_await bucket.remove({rules.key});
    co_await std::move(outcome);
  }
  co_return upload;
}

}  // namespace crow
