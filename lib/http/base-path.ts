/**
 * The path below which browsers see Periplus: `''` at the root of its host, else like `/periplus`. Inside, addresses
 * are written without it; it is put before those that leave for a browser, and taken off what comes from there.
 */

declare global {
  /** On the server set at the start; in a document and its workers read once from what the server wrote there. */
  var periplusBasePath: string | undefined;
}

/** Works on the server, in documents and in workers. */
export function basePath(): string {
  globalThis.periplusBasePath ??= fromDocument();
  return globalThis.periplusBasePath;
}

/** `path`, which begins with a slash, as a browser has to ask for it. */
export function withBasePath(path: string): string {
  return path === '/' && basePath() !== '' ? basePath() : basePath() + path;
}

/** A path that a browser shows, as it is called inside. */
export function withoutBasePath(path: string): string {
  const base = basePath();
  if (base === '' || !path.startsWith(base)) return path;
  const rest = path.slice(base.length);
  if (rest === '' || rest.startsWith('?') || rest.startsWith('#')) return `/${rest}`;
  return rest.startsWith('/') ? rest : path;
}

/** A worker has no document, but its own script lies below the path. */
function fromDocument(): string {
  if (typeof document !== 'undefined') return document.documentElement.dataset.basePath ?? '';
  const path = typeof location === 'undefined' ? '' : location.pathname;
  // As a pattern: a text would be taken for the address of a file, and get the path itself (`address-writer.ts`).
  return /^(.*?)\/_next\//.exec(path)?.[1] ?? '';
}
