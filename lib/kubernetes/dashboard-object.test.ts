import { expect, it } from 'vitest';
import { newPanel } from '@/lib/dashboards/edit/new-panel';
import { sampleDashboard } from '@/lib/dashboards/library/fixtures/store-contract';
import { fittingText, textVersion } from '@/lib/dashboards/library/text';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import { MAP_LIMIT, mapName, statesIn, stateText, versionsName, withState } from './dashboard-object';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** With words of so many bytes. */
function dashboardOf(bytes: number): Dashboard {
  const place = { x: 0, y: 0, w: 24, h: 3 };
  const panels = Array.from({ length: Math.ceil(bytes / 150_000) }, (_, at) => ({
    ...newPanel('text', at + 1, place),
    content: 'x'.repeat(150_000),
  }));
  return {
    ...sampleDashboard('large'),
    sections: [{ title: null, collapsed: false, repeat: null, panels: panels as never }],
  };
}

it('gives every uid a name that Kubernetes takes, and no two the same', () => {
  const uids = ['own', 'Own', 'own_', '_own', '-', 'OWN', 'own-versions', 'a'.repeat(64), 'A'.repeat(64)];
  const names = uids.flatMap((uid) => [mapName(uid), versionsName(uid)]);
  for (const name of names) {
    expect(name).toMatch(NAME);
    expect(name.length).toBeLessThanOrEqual(253);
  }
  expect(new Set(names).size).toBe(names.length);
});

it('writes a large dashboard without spaces, and says that one is too large for a ConfigMap', () => {
  const own = sampleDashboard('own');
  const dense = JSON.stringify(own);
  expect(fittingText(own, MAP_LIMIT)).toContain('\n  ');
  expect(fittingText(own, { ...MAP_LIMIT, bytes: Buffer.byteLength(dense) })).toBe(dense);
  expect(() => fittingText(dashboardOf(1_100_000), MAP_LIMIT)).toThrow('there is room for 1,000 kB at most');
});

it('keeps the newest states that there is room for', () => {
  let map: { binaryData?: Readonly<Record<string, string>> } = {};
  const words = (at: number) =>
    Array.from({ length: 60 }, (_, line) => textVersion(`${at} ${line}`)).join('');
  for (let at = 0; at < 60; at += 1) {
    map = { binaryData: withState(map, words(at), { savedAtMs: 1_700_000_000_000 + at, by: `user ${at}` }) };
  }
  const states = statesIn(map);
  expect(states).toHaveLength(50);
  expect(states[0]).toEqual({ version: textVersion(words(59)), savedAtMs: 1_700_000_000_059, by: 'user 59' });
  expect(stateText(map, textVersion(words(30)))).toBe(words(30));
  expect(stateText(map, textVersion(words(3)))).toBeNull();
});

it('takes what is no state for none', () => {
  const binaryData = { '1700000000000.0123456789abcdef': 'AAAA', other: '' };
  expect(statesIn({ binaryData })).toEqual([]);
  expect(stateText({ binaryData }, '0123456789abcdef')).toBeNull();
});
