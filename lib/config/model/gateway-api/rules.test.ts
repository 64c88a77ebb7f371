import { describe, expect, it } from 'vitest';
import { backend, GATEWAY_API_MISTAKES } from '@/lib/config/fixtures/gateway-api-mistakes';
import { modelOf } from '@/lib/config/model/models';
import { ruleCode } from '@/lib/config/model/rule';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { GATEWAY_API_RULES } from './rules';

/** Codes (or the kinds of type errors) with the paths below `spec` that they are reported at. */
function mistakes(kind: string, spec: string, version = 'v1'): readonly string[] {
  const text = `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: x}\nspec: ${spec}\n`;
  const reading = readYaml(text);
  if (reading.kind !== 'value') throw new Error(reading.problems[0]?.message);
  const result = modelOf('gateway.networking.k8s.io', kind)?.safeParse(reading.value);
  return (result?.error?.issues ?? []).map(
    (issue) => `${ruleCode(issue) ?? issue.code} ${issue.path.slice(1).join('.')}`,
  );
}

describe('rules of the Gateway API', () => {
  it.each(GATEWAY_API_MISTAKES)('%s %s is refused', (kind, spec, expected) => {
    expect(mistakes(kind, spec)[0]).toBe(expected);
  });

  it('has an example of every code', () => {
    const shown = new Set(GATEWAY_API_MISTAKES.map(([, , expected]) => expected.split(' ')[0] ?? ''));
    expect(Object.keys(GATEWAY_API_RULES).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('reports every mistake at once, not only the first', () => {
    const spec = '{rules: [{name: a, matches: [{path: {value: a}}]}, {name: a, backendRefs: [{name: b}]}]}';
    expect(mistakes('HTTPRoute', spec)).toEqual([
      'PER0912 rules.0.matches.0.path.value',
      'PER0906 rules.1.backendRefs.0',
      'PER0901 rules.1.name',
    ]);
  });

  it('takes several rules and no server name in the alpha versions', () => {
    expect(mistakes('TCPRoute', `{rules: [{${backend}}, {${backend}}]}`, 'v1alpha2')).toEqual([]);
    expect(mistakes('TLSRoute', `{rules: [{${backend}}, {${backend}}]}`, 'v1alpha2')).toEqual([]);
    expect(mistakes('TLSRoute', `{rules: [{${backend}}]}`, 'v1alpha3')).toEqual(['PER0926 ']);
  });
});
