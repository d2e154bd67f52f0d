// The host boundary, raw: the only extern "C" of the project.
//
// In a worker these are imports that bindings/shim.js and its modules provide; natively
// shared/host/fake/ provides them with real SQLite and OpenSSL, so that the same code runs on both.
// Nobody but shared/host calls them; everyone else uses the typed capabilities beside this file.
//
// Texts cross as pointer and length. What the host hands in, it writes into the buffer that
// crow_buffer gives it; the next import or export to return takes it from there. An import that
// answers with a length answers -1 for "absent".
#pragma once

#include <cstddef>
#include <cstdint>

#ifdef __wasm__
#define CROW_IMPORT(name) __attribute__((import_module("crow"), import_name(#name)))
#define CROW_EXPORT(name) __attribute__((export_name(#name)))
#else
#define CROW_IMPORT(name)
#define CROW_EXPORT(name)
#endif

extern "C" {

// ------------------------------------------------------------------------------ requests and I/O

// Starts `operation` ("d1.batch") on `binding` ("DB") for a request. The host answers later, once,
// with crow_complete(token, …), unless the request is cancelled first.
CROW_IMPORT(call)
void crow_call(std::uint32_t request, std::uint32_t token, const char* operation,
               std::size_t operation_length, const char* binding, std::size_t binding_length,
               const char* payload, std::size_t payload_length);

// Answers a request. `headers` are lines "name\nvalue\n". With `is_forwarded`, the body is that of
// the response which "forward.fetch" brought, the headers are added to its own, and a status of 0
// keeps its own.
CROW_IMPORT(respond)
void crow_respond(std::uint32_t request, std::int32_t status, const char* headers,
                  std::size_t headers_length, const char* body, std::size_t body_length,
                  std::int32_t is_forwarded);

// Nothing more runs for this request; the host forgets it.
CROW_IMPORT(finish) void crow_finish(std::uint32_t request);

// ------------------------------------------------------------------------- cheap and synchronous

// A variable or secret of the deployment, into the buffer.
CROW_IMPORT(variable) std::int32_t crow_variable(const char* name, std::size_t length);
// Milliseconds since 1970. On the edge it stands still between two I/Os.
CROW_IMPORT(now) double crow_now();
// The double nearest to a number in JSON's grammar; infinity beyond the largest.
CROW_IMPORT(number) double crow_number(const char* text, std::size_t length);
CROW_IMPORT(random) void crow_random(void* out, std::size_t length);
// The platform's URL parser (WHATWG) on `text`, against `base` unless that is empty. Into the
// buffer: href, scheme with its colon, user name, password, host, port, one a line. -1 for what is
// no URL.
CROW_IMPORT(url)
std::int32_t crow_url(const char* text, std::size_t length, const char* base,
                      std::size_t base_length);
// One line for the log.
CROW_IMPORT(log) void crow_log(const char* line, std::size_t length);

// ---------------------------------------------------------------- cryptography
// (bindings/crypto.js)

CROW_IMPORT(sha256) void crow_sha256(const char* data, std::size_t length, void* out32);
CROW_IMPORT(hmac_sha256)
void crow_hmac_sha256(const char* key, std::size_t key_length, const char* data, std::size_t length,
                      void* out32);
// A new key pair: the raw 32 bytes of each half.
CROW_IMPORT(ed25519_generate) void crow_ed25519_generate(void* private32, void* public32);
CROW_IMPORT(ed25519_sign)
void crow_ed25519_sign(const void* private32, const char* data, std::size_t length, void* out64);
// 1 when the signature is good.
CROW_IMPORT(ed25519_verify)
std::int32_t crow_ed25519_verify(const void* public32, const char* data, std::size_t length,
                                 const void* signature64);
// AES-256-GCM with a 12-byte nonce; `out` takes length + 16 bytes (sealing) or length - 16
// (opening, which answers 0 when the tag is wrong).
CROW_IMPORT(aes_gcm_seal)
void crow_aes_gcm_seal(const void* key32, const void* nonce12, const char* data, std::size_t length,
                       void* out);
CROW_IMPORT(aes_gcm_open)
std::int32_t crow_aes_gcm_open(const void* key32, const void* nonce12, const char* data,
                               std::size_t length, void* out);
// Unicode NFKC of UTF-8, into the buffer.
CROW_IMPORT(nfkc) std::int32_t crow_nfkc(const char* text, std::size_t length);

// ------------------------------------------------------------- what the host calls, in a worker

// Room for `length` bytes from the host, valid until the next call of an export.
CROW_EXPORT(crow_buffer) char* crow_buffer(std::size_t length);
// A request's head is in the buffer: see parse_request in shared/http/message.h.
CROW_EXPORT(crow_start) void crow_start(std::uint32_t request, std::size_t length);
// A cron of this worker is due; its expression is in the buffer.
CROW_EXPORT(crow_scheduled) void crow_scheduled(std::uint32_t request, std::size_t length);
// A message of the worker's own queue says that there may be jobs to do.
CROW_EXPORT(crow_wake) void crow_wake(std::uint32_t request);
// The answer to a call is in the buffer, or with `is_ok` 0 the message of its failure.
CROW_EXPORT(crow_complete)
void crow_complete(std::uint32_t token, std::int32_t is_ok, std::size_t length);
// The client of this request is gone.
CROW_EXPORT(crow_cancel) void crow_cancel(std::uint32_t request);
}
