// Expected JSON with placeholders: parsed from text, compared with a value, every difference told
// with its path. `<id>` stands for any id, `<id as user>` also keeps it under a name, `...` allows
// further members or items; everything else must be equal, and nothing else may be there.

/** What each placeholder accepts: a JSON type, and for strings the form of the text. */
const kPlaceholders = {
  any: { text: '[^]*?' },
  string: { type: 'string', text: '[^]*?' },
  number: { type: 'number', text: '-?\\d+(?:\\.\\d+)?' },
  integer: { type: 'number', text: '-?\\d+', check: Number.isInteger },
  boolean: { type: 'boolean', text: 'true|false' },
  object: { type: 'object' },
  array: { type: 'array' },
  id: { type: 'string', text: '[A-Za-z0-9_]{1,64}' },
  token: { type: 'string', text: '[A-Za-z0-9]{32}' },
  key: { type: 'string', text: 'crow_[A-Za-z]{64}' },
  jwt: { type: 'string', text: '[\\w-]+\\.[\\w-]+\\.[\\w-]+' },
  timestamp: { type: 'string', text: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z' },
};
const kPlaceholder = /<([a-z]+)(?: as ([A-Za-z]\w*))?>/;

/** A place in a pattern that stands for many values. */
class Placeholder {
  constructor(kind, name) {
    this.kind = kind;
    this.name = name;
  }

  toString() {
    return `<${this.kind}>`;
  }
}

/** An object or array of a pattern; `open` when it ended in `...`. */
class Group {
  constructor(list, open) {
    this.list = list;
    this.open = open;
  }
}

/** Parses expected JSON; throws SyntaxError with `line`, counted from 1, when it is none. */
export function parsePattern(text) {
  let at = 0;
  const fail = (what) => {
    const error = new SyntaxError(what);
    error.line = text.slice(0, at).split('\n').length;
    throw error;
  };
  const skip = () => {
    for (;;) {
      while (/\s/.test(text[at] ?? '')) at++;
      if (text[at] !== '#') return;
      while (at < text.length && text[at] !== '\n') at++;
    }
  };
  const take = (expression) => {
    const sticky = new RegExp(expression.source, 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(text);
    if (found) at = sticky.lastIndex;
    return found;
  };
  const expect = (character) => {
    skip();
    if (text[at] !== character) fail(`expected ${character} before ${rest()}`);
    at++;
  };
  const rest = () => JSON.stringify(text.slice(at, at + 20)) ?? 'the end';
  const string = () => {
    const found = take(/"(?:[^"\\\n]|\\.)*"/);
    return found ? JSON.parse(found[0]) : fail(`expected a string before ${rest()}`);
  };
  const members = (close, one) => {
    const list = [];
    let open = false;
    at++;
    skip();
    while (text[at] !== close) {
      if (take(/\.\.\./)) {
        open = true;
        skip();
        if (text[at] !== close) fail('... must be the last');
        break;
      }
      list.push(one());
      skip();
      if (text[at] !== ',' && text[at] !== close) fail(`expected , or ${close} before ${rest()}`);
      if (text[at] === ',') at++;
      skip();
    }
    at++;
    return new Group(list, open);
  };
  const value = () => {
    skip();
    if (text[at] === '{') {
      const member = () => {
        const name = string();
        expect(':');
        return [name, value()];
      };
      const group = members('}', member);
      return Object.assign(group, { object: true });
    }
    if (text[at] === '[') return members(']', value);
    if (text[at] === '"') return string();
    const placeholder = take(kPlaceholder);
    if (placeholder) {
      if (!kPlaceholders[placeholder[1]]) fail(`no placeholder <${placeholder[1]}>`);
      return new Placeholder(placeholder[1], placeholder[2]);
    }
    const literal = take(/-?\d[\d.eE+-]*|true|false|null/);
    return literal ? JSON.parse(literal[0]) : fail(`expected JSON before ${rest()}`);
  };
  const result = value();
  skip();
  if (at < text.length) fail(`expected nothing after the JSON, not ${rest()}`);
  return result;
}

/**
 * Compares a value with a pattern. Gives the list of differences, each {path, expected, received},
 * and adds what `as` names to `captures`.
 */
export function compare(pattern, value, captures = {}, path = '$') {
  const differ = (expected, received = show(value)) => [{ path, expected, received }];
  if (pattern instanceof Placeholder) {
    const { type, text, check } = kPlaceholders[pattern.kind];
    const fits = value !== undefined && (!type || typeOf(value) === type)
      && (type !== 'string' || new RegExp(`^(?:${text})$`).test(value))
      && (!check || check(value));
    if (fits && pattern.name) captures[pattern.name] = value;
    return fits ? [] : differ(String(pattern));
  }
  if (pattern instanceof Group) {
    return pattern.object ? compareObject(pattern, value, captures, path)
      : compareArray(pattern, value, captures, path);
  }
  if (typeof pattern === 'string' && typeof value === 'string') {
    return matchText(pattern, value, captures) ? [] : differ(JSON.stringify(pattern));
  }
  return Object.is(pattern, value) ? [] : differ(show(pattern));
}

/** Whether a text fits a template such as `better-auth.session_token=<any as cookie>; Path=/`. */
export function matchText(template, text, captures = {}) {
  const names = [];
  let expression = '';
  for (let left = template; ;) {
    const found = kPlaceholder.exec(left);
    const known = found && kPlaceholders[found[1]]?.text;
    const end = found ? found.index + (known ? 0 : found[0].length) : left.length;
    expression += left.slice(0, end).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    if (!found) break;
    if (known) {
      expression += `(${known})`;
      names.push(found[2]);
    }
    left = left.slice(found.index + found[0].length);
  }
  const match = new RegExp(`^${expression}$`).exec(text);
  if (!match) return false;
  names.forEach((name, index) => {
    if (name) captures[name] = match[index + 1];
  });
  return true;
}

function compareObject(pattern, value, captures, path) {
  if (typeOf(value) !== 'object') {
    return [{ path, expected: 'an object', received: show(value) }];
  }
  const differences = [];
  const named = new Set(pattern.list.map(([name]) => name));
  for (const [name, inner] of pattern.list) {
    differences.push(...compare(inner, Object.hasOwn(value, name) ? value[name] : undefined,
      captures, `${path}${step(name)}`));
  }
  if (pattern.open) return differences;
  for (const name of Object.keys(value)) {
    if (named.has(name)) continue;
    differences.push({
      path: `${path}${step(name)}`, expected: 'no such member', received: show(value[name]),
    });
  }
  return differences;
}

function compareArray(pattern, value, captures, path) {
  if (!Array.isArray(value)) return [{ path, expected: 'an array', received: show(value) }];
  const differences = pattern.list.flatMap(
    (inner, index) => compare(inner, value[index], captures, `${path}[${index}]`));
  if (!pattern.open && value.length > pattern.list.length) {
    differences.push({
      path: `${path}[${pattern.list.length}]`,
      expected: `no item, the array has ${pattern.list.length}`,
      received: show(value[pattern.list.length]),
    });
  }
  return differences;
}

function step(name) {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}

function typeOf(value) {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function show(value) {
  if (value === undefined) return 'nothing';
  if (value instanceof Group) return value.object ? 'an object' : 'an array';
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
