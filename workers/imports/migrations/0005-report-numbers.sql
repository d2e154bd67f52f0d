-- Several records may begin on one line, so reports are known by their number within the import.
CREATE TABLE import_report_numbered (
  import_id TEXT NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  line INTEGER NOT NULL,
  record_id TEXT,
  error TEXT NOT NULL,
  PRIMARY KEY (import_id, number)
) STRICT, WITHOUT ROWID;
INSERT INTO import_report_numbered (import_id, number, line, record_id, error)
SELECT import_id, row_number() OVER (PARTITION BY import_id ORDER BY line), line, record_id, error
  FROM import_report;
DROP TABLE import_report;
ALTER TABLE import_report_numbered RENAME TO import_report;
