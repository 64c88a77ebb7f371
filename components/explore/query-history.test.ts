import { expect, it } from 'vitest';
import { forgetting, readRemembered, readSaved, remembering, saving } from './query-history';

it('remembers the newest first, each once, and not without end', () => {
  let text = '[]';
  for (let at = 0; at < 60; at += 1) text = remembering(text, [`q${at}`, ' '], at);
  text = remembering(text, ['q30'], 100);
  const all = readRemembered(text);
  expect(all).toHaveLength(50);
  expect(all.slice(0, 2)).toEqual([
    { expr: ['q30'], at: 100 },
    { expr: ['q59'], at: 59 },
  ]);
  expect(remembering(text, [''], 101)).toBe(text);
});

it('saves under a name, replaces and forgets', () => {
  let text = saving('', { name: 'b', expr: ['up'], at: 1 });
  text = saving(text, { name: 'a', expr: ['x'], at: 2 });
  text = saving(text, { name: 'b', expr: ['down'], at: 3 });
  expect(readSaved(text).map(({ name, expr }) => [name, ...expr])).toEqual([
    ['a', 'x'],
    ['b', 'down'],
  ]);
  expect(readSaved(forgetting(text, 'a'))).toHaveLength(1);
});

it.each(['', 'x', '{}', '[1,null,{"expr":"up","at":1},{"expr":["up"]}]'])('takes %j for nothing', (text) => {
  expect([readRemembered(text), readSaved(text)]).toEqual([[], []]);
});
