/** Where links of dashboards may lead: http, https, and pages of this console. A file's text is data. Pure. */

import { withBasePath } from '@/lib/http/base-path';

/** Null for everything else: `javascript:`, `data:`, addresses with credentials, what cannot be read. */
export function safeHref(text: string): string | null {
  const trimmed = text.trim();
  if (/^\/(?![/\\])/.test(trimmed)) return withBasePath(trimmed);
  if (/^[?#]/.test(trimmed)) return trimmed;
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return null;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  return url.username === '' && url.password === '' ? url.href : null;
}
