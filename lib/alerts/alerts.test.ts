import { describe, expect, it } from 'vitest';
import { readRules } from '@/lib/prometheus/rules';
import { alertsAnswerSchema } from './contract';
import { loadAlerts } from './load';
import { alertSubject } from './subject';
import { thresholdOf } from './threshold';

describe('thresholdOf', () => {
  it.each([
    ['up == 0', { expr: 'up', operator: '==', value: 0 }],
    [
      'sum(rate(x[5m])) / sum(rate(y[5m])) > 0.05',
      { expr: 'sum(rate(x[5m])) / sum(rate(y[5m]))', operator: '>', value: 0.05 },
    ],
    ['(a > 1e3) and b < 2', { expr: 'a', operator: '>', value: 1000 }],
    ['time() - x > 5 * 60', { expr: 'time() - x', operator: '>', value: 300 }],
    ['x > bool 2', { expr: 'x', operator: '>', value: 2 }],
    ['a > b', null],
    ['absent(up)', null],
    ['broken(', null],
  ])('reads %s', (expr, expected) => {
    expect(thresholdOf(expr)).toEqual(expected);
  });
});

describe('alertSubject', () => {
  it.each([
    [
      { destination_service_namespace: 'a', destination_service_name: 'x' },
      { kind: 'service', namespace: 'a', name: 'x' },
    ],
    [
      { namespace: 'a', service: 'x.a.svc.cluster.local' },
      { kind: 'service', namespace: 'a', name: 'x' },
    ],
    [
      { namespace: 'a', deployment: 'd' },
      { kind: 'workload', namespace: 'a', name: 'd' },
    ],
    [{ namespace: 'a' }, { kind: 'namespace', namespace: 'a', name: '' }],
    [{ job: 'x' }, null],
    [{ destination_service_namespace: 'unknown', destination_service_name: 'BlackHoleCluster' }, null],
    [
      {
        destination_service_namespace: 'unknown',
        destination_service_name: 'BlackHoleCluster',
        source_workload: 'web',
        source_workload_namespace: 'a',
      },
      { kind: 'workload', namespace: 'a', name: 'web' },
    ],
  ])('finds %j', (labels, expected) => {
    expect(alertSubject(labels as Record<string, string>)).toEqual(expected);
  });
});

const DATA = {
  groups: [
    {
      name: 'quiet',
      file: 'a.yml',
      interval: 30,
      rules: [{ type: 'recording', name: 'r', query: 'up', health: 'ok' }],
    },
    {
      name: 'loud',
      file: 'b.yml',
      interval: 15,
      rules: [
        {
          type: 'alerting',
          name: 'Errors',
          query: 'x > 1',
          duration: 60,
          health: 'err',
          lastError: 'many-to-many',
          lastEvaluation: '0001-01-01T00:00:00Z',
          labels: { severity: 'page' },
          annotations: { summary: '<b>s</b>' },
          alerts: [
            {
              state: 'pending',
              labels: { namespace: 'a' },
              annotations: {},
              activeAt: '2026-08-01T10:00:00Z',
              value: '2',
            },
            { state: 'firing', labels: { namespace: 'b' }, annotations: {}, activeAt: null, value: '+Inf' },
            { nonsense: true },
          ],
        },
        { type: 'strange' },
        null,
      ],
    },
    7,
  ],
};

describe('loadAlerts', () => {
  it('gives groups with alerts first, the gravest state, and what was told', async () => {
    const answer = alertsAnswerSchema.parse(
      await loadAlerts({ rules: async () => readRules(DATA), fired: async () => [] }),
    );
    expect(answer.groups.map(({ name }) => name)).toEqual(['loud', 'quiet']);
    expect(answer).toMatchObject({ firing: 1, pending: 1, leftOut: 0, isSupported: true });
    expect(answer.groups[0]?.rules).toMatchObject([
      {
        state: 'firing',
        forSeconds: 60,
        health: 'err',
        lastError: 'many-to-many',
        evaluatedAtSeconds: null,
        threshold: { expr: 'x', value: 1 },
        alerts: [{ activeAtSeconds: 1_785_578_400 }, { subject: { kind: 'namespace', namespace: 'b' } }],
      },
    ]);
  });

  it('says where a store has no rules', async () => {
    expect(
      await loadAlerts({ rules: async () => readRules('nothing'), fired: async () => [] }),
    ).toMatchObject({
      isSupported: false,
    });
    expect(await loadAlerts({ rules: async () => null, fired: async () => [] })).toMatchObject({
      isSupported: false,
    });
  });
});
