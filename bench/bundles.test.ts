import { describe, expect, it } from 'vitest';
import { scriptsOf } from './bundles';

describe('scriptsOf', () => {
  it('lists each script once, whatever else its tag says, and leaves out inline and noModule ones', () => {
    const html = `<head><script nonce="a">run()</script><script src="/a.js" async="" nonce="x"></script>
      <script async="" nonce="x" src="/b.js?v=1&amp;w=2"></script><script src="/old.js" noModule=""></script></head>
      <script src="/a.js" async=""></script><link rel="preload" as="script" href="/c.js"/>`;
    expect(scriptsOf(html, 'http://console.test/graph')).toEqual([
      'http://console.test/a.js',
      'http://console.test/b.js?v=1&w=2',
    ]);
  });
});
