// A crawler job as its row, its job and its pages tell it.
#pragma once

// The columns of CrawlerJob, from `crawl AS c LEFT JOIN jobs AS j ON j.id = c.id`. A macro, since a
// checked statement is a literal. A job that was given up says so itself; one whose row is
// forgotten without an outcome of the crawl has failed.
#define CROW_CRAWL_COLUMNS                                                                      \
  "c.id, c.organization_id, c.source_type, c.source_value, "                                    \
  "coalesce(c.outcome, j.outcome, CASE WHEN j.id IS NULL THEN 'failed' "                        \
  "WHEN c.started_at IS NULL AND j.started_at IS NULL THEN 'queued' ELSE 'running' END) "       \
  "AS status, c.counts, "                                                                       \
  "iif(c.outcome = 'completed', 100, j.percent) AS percent, j.current AS current_page, "        \
  "(SELECT json_group_array(json_object('url', p.url, 'code', p.code, 'message', p.message, "   \
  "'at', strftime('%Y-%m-%dT%H:%M:%fZ', p.fetched_at / 1000.0, 'unixepoch'))) FROM (SELECT * "  \
  "FROM page WHERE crawl_id = c.id AND code IS NOT NULL ORDER BY fetched_at DESC, number DESC " \
  "LIMIT 20) AS p) AS errors, "                                                                 \
  "iif(coalesce(c.outcome, j.outcome, iif(j.id IS NULL, 'failed', '')) = 'failed', "            \
  "json_object('code', coalesce(c.error_code, 'failed'), 'message', "                           \
  "coalesce(c.error_message, j.error, 'The crawl failed.')), NULL) AS error, c.stopped_by, "    \
  "c.max_pages, c.max_depth, "                                                                  \
  "iif(c.every_hours IS NULL, NULL, json_object('everyHours', c.every_hours)) AS schedule, "    \
  "c.run, c.next_run_at, c.created_at, coalesce(c.started_at, j.started_at) AS started_at, "    \
  "coalesce(c.finished_at, j.ended_at) AS finished_at"
