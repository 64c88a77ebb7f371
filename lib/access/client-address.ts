/**
 * The address a request comes from. `X-Forwarded-For` is whatever the client wrote unless a proxy of ours
 * put it there, so the socket's own address is noted first, on the raw request, before Next sees it.
 */
import 'server-only';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import type { Environment } from '@/lib/environment';
import { processWide } from '@/lib/process-wide';
import { PEER_HEADER } from './internal-headers';

/** Has every incoming request carry its socket's address. Called once, by `instrumentation.ts`. */
export function notePeers(): void {
  processWide('note-peers', () => {
    // https://nodejs.org/api/diagnostics_channel.html#http: published before any listener gets the request.
    subscribe('http.server.request.start', (message) => {
      const { request } = message as { request: IncomingMessage };
      request.headers[PEER_HEADER] = request.socket.remoteAddress ?? '';
    });
    return true;
  });
}

/**
 * The socket's address; behind one of PERIPLUS_TRUSTED_PROXIES the last address in `X-Forwarded-For` that is not
 * itself such a proxy. `unknown` where nothing is noted.
 */
export function clientAddress(headers: Headers, environment: Pick<Environment, 'trustedProxies'>): string {
  const peer = plain(headers.get(PEER_HEADER) ?? '');
  if (peer === null) return 'unknown';
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((part) => plain(part.trim()));
  const chain = [peer, ...forwarded.reverse()];
  for (const address of chain) {
    if (address === null) return peer;
    if (!isTrusted(address, environment.trustedProxies)) return address;
  }
  return peer;
}

/** Whether the connection itself comes from one of PERIPLUS_TRUSTED_PROXIES, whatever the headers say. */
export function isTrustedPeer(headers: Headers, environment: Pick<Environment, 'trustedProxies'>): boolean {
  const peer = plain(headers.get(PEER_HEADER) ?? '');
  return peer !== null && isTrusted(peer, environment.trustedProxies);
}

function isTrusted(address: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [base = '', prefix] = range.split('/');
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(base, Number(prefix ?? (family === 'ipv6' ? 128 : 32)), family);
  }
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Without the IPv6 form of IPv4 that dual-stack sockets report; null for what is no address. */
function plain(text: string): string | null {
  const address = text.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) === 0 ? null : address;
}
