import { describe, expect, it } from 'vitest';
import { Fault } from '@/lib/mesh/fault';
import { MAX_BODY_BYTES, readJsonBody } from './json-body';

function post(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost/', {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
    duplex: 'half',
  } as RequestInit);
}

describe('readJsonBody', () => {
  it('reads JSON in UTF-8, even in a body that arrives in parts', async () => {
    const bytes = new TextEncoder().encode('{"name":"Ünïcode"}');
    const stream = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    expect(await readJsonBody(post(stream))).toEqual({ name: 'Ünïcode' });
  });

  it('refuses other types, charsets and encodings with 415', async () => {
    for (const headers of [
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      { 'Content-Type': 'application/json; charset=utf-16' },
      { 'Content-Encoding': 'gzip' },
    ]) {
      await expect(readJsonBody(post('{}', headers as Record<string, string>))).rejects.toMatchObject({
        status: 415,
      });
    }
  });

  it('stops reading beyond the limit, whatever length was declared', async () => {
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    await expect(readJsonBody(post(endless))).rejects.toMatchObject({ code: 'too-large' });
    expect(pulled).toBeLessThan(MAX_BODY_BYTES + 4 * 65_536);
  });

  it('refuses a declared length beyond the limit before reading', async () => {
    const request = post('{}', { 'Content-Length': String(MAX_BODY_BYTES + 1) });
    await expect(readJsonBody(request)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('refuses in the words of the route, with the length that was declared', async () => {
    const words = (most: number, bytes: number | null) => new Fault('too-large', `${bytes} of ${most}`);
    const declared = post('[1, 2, 3]', { 'Content-Length': '9' });
    await expect(readJsonBody(declared, 5, words)).rejects.toThrow('9 of 5');
    await expect(readJsonBody(post('[1, 2, 3]'), 5, words)).rejects.toThrow('null of 5');
  });

  it('refuses deep nesting before it is parsed', async () => {
    const deep = '['.repeat(400_000) + ']'.repeat(400_000);
    await expect(readJsonBody(post(deep))).rejects.toThrow('nested deeper than 64');
    await expect(readJsonBody(post(`${'['.repeat(64)}${']'.repeat(64)}`))).resolves.toBeDefined();
  });

  it('does not count brackets inside strings', async () => {
    const text = '['.repeat(1000);
    expect(await readJsonBody(post(JSON.stringify({ text, quoted: '"\\"[' })))).toEqual({
      text,
      quoted: '"\\"[',
    });
  });

  it('refuses __proto__ at any depth', async () => {
    await expect(readJsonBody(post('{"__proto__":{"admin":true}}'))).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(readJsonBody(post('{"a":[{"__proto__":1}]}'))).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(readJsonBody(post('{"a":[{"\\u005f_proto__":1}]}'))).rejects.toMatchObject({
      code: 'bad-request',
    });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it('says why a text is no JSON, and refuses bytes that are no UTF-8', async () => {
    await expect(readJsonBody(post('{"a":'))).rejects.toThrow('not JSON');
    await expect(readJsonBody(post(''))).rejects.toThrow('not JSON');
    await expect(readJsonBody(post(new Uint8Array([0x22, 0xff, 0x22])))).rejects.toThrow('UTF-8');
  });
});
