/** What a page of ours may load and run. A pure function, so that the policy is tested as text. */

/**
 * The policy of one page. No inline script or style runs without the page's nonce; `strict-dynamic` lets Next's own
 * scripts load their parts. `development` adds what `next dev` needs: eval for error stacks, inline styles and the
 * web socket of hot reload.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const directives: Readonly<Record<string, string>> = {
    'default-src': "'none'",
    'script-src': `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    // React writes style attributes through the CSSOM, which no directive governs; server-rendered ones are inline.
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': development ? "'self' ws: wss:" : "'self'",
    'worker-src': development ? "'self' blob:" : "'self'",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
    'object-src': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
