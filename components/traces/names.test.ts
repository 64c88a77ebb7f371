import { describe, expect, it } from 'vitest';
import { shortOperation, shortServices } from './names';

describe('short names', () => {
  it('leaves out the namespace unless two services would be the same', () => {
    expect([...shortServices(['cart.shop', 'web.shop', 'web.bank', 'a.b.c'])]).toEqual([
      ['cart.shop', 'cart'],
      ['web.shop', 'web.shop'],
      ['web.bank', 'web.bank'],
      ['a.b.c', 'a.b.c'],
    ]);
  });

  it('leaves out what every host of a mesh ends with', () => {
    expect(shortOperation('reviews.bookinfo.svc.cluster.local:9080/*')).toBe('reviews.bookinfo:9080/*');
  });
});
