import { describe, expect, it } from 'vitest';
import { configuredRules, type WrittenRules } from './configured-rules';
import { DEFAULT_SUBJECT_RULES, type HealthSubject } from './rules';
import { toleranceOf, tolerancesOfAnnotation } from './written-tolerance';

const NOTHING: WrittenRules = { rates: [], latency: [], objectives: [] };

function subject(parts: Partial<HealthSubject> = {}): HealthSubject {
  return {
    namespace: 'shop',
    names: [
      { kind: 'app', name: 'catalog' },
      { kind: 'workload', name: 'catalog-v1' },
    ],
    annotation: null,
    ...parts,
  };
}

const rate = (scope: object, code: string) => ({ ...scope, rule: [toleranceOf({ code })] });
const codesOf = (rates: WrittenRules['rates'], who: HealthSubject) =>
  configuredRules({ ...NOTHING, rates })
    .of(who)
    .tolerances.map(({ code }) => code);

describe('configuredRules', () => {
  it('are the defaults where nothing fits', () => {
    const rules = configuredRules({ ...NOTHING, rates: [rate({ namespace: '^other$' }, '1')] });
    expect(rules.of(subject())).toEqual(DEFAULT_SUBJECT_RULES);
  });

  it('take the first that fits by namespace, kind and name', () => {
    const rates = [
      rate({ namespace: 'bank' }, 'a'),
      rate({ kind: 'service', name: 'catalog' }, 'b'),
      rate({ kind: 'workload', name: '^catalog$' }, 'c'),
      rate({ kind: 'workload', name: 'catalog-v' }, 'd'),
      rate({}, 'e'),
    ];
    expect(codesOf(rates, subject())).toEqual(['d']);
    expect(codesOf(rates, subject({ names: [{ kind: 'service', name: 'catalog' }] }))).toEqual(['b']);
    expect(codesOf(rates, subject({ names: [] }))).toEqual(
      DEFAULT_SUBJECT_RULES.tolerances.map(({ code }) => code),
    );
  });

  it('know latency limits and objectives by the same scopes', () => {
    const objective = { goodShare: 0.99, withinMs: 300, failingBelow: null };
    const limits = [{ quantile: 'p95' as const, degradedFromMs: 500, failingFromMs: null }];
    const rules = configuredRules({
      rates: [],
      latency: [{ namespace: '^shop$', rule: limits }],
      objectives: [{ name: '^catalog$', rule: objective }],
    });
    expect(rules.of(subject())).toMatchObject({ latency: limits, objective });
    expect(rules.of(subject({ namespace: 'bank', names: [] }))).toMatchObject({
      latency: [],
      objective: null,
    });
  });

  it('give way to the annotation of the object, and say what is wrong with one', () => {
    const rules = configuredRules({ ...NOTHING, rates: [rate({}, 'e')] });
    const own = rules.of(subject({ annotation: '4XX,20,30,http,inbound' }));
    expect(own.tolerances).toMatchObject([{ code: '4XX', degradedFrom: 0.2, failingFrom: 0.3 }]);
    expect(own.mistake).toBeNull();
    const broken = rules.of(subject({ annotation: '4XX,20' }));
    expect(broken.tolerances).toMatchObject([{ code: 'e' }]);
    expect(broken.mistake).toContain('app catalog in shop');
    expect(broken.mistake).toContain('five parts');
  });
});

describe('the annotation', () => {
  it('lists tolerances', () => {
    const { tolerances, mistakes } = tolerancesOfAnnotation('4XX,10,20,http,inbound; 5XX,0,5,.*,.*;');
    expect(mistakes).toEqual([]);
    expect(
      tolerances.map(({ code, degradedFrom, failingFrom }) => [code, degradedFrom, failingFrom]),
    ).toEqual([
      ['4XX', 0.1, 0.2],
      ['5XX', 0, 0.05],
    ]);
    const [first] = tolerances;
    expect(first?.coversProtocol('grpc')).toBe(false);
    expect(first?.directions !== 'main' && first?.directions.covers('outbound')).toBe(false);
  });

  it.each([
    ['4XX', 'five parts'],
    ['4XX,1,2,http,inbound,more', 'five parts'],
    ['4XX,one,2,http,inbound', 'no number'],
    ['4XX,1,200,http,inbound', 'no number'],
    ['4XX,,2,http,inbound', 'no number'],
    ['(,1,2,http,inbound', 'cannot be used'],
    ['(?=a),1,2,http,inbound', 'cannot be used'],
  ])('%s is refused in part', (annotation, reason) => {
    const { tolerances, mistakes } = tolerancesOfAnnotation(`${annotation};5XX,1,2,http,inbound`);
    expect(tolerances).toHaveLength(1);
    expect(mistakes).toEqual([expect.stringContaining(reason)]);
  });

  it('cannot make matching slow: an engine that goes back over its steps would never end here', () => {
    const { tolerances } = tolerancesOfAnnotation('(a+)+$,1,2,http,inbound');
    expect(tolerances[0]?.coversCode(`${'a'.repeat(50_000)}!`)).toBe(false);
  });
});
