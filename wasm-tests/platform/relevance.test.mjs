// What search is measured with: its files say what is printed to whoever reads them.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { writeRun } from '../../scripts/lib/relevance/beir.mjs';

test('scores of a run fall with each rank, as floats too, and are kept where they do', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'crow-run-'));
  try {
    const scores = [12.5, 3, 3, 3, 3 - 1e-12, 0.5, 0, 0, 0, -0.25, -0.25];
    writeRun(folder, 'fts', new Map([
      ['q1', scores.map((score, at) => ({ id: `d${at}`, score }))],
      ['q2', [{ id: 'd1', score: 0 }, { id: 'd2', score: 0 }]],
    ]));
    const lines = readFileSync(path.join(folder, 'fts.run'), 'utf8').trim().split('\n')
      .map((line) => line.split(' '));
    assert.equal(lines.length, scores.length + 2);
    lines.forEach(([query, , id, rank, score], at) => {
      const [before] = lines.slice(at - 1, at);
      if (at && before[0] === query) {
        assert.ok(Math.fround(score) < Math.fround(before[4]), `${before[4]} ${score}`);
      }
      assert.equal(id, `d${query === 'q1' ? rank - 1 : rank}`);
    });
    assert.deepEqual([0, 1, 5, 6, 9].map((at) => Number(lines[at][4])), [12.5, 3, 0.5, 0, -0.25]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
