// Makes the table of free-mail domains from npm's freemail (its list of free providers), at build
// time: one C++ text of sorted lines.
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
const lines = readFileSync(values.list, 'utf8').split('\n').map((line) => line.trim());
// The list has a few lines that are no domains, as "4" and "404: not found".
const isDomain = (line) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(line);
const domains = [...new Set(lines.map((line) => line.toLowerCase()).filter(isDomain))].sort();
if (domains.length < 4000) {
  console.error(`make-free-mail-domains: ${values.list} has ${domains.length} domains, expected `
    + 'some 4,400; is it the list of free providers?');
  process.exit(1);
}

// As numbers, since a text literal must not be longer than 65,536 characters.
const codes = [...domains.map((domain) => `${domain}\n`).join('')].map((c) => c.charCodeAt(0));
const rows = [];
for (let line = ''; codes.length > 0;) {
  line += `${codes.shift()},`;
  if (line.length >= kWidth || codes.length === 0) {
    rows.push(line);
    line = '';
  }
}
writeFileSync(values.out, [
  `// Made from npm's freemail by make-free-mail-domains.mjs: ${domains.length} domains.`,
  '#pragma once',
  '#include <string_view>',
  'namespace crow::auth {',
  'inline constexpr char kFreeMailBytes[] = {', ...rows, '};',
  'inline constexpr std::string_view kFreeMailDomains(kFreeMailBytes, sizeof kFreeMailBytes);',
  '}  // namespace crow::auth', '',
].join('\n'));
