import { describe, expect, it } from 'vitest';
import { positionsIn, withPositions } from './positions';

const at = (x: number, y: number) => ({ x, y });

describe('positions of views', () => {
  it('come back as they were kept, view by view', () => {
    const one = withPositions(null, 'one', new Map([['a', at(1, 2)]]));
    const both = withPositions(one, 'two', new Map([['a', at(3, 4)]]));
    expect(positionsIn(both, 'one')).toEqual(new Map([['a', at(1, 2)]]));
    expect(positionsIn(both, 'two')).toEqual(new Map([['a', at(3, 4)]]));
    expect(positionsIn(both, 'three').size).toBe(0);
  });

  it('are forgotten when there are none, and the oldest when there are too many views', () => {
    const one = withPositions(null, 'one', new Map([['a', at(1, 2)]]));
    expect(withPositions(one, 'one', new Map())).toBeNull();
    let text = one;
    for (let view = 0; view < 40; view += 1)
      text = withPositions(text, `v${view}`, new Map([['a', at(0, 0)]]));
    expect(positionsIn(text, 'one').size).toBe(0);
    expect(positionsIn(text, 'v0').size).toBe(1);
  });

  it.each(['', '{', '{}', '[1]', '[["one",{"a":[1]}]]', '[["one",{"a":[1,"x"]}]]', '[["one",null]]'])(
    'are none where %j is kept',
    (text) => {
      expect(positionsIn(text, 'one').size).toBe(0);
    },
  );
});
