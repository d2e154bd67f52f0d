// Runs HTTP transcripts: files that read like documentation and are the specification. How to
// write one is said in wasm-tests/README.md.

import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { always } from './always.mjs';
import { exchange, values } from './http.mjs';
import { compare, matchText, parsePattern } from './pattern.mjs';
import { anyAddress, openTarget, unique } from './target.mjs';

const kStatusLine = /^HTTP (\d{3})(?: within (\d+) s)?$/;

/**
 * Parses a transcript into its exchanges.
 *
 * @param {string} text
 * @param {string} file  as it is to be named in messages
 */
export function parseTranscript(text, file) {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith('### ') ? [index] : []));
  if (starts.length === 0) throw new Error(`${file}: no line begins with "### "`);
  return starts.map((start, index) => parseExchange(
    lines.slice(start, starts[index + 1] ?? lines.length), file, start + 1));
}

function parseExchange(lines, file, line) {
  const fail = (what, at) => {
    throw new Error(`${file}:${line + at}: ${what}`);
  };
  const title = lines[0].slice(4).trim();
  const status = lines.findIndex((text) => kStatusLine.test(text));
  if (status < 0) fail(`"${title}" has no line "HTTP <status>"`, 0);
  const requestLine = lines.findIndex(
    (text, index) => index > 0 && text.trim() !== '' && !text.startsWith('#'));
  const [, method, target] = /^([A-Z]+) (\S+)$/.exec(lines[requestLine])
    ?? fail(`expected "METHOD /target", not "${lines[requestLine]}"`, requestLine);
  const request = head(requestLine + 1, status);
  const expected = head(status + 1, lines.length);
  const [, code, within] = kStatusLine.exec(lines[status]);
  return {
    title, file, line, method, target,
    headers: request.headers,
    body: request.rest.trim() === '' ? undefined : request.rest.trim(),
    status: Number(code),
    within: Number(within ?? 0),
    expectedHeaders: expected.headers,
    expectedBody: expected.rest.trimEnd(),
    expectedBodyLine: line + expected.bodyAt,
  };

  // Header lines up to a blank line; the rest is body.
  function head(from, to) {
    const headers = [];
    let at = from;
    for (; at < to && lines[at].trim() !== ''; at++) {
      if (lines[at].startsWith('#')) continue;
      const found = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(lines[at]);
      if (!found) fail(`expected "Name: value", not "${lines[at]}"`, at);
      headers.push([found[1], found[2]]);
    }
    while (at < to && lines[at].trim() === '') at++;
    return { headers, rest: lines.slice(at, to).join('\n'), bodyAt: at };
  }
}

/** Replaces {{name}}; throws an error with `missing` when nothing has that name. */
export function interpolate(text, variables) {
  return text.replace(/\{\{([\w.]+)\}\}/g, (whole, name) => {
    const value = name.split('.').reduce((from, part) => from?.[part], variables);
    if (value === undefined) {
      throw Object.assign(new Error(`nothing above gives ${whole}`), { missing: name });
    }
    return String(value);
  });
}

/**
 * Does one exchange and adds its captures to the variables. Gives null, or what differs as text.
 *
 * @param {string} origin
 * @param {ReturnType<typeof parseExchange>} step
 * @param {object} variables
 * @param {{always?: (answer: import('./http.mjs').Answer, request: object) => string | null}}
 *   options
 */
export async function runExchange(origin, step, variables, options = {}) {
  const fill = (text) => interpolate(text, variables);
  const headers = step.headers.map(([name, value]) => [name, fill(value)]);
  if (!headers.some(([name]) => name.toLowerCase() === 'cf-connecting-ip')) {
    headers.push(['CF-Connecting-IP', anyAddress()]);
  }
  const request = {
    method: step.method,
    target: fill(step.target),
    headers,
    body: step.body === undefined ? undefined : fill(step.body),
  };
  const expected = {
    ...step,
    expectedHeaders: step.expectedHeaders.map(([name, value]) => [name, fill(value)]),
    expectedBody: fill(step.expectedBody),
  };
  const deadline = performance.now() + step.within * 1000;
  for (;;) {
    const answer = await exchange(origin, request);
    const captures = {};
    const differences = examine(expected, answer, captures);
    const always = options.always?.(answer, request);
    if (always) differences.push(always);
    if (differences.length === 0) {
      Object.assign(variables, captures);
      return null;
    }
    if (performance.now() >= deadline) return report(step, request, answer, differences);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

// Every difference between an answer and what is expected, as texts.
function examine(expected, answer, captures) {
  const differences = [];
  if (answer.status !== expected.status) {
    differences.push(`status\n    expected ${expected.status}\n    received ${answer.status}`);
  }
  const names = new Set(expected.expectedHeaders.map(([name]) => name.toLowerCase()));
  for (const name of names) {
    const wanted = expected.expectedHeaders.filter(([given]) => given.toLowerCase() === name)
      .map(([, value]) => value);
    const got = values(answer, name);
    const absent = wanted.length === 1 && wanted[0] === '<absent>';
    const same = absent ? got.length === 0 : wanted.length === got.length
      && wanted.every((value, index) => matchText(value, got[index], captures));
    if (same) continue;
    const show = (list) => (list.length === 0 ? 'none' : list.join('\n             '));
    differences.push(`header ${name}\n    expected ${show(absent ? [] : wanted)}`
      + `\n    received ${show(got)}`);
  }
  return [...differences, ...examineBody(expected, answer, captures)];
}

function examineBody(expected, answer, captures) {
  const text = answer.body.toString('utf8');
  const wanted = expected.expectedBody;
  if (wanted === '...') return [];
  if (wanted === '') {
    return text === '' ? [] : [`body\n    expected nothing\n    received ${text.slice(0, 300)}`];
  }
  let pattern;
  try {
    pattern = parsePattern(wanted);
  } catch (error) {
    if (/^[[{"]/.test(wanted)) {
      throw new Error(`${expected.file}:${expected.expectedBodyLine + error.line - 1}: `
        + `the expected body is not JSON: ${error.message}`);
    }
    return matchText(wanted, text.trimEnd(), captures) ? []
      : [`body\n    expected ${wanted}\n    received ${text.slice(0, 300) || 'nothing'}`];
  }
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return [`body\n    expected JSON\n    received ${text.slice(0, 300) || 'nothing'}`];
  }
  return compare(pattern, value, captures).map(({ path: where, expected: right, received }) =>
    `${where}\n    expected ${right}\n    received ${received}`);
}

function report(step, request, answer, differences) {
  const body = answer.body.toString('utf8');
  return [`${step.file}:${step.line}: ${step.title}`,
    `  ${request.method} ${request.target} answered ${answer.status}`,
    ...differences.map((text) => `  ${text}`),
    `  whole body: ${body === '' ? '(empty)' : body.slice(0, 1500)}`].join('\n');
}

/**
 * Declares a test for each transcript of a folder, with a subtest for each exchange, against one
 * platform. `given` prepares what the transcripts may use as {{name}}.
 *
 * @param {string} folder
 * @param {{given?: (target: object) => Promise<object>, platform?: object}} options
 */
export function transcripts(folder, options = {}) {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.http')).sort();
  let target;
  let given;
  test.before(async () => {
    target = await openTarget(options.platform);
    given = { url: target.url, ...await options.given?.(target) };
  });
  test.after(() => target?.dispose());
  for (const name of files) {
    const file = path.relative(process.cwd(), path.join(folder, name));
    test(name, async (context) => {
      if (target.reference && name.startsWith('deviations')) {
        context.skip('CROW differs here');
        return;
      }
      const variables = { ...given, unique: unique() };
      const own = { always: target.reference ? undefined : always };
      for (const step of parseTranscript(fs.readFileSync(path.join(folder, name), 'utf8'), file)) {
        await context.test(step.title, () => runOne(target.url, step, variables, own));
      }
    });
  }
}

async function runOne(origin, step, variables, options) {
  let failure;
  try {
    failure = await runExchange(origin, step, variables, options);
  } catch (error) {
    failure = `${step.file}:${step.line}: ${step.title}\n  ${error.message}`;
  }
  if (failure === null) return;
  const error = new Error(failure);
  error.stack = failure;
  throw error;
}
