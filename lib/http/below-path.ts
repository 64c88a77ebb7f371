/**
 * Serves everything below a path of the host (`/periplus`), for what is mounted beside others. Next is built for the
 * root and knows nothing of it: here the path is taken off each request, and put into the addresses that answers name.
 * Requests without the path are answered too: probes come so, and proxies that take it off themselves.
 */
import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { processWide } from '@/lib/process-wide';
import { writeAddresses } from './written-addresses';

/** Called once, at the start. `path` is like `/periplus`; with `''` nothing at all is done. */
export function serveBelow(path: string): void {
  if (path === '') return;
  globalThis.periplusBasePath = path;
  processWide('below-path', () => {
    // https://nodejs.org/api/diagnostics_channel.html#http: published before any listener gets the request.
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
      request.url = inside(request.url ?? '/', path);
      writeAddresses(request, response, path);
    });
    return true;
  });
}

/** A request's target without the path. */
export function inside(target: string, path: string): string {
  if (!target.startsWith(path)) return target;
  const rest = target.slice(path.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  return rest.startsWith('/') ? rest : target;
}
