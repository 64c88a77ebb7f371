import { expect, it } from 'vitest';
import { tooLong } from './ask-query';

it('says of a query that is too long what to do, and of another nothing', () => {
  const values = Array.from({ length: 50_000 }, (_, at) => `pod-${at}`).join('|');
  expect(tooLong({ expr: `up{pod=~"(${values})"}` })).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('20,000 may be asked'),
    hint: expect.stringContaining('fewer values'),
  });
  expect(tooLong({ expr: 'up' })).toBeNull();
});
