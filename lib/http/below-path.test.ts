import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { inside } from './below-path';
import { writeAddresses } from './written-addresses';

/** What a server below `/periplus` answers. */
async function answered(path: string, listener: RequestListener, init?: RequestInit): Promise<Response> {
  const server = createServer((request, response) => {
    request.url = inside(request.url ?? '/', '/periplus');
    writeAddresses(request, response, '/periplus');
    listener(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
    // Read whole before the server ends.
    const body = await response.arrayBuffer();
    const none = response.status === 204 || response.status === 304 || response.status >= 300;
    return new Response(none ? null : body, response);
  } finally {
    server.close();
  }
}

it('takes the path off, and lets what comes without it through', () => {
  expect(inside('/periplus/graph?last=600', '/periplus')).toBe('/graph?last=600');
  expect(inside('/periplus', '/periplus')).toBe('/');
  expect(inside('/periplus?last=600', '/periplus')).toBe('/?last=600');
  expect(inside('/healthz', '/periplus')).toBe('/healthz');
  expect(inside('/periplus-of-others', '/periplus')).toBe('/periplus-of-others');
});

it.each(['gzip', 'identity'])('writes addresses into pages that come in parts, %s', async (encoding) => {
  const seen: (string | undefined)[] = [];
  const response = await answered(
    '/periplus/graph',
    (request, answer) => {
      seen.push(request.url, request.headers['accept-encoding'] as string | undefined);
      answer.setHeader('Content-Type', 'text/html; charset=utf-8');
      answer.setHeader('Link', '</_next/static/a.css>; rel=preload; as="style"');
      answer.write('<!DOCTYPE html><html lang="en"><script src="/_ne');
      answer.write(Buffer.from('xt/static/chunks/a.js"></script>'));
      answer.end('</html>');
    },
    { headers: { 'Accept-Encoding': encoding } },
  );
  expect(seen).toEqual(['/graph', undefined]);
  expect(response.headers.get('link')).toContain('</periplus/_next/static/a.css>');
  expect(await response.text()).toBe(
    '<!DOCTYPE html><html data-base-path="/periplus" lang="en"><script src="/periplus/_next/static/chunks/a.js"></script></html>',
  );
});

it('forgets the length of what grows', async () => {
  const text = 'var base="/_next/"';
  const response = await answered(
    '/periplus/_next/static/a.js',
    (_, answer) =>
      answer
        .writeHead(200, { 'Content-Type': 'application/javascript', 'Content-Length': text.length })
        .end(text),
    { headers: { 'Accept-Encoding': 'identity', Range: 'bytes=0-3' } },
  );
  expect(await response.text()).toBe('var base="/periplus/_next/"');
});

it('leaves answers of the API as they are', async () => {
  const text = '{"text":"\\"/_next/"}';
  const response = await answered('/periplus/api/config', (_, answer) =>
    answer.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': text.length }).end(text),
  );
  expect(response.headers.get('content-length')).toBe(String(text.length));
  expect(await response.text()).toBe(text);
});

it('puts the path into redirects to ourselves, once, and into where cookies belong', async () => {
  const to = (location: string) =>
    answered('/periplus/', (_, answer) => {
      answer.setHeader('Set-Cookie', ['a=1; Path=/; HttpOnly', 'b=2; Path=/api/session; HttpOnly']);
      answer.writeHead(307, { Location: location }).end();
    });
  const answer = await to('/login?next=%2Fgraph');
  expect(answer.headers.get('location')).toBe('/periplus/login?next=%2Fgraph');
  expect(answer.headers.getSetCookie()).toEqual([
    'a=1; Path=/periplus; HttpOnly',
    'b=2; Path=/periplus/api/session; HttpOnly',
  ]);
  expect((await to('/periplus/graph')).headers.get('location')).toBe('/periplus/graph');
  expect((await to('https://id.example.org/authorize')).headers.get('location')).toBe(
    'https://id.example.org/authorize',
  );
});
