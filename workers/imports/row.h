// An import as its row and its job tell it.
#pragma once

// The columns of Import, from `import AS i LEFT JOIN jobs AS j ON j.id = i.id`. A macro, since a
// checked statement is a literal. A job that was given up says so itself; one whose row is
// forgotten without an outcome of the import has failed.
#define CROW_IMPORT_COLUMNS                                                          \
  "i.id, coalesce(i.outcome, j.outcome, CASE WHEN j.id IS NULL THEN 'failed' "       \
  "WHEN j.started_at IS NULL THEN 'queued' ELSE 'running' END) AS status, "          \
  "iif(i.outcome = 'completed', 100, j.percent) AS percent, "                        \
  "iif(i.target = 'products', json_object('read', i.read, 'created', i.created, "    \
  "'updated', i.updated, 'unchanged', i.unchanged, 'rejected', i.rejected), "        \
  "json_object('read', i.read, 'accepted', i.accepted, 'duplicates', i.duplicates, " \
  "'rejected', i.rejected)) AS counts, i.source, i.format, "                         \
  "iif(coalesce(i.outcome, j.outcome, iif(j.id IS NULL, 'failed', '')) = 'failed', " \
  "json_object('code', coalesce(i.error_code, 'failed'), 'message', "                \
  "coalesce(i.error_message, j.error, 'The import failed.')), NULL) AS error, "      \
  "i.created_at, coalesce(i.finished_at, j.ended_at) AS finished_at"
