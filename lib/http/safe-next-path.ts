/**
 * Where to go after signing in: only ever a page of ours. The text comes from a URL that anybody can craft
 * (https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html).
 */

/** Only to give relative paths something to resolve against; nothing is ever sent there. */
const BASE = 'http://periplus.invalid';

const START = '/';

/** `text` when it is a path on this server that is worth returning to, else the start page. Works in the browser too. */
export function safeNextPath(text: string | null | undefined): string {
  if (text === null || text === undefined || !isPlainPath(text)) return START;
  if (!URL.canParse(text, BASE)) return START;
  const url = new URL(text, BASE);
  if (url.origin !== BASE || !isPlainPath(url.pathname)) return START;
  // Back to the login page would be a loop; an API answer is no page.
  if (/^\/(login|api|_next)(\/|$)/i.test(url.pathname)) return START;
  return url.pathname + url.search + url.hash;
}

/**
 * Begins with exactly one slash and holds nothing that some browser or proxy reads as another slash or drops:
 * backslashes, control characters and white space, raw or encoded in the path.
 */
function isPlainPath(text: string): boolean {
  const [path = ''] = text.split(/[?#]/);
  if (!/^\/(?![/\\])/.test(text) || hasControlOrSpace(text) || path.includes('//')) return false;
  return !/%(5c|2f|0[0-9a-f]|1[0-9a-f]|7f|25)/i.test(path) && !text.includes('\\');
}

function hasControlOrSpace(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code <= 0x20 || (code >= 0x7f && code <= 0xa0)) return true;
  }
  return false;
}
