// Reads JSON with comments and trailing commas, the dialect of wrangler's files.

/** Parses JSONC text; errors carry the file's name and the line. */
export function parseJsonc(text, fileName = 'text') {
  const plain = blank(text);
  try {
    return JSON.parse(plain);
  } catch (error) {
    throw new Error(`${fileName}${lineOf(error, plain)}: ${error.message}`);
  }
}

/** Replaces comments and trailing commas by spaces, so that positions stay what they are. */
function blank(text) {
  const token = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;
  const uncommented = text.replace(token, (match) =>
    match.startsWith('"') ? match : match.replace(/[^\n]/g, ' '));
  return uncommented.replace(/"(?:[^"\\]|\\[^])*"|,(?=\s*[}\]])/g, (match) =>
    match === ',' ? ' ' : match);
}

function lineOf(error, text) {
  const position = /position (\d+)/.exec(error.message);
  return position ? `:${text.slice(0, Number(position[1])).split('\n').length}` : '';
}
