import { expect, it } from 'vitest';
import { AddressWriter } from './address-writer';

const DOCUMENT =
  '<!DOCTYPE html><html lang="en"><head><link rel="icon" href="/icon.svg?1"/><script src="/_next/static/chunks/a.js"></script></head>' +
  '<body><a href="/periplus/graph">Grüße</a><script>self.__next_f.push([1,"I[7,[\\"/_next/static/chunks/b.js\\"]]"])</script></body></html>';
const WRITTEN = DOCUMENT.replace('<html ', '<html data-base-path="/periplus" ')
  .replaceAll('"/_next/', '"/periplus/_next/')
  .replace('"/icon.svg', '"/periplus/icon.svg');

it('puts the path before the addresses of files, and says it in the first element', () => {
  const writer = new AddressWriter('/periplus');
  expect(writer.end(Buffer.from(DOCUMENT)).toString()).toBe(WRITTEN);
});

it('writes the same wherever the parts end, characters of several bytes included', () => {
  const bytes = Buffer.from(DOCUMENT);
  for (let size = 1; size <= 40; size += 1) {
    const writer = new AddressWriter('/periplus');
    const parts: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += size) parts.push(writer.write(bytes.subarray(at, at + size)));
    parts.push(writer.end(null));
    expect(Buffer.concat(parts).toString()).toBe(WRITTEN);
  }
});

it('leaves other addresses and other texts alone', () => {
  const text = '{"href":"/graph","text":"see /_next/ or </_next/x>","icons":"/icons.svg"}';
  expect(new AddressWriter('/periplus').end(Buffer.from(text)).toString()).toBe(text);
});
