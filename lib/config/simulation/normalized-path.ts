/**
 * The path of a request as a proxy reads it, before routes and policies compare it.
 * https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization; what each means
 * to Envoy: pilot/pkg/networking/core/listener_builder.go.
 */

/** `path` may end in a query, which stays as it is. An unknown `normalization` counts as Istio's default, `BASE`. */
export function normalizedPath(path: string, normalization: string): string {
  if (normalization === 'NONE' || !NEEDS_A_LOOK.test(path)) return path;
  const mark = path.indexOf('?');
  const search = mark < 0 ? '' : path.slice(mark);
  let own = mark < 0 ? path : path.slice(0, mark);
  if (normalization === 'DECODE_AND_MERGE_SLASHES') own = own.replace(/%2f/gi, '/').replace(/%5c/gi, '\\');
  own = withoutDots(own.replaceAll('\\', '/').replace(/%[0-9a-f]{2}/gi, unescaped));
  if (normalization === 'MERGE_SLASHES' || normalization === 'DECODE_AND_MERGE_SLASHES')
    own = own.replace(/\/{2,}/g, '/');
  return own + search;
}

/** Nearly every path holds none of these. */
const NEEDS_A_LOOK = /\/\/|\/\.|\\|%/;
/** Characters that mean the same with and without escape: RFC 3986, 2.3. */
const UNRESERVED = /^[A-Za-z0-9._~-]$/;

function unescaped(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
  return UNRESERVED.test(character) ? character : escaped;
}

/** RFC 3986, 5.2.4: `.` is nothing, `..` takes the segment before it away. */
function withoutDots(path: string): string {
  const segments = path.split('/');
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '..' && kept.length > 1) kept.pop();
    if (segment !== '.' && segment !== '..') kept.push(segment);
    else if (isLast) kept.push('');
  }
  return kept.join('/');
}
