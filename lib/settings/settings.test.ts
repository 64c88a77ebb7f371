import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HealthSubject } from '@/lib/health/rules';
import { healthRulesOf } from './health-rules';
import { liveSettings } from './live-settings';
import { mistakeLines, readSettings } from './read-settings';

function mistakesOf(text: string): readonly string[] {
  const reading = readSettings(text);
  return reading.kind === 'mistakes' ? mistakeLines(reading.mistakes) : [];
}

function rulesOf(text: string) {
  const reading = readSettings(text);
  if (reading.kind === 'mistakes') throw new Error(mistakeLines(reading.mistakes).join('\n'));
  return healthRulesOf(reading.settings);
}

const catalog: HealthSubject = {
  namespace: 'shop',
  names: [{ kind: 'service', name: 'catalog' }],
  annotation: null,
};

const RATE = `health:
  rate:
    - namespace: shop
      kind: service
      name: catalog
      tolerance:
        - code: 5XX
          degraded: 2
          failure: 5
          protocol: http
          direction: inbound
`;

describe('readSettings', () => {
  it('takes the example that is shipped', () => {
    expect(mistakesOf(readFileSync('deploy/settings.example.yaml', 'utf8'))).toEqual([]);
  });

  it.each(['', '# nothing yet\n', '{}', 'health: {}'])('takes a file that sets nothing: %j', (text) => {
    expect(mistakesOf(text)).toEqual([]);
    expect(
      rulesOf(text)
        .of(catalog)
        .tolerances.map(({ code }) => code),
    ).toContain('4XX');
  });

  it('understands the list of Kiali', () => {
    expect(rulesOf(RATE).of(catalog).tolerances).toMatchObject([
      { code: '5XX', degradedFrom: 0.02, failingFrom: 0.05 },
    ]);
    expect(rulesOf(RATE).of({ ...catalog, namespace: 'bank' }).tolerances).toHaveLength(4);
  });

  it('reads latency limits and objectives', () => {
    const rules = rulesOf(`
health:
  latency:
    - name: catalog
      p95: {degraded: 500ms, failure: 2s}
objectives:
  - namespace: shop
    good: 99.5
    within: 300ms
    failing: 95
`).of(catalog);
    expect(rules.latency).toEqual([{ quantile: 'p95', degradedFromMs: 500, failingFromMs: 2000 }]);
    expect(rules.objective).toEqual({ goodShare: 0.995, withinMs: 300, failingBelow: 0.95 });
  });

  it.each([
    ['health:\n  rates: []', 'line 2, health.rates', 'did you mean rate?'],
    ['helth: {}', 'line 1, helth', 'did you mean health?'],
    ['health:\n  rate:\n    - namespace: shop', 'line 3, health.rate[0].tolerance', 'missing'],
    [RATE.replace('code: 5XX', 'code: "("'), 'line 7, health.rate[0].tolerance[0].code', 'RE2'],
    [RATE.replace('namespace: shop', 'namespace: "(?=a)"'), 'line 3, health.rate[0].namespace', 'RE2'],
    [
      RATE.replace('failure: 5', 'failure: many'),
      'line 9, health.rate[0].tolerance[0].failure',
      'must be a number',
    ],
    [RATE.replace('failure: 5', 'failure: 500'), 'line 9', 'at most 100'],
    [RATE.replace('degraded: 2', 'degraded: 20'), 'line 8', 'more than failure'],
    ['objectives:\n  - good: 99\n    within: soon', 'line 3, objectives[0].within', 'no duration'],
    ['objectives:\n  - good: 0', 'line 2, objectives[0].good', ''],
    ['objectives:\n  - good: 90\n    failing: 95', 'line 3, objectives[0].failing', 'not below good'],
    ['health:\n  latency:\n    - name: a', 'line 3, health.latency[0]', 'p50, p95 or p99'],
    ['health:\n  latency:\n    - p95: {degraded: 2s, failure: 1s}', 'line 3', 'longer than failure'],
    ['health:\n\trate: []', 'line 2', 'tab'],
    ['health: [', 'line', ''],
    ['- a list', 'line 1', ''],
  ])('names the mistake in %j', (text, place, words) => {
    const [first = '', ...more] = mistakesOf(text);
    expect(more).toEqual([]);
    expect(first.toLowerCase()).toContain(words.toLowerCase());
    expect(first).toContain(place);
  });

  it('names every mistake at once', () => {
    expect(mistakesOf('helth: {}\nobjectives:\n  - good: 900\n    within: soon')).toHaveLength(3);
  });
});

describe('liveSettings', () => {
  let folder = '';
  const report = vi.fn();

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'periplus-settings-'));
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] });
    report.mockReset();
  });
  afterEach(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true });
  });

  const later = () => vi.setSystemTime(Date.now() + 1_000);
  const failingFrom = (live: ReturnType<typeof liveSettings>) =>
    live.healthRules().of(catalog).tolerances[0]?.failingFrom;

  it('are the defaults without a file, and no state among the sources', () => {
    const live = liveSettings(null, report);
    expect(live.healthRules().of(catalog).tolerances).toHaveLength(4);
    expect(live.state()).toBeNull();
  });

  it('are read again when the file changes, also by a link that is pointed elsewhere', () => {
    const [first, second, link] = ['a.yaml', 'b.yaml', 'settings.yaml'].map((name) =>
      path.join(folder, name),
    );
    writeFileSync(first ?? '', RATE);
    writeFileSync(second ?? '', RATE.replace('failure: 5', 'failure: 50'));
    symlinkSync(first ?? '', link ?? '');
    const live = liveSettings(link ?? '', report);
    expect(failingFrom(live)).toBe(0.05);
    unlinkSync(link ?? '');
    symlinkSync(second ?? '', link ?? '');
    expect(failingFrom(live)).toBe(0.05);
    later();
    expect(failingFrom(live)).toBe(0.5);
    expect(live.state()).toMatchObject({ source: 'settings', state: 'ok', reason: null });
  });

  it('stay the last good ones while the file is broken or gone, which is said once', () => {
    const file = path.join(folder, 'settings.yaml');
    writeFileSync(file, RATE);
    const live = liveSettings(file, report);
    expect(failingFrom(live)).toBe(0.05);
    writeFileSync(file, `${RATE}helth: {}\n`);
    later();
    expect(failingFrom(live)).toBe(0.05);
    expect(live.state()).toMatchObject({
      state: 'partial',
      reason: expect.stringContaining('line 12, helth'),
    });
    later();
    live.settings();
    expect(report).toHaveBeenCalledTimes(1);
    rmSync(file);
    later();
    expect(failingFrom(live)).toBe(0.05);
    expect(live.state()?.reason).toContain('cannot be read');
    writeFileSync(file, RATE.replace('failure: 5', 'failure: 8'));
    later();
    expect(failingFrom(live)).toBe(0.08);
    expect(live.state()?.state).toBe('ok');
    expect(report).toHaveBeenCalledTimes(2);
  });
});
