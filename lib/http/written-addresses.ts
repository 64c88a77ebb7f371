/**
 * Puts the path below which we are served into the addresses of an answer: those in its headers, and in documents and
 * scripts those of Next's files. Our own code writes the path into what it says itself (`base-path.ts`).
 */
import 'server-only';
import type { IncomingMessage, OutgoingHttpHeader, ServerResponse } from 'node:http';
import { constants, createGzip } from 'node:zlib';
import { AddressWriter } from './address-writer';

const WRITTEN = /^(text\/html|text\/x-component|application\/javascript|text\/javascript)\b/;
const COMPRESSES = /\bgzip\b/;

/** Called before anything is written. */
export function writeAddresses(request: IncomingMessage, response: ServerResponse, path: string): void {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  // Answers of the API name no file of Next, and may stay compressed as they are.
  const mayHold = !/^\/(api|healthz|readyz|metrics)\b/.test(request.url ?? '');
  if (mayHold) {
    request.headers['accept-encoding'] = undefined;
    request.headers.range = undefined;
  }
  const original = {
    writeHead: response.writeHead.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  };
  let sink: Sink | null | undefined;
  const begin = (): Sink | null => {
    if (sink !== undefined) return sink;
    writeHeaders(response, path);
    const holds = mayHold && WRITTEN.test(String(response.getHeader('content-type') ?? ''));
    sink = holds ? sinkOf(response, original, path, COMPRESSES.test(accepted)) : null;
    return sink;
  };
  response.writeHead = (status: number, ...rest: unknown[]) => {
    for (const entry of rest) takeHeaders(response, entry);
    const word = typeof rest[0] === 'string' ? rest[0] : undefined;
    response.statusCode = status;
    begin();
    return word === undefined ? original.writeHead(status) : original.writeHead(status, word);
  };
  response.write = (...given: unknown[]) => {
    const to = begin();
    if (to === null) return original.write(...(given as Parameters<ServerResponse['write']>));
    return to.write(bytesOf(given[0], given[1]), given.find(isCallback));
  };
  response.end = (...given: unknown[]) => {
    const to = begin();
    if (to === null) return original.end(...(given as Parameters<ServerResponse['end']>));
    to.end(isCallback(given[0]) ? null : bytesOf(given[0], given[1]), given.find(isCallback));
    return response;
  };
}

type Callback = () => void;

interface Sink {
  write(bytes: Buffer, done: Callback | undefined): boolean;
  end(bytes: Buffer | null, done: Callback | undefined): void;
}

/** Where a body goes whose length is no longer known. */
function sinkOf(
  response: ServerResponse,
  original: Pick<ServerResponse, 'write' | 'end'>,
  path: string,
  compresses: boolean,
): Sink {
  const writer = new AddressWriter(path);
  response.removeHeader('content-length');
  response.removeHeader('accept-ranges');
  response.appendHeader('vary', 'Accept-Encoding');
  if (!compresses || response.req.method === 'HEAD' || isWithoutBody(response.statusCode)) {
    return {
      write: (bytes, done) => original.write(writer.write(bytes), () => done?.()),
      end: (bytes, done) => void original.end(writer.end(bytes), () => done?.()),
    };
  }
  response.setHeader('content-encoding', 'gzip');
  // Each part reaches the browser as soon as it is written: pages are streamed.
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH });
  gzip.on('data', (bytes: Buffer) => void original.write(bytes));
  response.on('close', () => gzip.destroy());
  return {
    write: (bytes, done) => {
      const goesOn = gzip.write(writer.write(bytes), () => done?.());
      if (!goesOn) gzip.once('drain', () => response.emit('drain'));
      return goesOn;
    },
    end: (bytes, done) => {
      gzip.on('end', () => original.end(() => done?.()));
      gzip.end(writer.end(bytes));
    },
  };
}

function isWithoutBody(status: number): boolean {
  return status === 204 || status === 304;
}

function isCallback(value: unknown): value is Callback {
  return typeof value === 'function';
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  if (chunk === undefined || chunk === null) return Buffer.alloc(0);
  if (typeof chunk === 'string')
    return Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8');
  return Buffer.from(chunk as Uint8Array);
}

/** Headers given to `writeHead`: an object, or a flat list of names and values. */
function takeHeaders(response: ServerResponse, given: unknown): void {
  if (Array.isArray(given)) {
    for (let at = 0; at + 1 < given.length; at += 2)
      response.appendHeader(String(given[at]), given[at + 1] as string);
  } else if (typeof given === 'object' && given !== null) {
    for (const [name, value] of Object.entries(given as Record<string, OutgoingHttpHeader | undefined>))
      if (value !== undefined) response.setHeader(name, value);
  }
}

/** `Location` of a redirect to ourselves, files to preload, and where cookies belong. */
function writeHeaders(response: ServerResponse, path: string): void {
  const location = response.getHeader('location');
  if (typeof location === 'string' && /^\/(?!\/)/.test(location) && !isBelow(location, path))
    response.setHeader('location', location === '/' ? path : path + location);
  const link = response.getHeader('link');
  if (link !== undefined && typeof link !== 'number')
    response.setHeader(
      'link',
      each(link, (text) => text.replaceAll('</_next/', `<${path}/_next/`)),
    );
  const cookies = response.getHeader('set-cookie');
  if (cookies !== undefined && typeof cookies !== 'number')
    response.setHeader(
      'set-cookie',
      each(cookies, (text) =>
        text.replace(/(;\s*Path=)(\/[^;]*)/i, (_, name, of) => name + path + (of === '/' ? '' : of)),
      ),
    );
}

function isBelow(location: string, path: string): boolean {
  return location.startsWith(path) && /^($|[/?#])/.test(location.slice(path.length));
}

function each(value: string | readonly string[], change: (text: string) => string): string | string[] {
  return typeof value === 'string' ? change(value) : value.map(change);
}
