import { expect, it } from 'vitest';
import { fewAtOnce } from './few-at-once';

it('refuses one too many, and takes the next once one is done, however it ended', async () => {
  const first = Promise.withResolvers<string>();
  const running = fewAtOnce('test', 1, () => first.promise);
  await expect(fewAtOnce('test', 1, async () => 'no')).rejects.toMatchObject({
    code: 'throttled',
    data: { retryAfterSeconds: 5 },
  });
  expect(await fewAtOnce('other', 1, async () => 'its own count')).toBe('its own count');
  first.reject(new Error('gone'));
  await expect(running).rejects.toThrow('gone');
  expect(await fewAtOnce('test', 1, async () => 'yes')).toBe('yes');
});
