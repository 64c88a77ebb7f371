/** Seeds are named in the title of what fails. */
import { describe, expect, it } from 'vitest';
import { Random } from '@/e2e/meshes/random';
import type { HttpMatch } from '@/lib/config/simulation/read/virtual-service';
import { type Earlier, EarlierMatches } from './earlier-matches';
import { EVERYTHING, matchCovers } from './match-covers';

const PATHS = ['', '/', '/a', '/a/b', '/A', '/b', '/a/b/c'];
const PATTERNS = ['.*', '/.*', '/a.*', '/b'];

function randomMatch(random: Random): HttpMatch {
  const kind = random.pick(['none', 'exact', 'prefix', 'regex'] as const);
  const value = random.pick(kind === 'regex' ? PATTERNS : PATHS);
  const headers = random.chance(0.3) ? [['x', { kind: 'exact', value: 'y' }] as const] : [];
  const uri = kind === 'none' ? null : { kind, value };
  return { ...EVERYTHING, uri, headers, ignoreUriCase: random.chance(0.2) };
}

describe.each([1, 2, 3, 4, 5, 6])('matches of seed %i', (seed) => {
  const random = new Random(seed);
  const covers = (match: HttpMatch) => (earlier: Earlier) => matchCovers(earlier.match, match, ['mesh']);

  it('are found as by looking at all of them in order', () => {
    const all: Earlier[] = [];
    const matches = new EarlierMatches();
    for (let route = 0; route < 200; route += 1) {
      const match = randomMatch(random);
      expect(matches.firstThat(match, covers(match))).toEqual(all.find(covers(match)) ?? null);
      const entry = { route, index: 0, match };
      all.push(entry);
      matches.add(entry);
    }
  });

  it('are seen in a copy, and what is added there is not seen in the original', () => {
    const original = new EarlierMatches();
    const [first, second] = [0, 1].map((route) => ({
      route,
      index: null,
      match: { ...EVERYTHING, uri: { kind: 'exact' as const, value: `/${seed}-${route}` } },
    }));
    if (first === undefined || second === undefined) throw new Error('There are two.');
    original.add(first);
    const copy = original.fork();
    copy.add(second);
    expect(copy.firstThat(first.match, covers(first.match))).toBe(first);
    expect(copy.firstThat(second.match, covers(second.match))).toBe(second);
    expect(original.firstThat(second.match, covers(second.match))).toBeNull();
  });
});
