import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { messageLabels, metric, securityLabels, tcpLabels } from './labels';
import { recordedCounters } from './recorded';
import { DEFAULT_RULES, ruleGroups } from './recording-rules';
import { RULES_FILE, rulesFile } from './rules-file';

describe('the recording rules', () => {
  it('stand in the file as the lists of the dialect make them', () => {
    const file = readFileSync(new URL(`../../../../${RULES_FILE}`, import.meta.url), 'utf8');
    expect(file).toBe(rulesFile(DEFAULT_RULES));
    expect(load(file)).toEqual({ groups: ruleGroups(DEFAULT_RULES) });
  });

  it('record every counter that the graph asks for', () => {
    expect(Object.keys(recordedCounters).sort()).toEqual(Object.values(metric).sort());
    expect(recordedCounters[metric.tcpOpened]?.by).toEqual(expect.arrayContaining([...tcpLabels]));
    expect(recordedCounters[metric.requests]?.by).toEqual(expect.arrayContaining([...securityLabels]));
    expect(recordedCounters[metric.requestMessages]?.by).toEqual(expect.arrayContaining([...messageLabels]));
  });

  it('keep the labels that tell several meshes apart, and the interval that they were written for', () => {
    const [group] = ruleGroups({ scrapeIntervalSeconds: 5, keep: ['tenant', 'cluster'] });
    expect(group?.rules.at(-1)?.labels?.kept).toBe('cluster,tenant');
    expect(group?.rules[0]?.expr).toContain(',tenant,cluster) (rate(istio_requests_total');
    const increases = ruleGroups({ scrapeIntervalSeconds: 5, keep: [] }).at(-2);
    expect(increases?.rules[0]?.expr).toContain('[304999ms]');
  });

  it('give every series one name in one group', () => {
    const names = ruleGroups(DEFAULT_RULES).flatMap(({ rules }) =>
      rules.map(({ record, labels }) => `${record} ${labels?.form} ${labels?.window}`),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
