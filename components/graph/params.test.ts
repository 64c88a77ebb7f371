import { describe, expect, it } from 'vitest';
import { NO_NEEDS } from '@/lib/graph/find/language';
import { type AskedView, graphParams } from './params';
import { type GraphView, viewParsers } from './view-state';

/** The view of an empty address. */
const plain = Object.fromEntries(
  Object.entries(viewParsers).map(([name, parser]) => [
    name,
    'defaultValue' in parser ? parser.defaultValue : null,
  ]),
) as unknown as GraphView;
const scope = { namespaces: null, window: { kind: 'last', seconds: 600 } } as const;

function asked(view: Partial<AskedView>): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(graphParams(scope, { ...plain, ...view })));
}

describe('graphParams', () => {
  it('asks for p95 and nothing that is not shown', () => {
    expect(asked({})).toMatchObject({ latency: 'p95', type: 'versionedApp' });
    for (const option of ['mtls', 'throughput', 'operations', 'messages', 'idleNodes'])
      expect(asked({})).not.toHaveProperty(option);
  });

  it('asks for what an expression looks at', () => {
    const needs = {
      ...NO_NEEDS,
      latency: ['p99'] as const,
      mtls: true,
      throughput: true,
      operations: true,
      messages: true,
      idleNodes: true,
    };
    expect(asked({ needs })).toMatchObject({
      latency: 'p95,p99',
      mtls: 'true',
      throughput: 'true',
      operations: 'true',
      messages: 'true',
      idleNodes: 'true',
    });
  });
});
