// Makes the table of free-mail domains from npm's freemail (its list of free providers), at build
// time. The format is told in business-email.cpp, which reads it.
//
//   node workers/auth/make-free-mail-domains.mjs --list FREE.TXT --out free-mail-domains.h

import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: {
  list: { type: 'string' }, out: { type: 'string' }, help: { type: 'boolean' } } });
if (values.help || !values.list || !values.out) {
  console.log('usage: make-free-mail-domains.mjs --list FREE.TXT --out HEADER.H\n'
    + 'Turns a list of domains, one a line, into a C++ header.');
  process.exit(values.help ? 0 : 1);
}

const kWidth = 96;
const kSharedMax = 25;
const lines = readFileSync(values.list, 'utf8').split('\n').map((line) => line.trim());
// The list has a few lines that are no domains, as "4" and "404: not found".
const isDomain = (line) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(line);
const domains = [...new Set(lines.map((line) => line.toLowerCase()).filter(isDomain))];
if (domains.length < 4000) {
  console.error(`make-free-mail-domains: ${values.list} has ${domains.length} domains, expected `
    + 'some 4,400; is it the list of free providers?');
  process.exit(1);
}

let table = '';
let before = '';
for (const name of domains.map((domain) => domain.split('.').reverse().join('.')).sort()) {
  let shared = 0;
  while (shared < kSharedMax && name[shared] === before[shared]) shared += 1;
  table += String.fromCharCode('A'.charCodeAt(0) + shared) + name.slice(shared);
  before = name;
}
if (table.length > 65_000) {
  console.error('make-free-mail-domains: the table is longer than a C++ text may be; split it');
  process.exit(1);
}
const rows = table.match(new RegExp(`.{1,${kWidth}}`, 'g')).map((row) => `    "${row}"`);
writeFileSync(values.out, [
  `// Made from npm's freemail by make-free-mail-domains.mjs: ${domains.length} domains.`,
  '#pragma once',
  '#include <string_view>',
  'namespace crow::auth {',
  'inline constexpr std::string_view kFreeMailDomains =', ...rows.slice(0, -1), `${rows.at(-1)};`,
  '}  // namespace crow::auth', '',
].join('\n'));
