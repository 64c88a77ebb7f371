/**
 * URLs as Go's net/url.ParseRequestURI reads them, which is what the API server asks: an absolute URI or an absolute
 * path, more lenient than a browser's about the scheme and less about the host.
 */
import { isAddress } from './addresses';

export interface GoUrl {
  readonly scheme: string;
  /** With port. */
  readonly host: string;
  readonly path: string;
  /** Without its question mark. */
  readonly query: string;
}

/** null = the server would not take it for a URL. */
export function goUrl(text: string): GoUrl | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (text === '' || /[\u0000-\u001f\u007f]/.test(text)) return null;
  const split = withoutScheme(text);
  if (split === null) return null;
  const { scheme, rest } = split;
  const whole = rest.split('#', 1)[0] ?? '';
  const mark = whole.indexOf('?');
  const query = mark < 0 ? '' : whole.slice(mark + 1);
  const before = mark < 0 ? whole : whole.slice(0, mark);
  if (!before.startsWith('/')) {
    // `mailto:a` has a scheme and no path; `*` stands for the server itself.
    return scheme !== '' || text === '*' ? { scheme, host: '', path: '', query } : null;
  }
  if (scheme === '' || !before.startsWith('//')) {
    return hasGoodEscapes(before) ? { scheme, host: '', path: before, query } : null;
  }
  const slash = before.indexOf('/', 2);
  const authority = slash < 0 ? before.slice(2) : before.slice(2, slash);
  const path = slash < 0 ? '' : before.slice(slash);
  const host = hostOf(authority);
  return host !== null && hasGoodEscapes(path) ? { scheme, host, path, query } : null;
}

export function hostnameOf({ host }: GoUrl): string {
  const bare = host.replace(/:\d*$/, '');
  return bare.startsWith('[') && bare.endsWith(']') ? bare.slice(1, -1) : bare;
}

export function portOf({ host }: GoUrl): string {
  return /:(\d*)$/.exec(host)?.[1] ?? '';
}

function withoutScheme(text: string): { readonly scheme: string; readonly rest: string } | null {
  if (text.startsWith(':')) return null;
  const found = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  if (found === null) return { scheme: '', rest: text };
  return { scheme: (found[1] ?? '').toLowerCase(), rest: text.slice(found[0].length) };
}

function hasGoodEscapes(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** null = no host. Who is named before an `@` is left out. */
function hostOf(authority: string): string | null {
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || !hasGoodEscapes(user)) return null;
  const host = authority.slice(at + 1);
  if (host.startsWith('[')) {
    const found = /^\[([^\]]*)\](?::\d*)?$/.exec(host);
    return found !== null && isAddress((found[1] ?? '').split('%25')[0] ?? '') ? host : null;
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0 && !/^:\d*$/.test(host.slice(colon))) return null;
  return isHostText(host) ? host : null;
}

/** Besides what may stand as it is, only what is no ASCII may be written with `%`. */
function isHostText(host: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII
  return /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"]|[^\u0000-\u007f]|%[89A-Fa-f][0-9A-Fa-f])*$/.test(host);
}
