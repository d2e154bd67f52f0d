// Splits SQL text into statements. D1 takes one statement at a time, and the body of a trigger has
// semicolons of its own.

const kToken = new RegExp([
  String.raw`'(?:[^']|'')*'`, String.raw`"(?:[^"]|"")*"`, '`[^`]*`', String.raw`\[[^\]]*\]`,
  String.raw`--[^\n]*`, String.raw`/\*[^]*?(?:\*/|$)`,
  String.raw`[A-Za-z_][A-Za-z0-9_]*`, ';', '[^]',
].join('|'), 'g');

/** The statements of a text, without comments around them and without closing semicolons. */
export function splitSql(text) {
  const statements = [];
  let current = '';
  let words = 0;
  let trigger = false;
  let depth = 0;
  const finish = () => {
    if (current.trim()) statements.push(current.trim());
    current = '';
    words = 0;
    trigger = false;
    depth = 0;
  };
  for (const [token] of text.matchAll(kToken)) {
    if (token.startsWith('--') || token.startsWith('/*')) {
      current += ' ';
    } else if (token === ';' && depth === 0) {
      finish();
    } else {
      current += token;
      if (!/^[A-Za-z_]/.test(token)) continue;
      const word = token.toUpperCase();
      // CREATE [TEMP] TRIGGER: only there do BEGIN and CASE open what END closes.
      if (++words <= 3 && word === 'TRIGGER') trigger = true;
      if (trigger && (word === 'BEGIN' || word === 'CASE')) ++depth;
      if (trigger && word === 'END') --depth;
    }
  }
  finish();
  return statements;
}
