import { describe, expect, it } from 'vitest';
import { MeshIndex } from '@/lib/config/analysis/mesh-index';
import type { StructuralSchema } from '@/lib/config/cluster-schema/structural-schema';
import { complete } from './complete';
import { hover } from './hover';

const mesh = new MeshIndex([]);
const id = { group: 'networking.istio.io', kind: 'Sidecar', namespace: 'shop', name: 'a' };
const SCHEMA: StructuralSchema = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        egress: { type: 'array', items: { type: 'object' } },
        outboundTrafficPolicy: {
          type: 'object',
          properties: { mode: { type: 'string', enum: ['REGISTRY_ONLY', 'ALLOW_ANY', 'ASK_FIRST'] } },
        },
        shadow: {
          type: 'object',
          description: 'Copies of calls.',
          properties: { share: { type: 'integer' } },
        },
        steps: { type: 'array', items: { type: 'object', properties: { wait: { type: 'string' } } } },
      },
    },
  },
};
const context = {
  mesh,
  id,
  schemaOf: ({ version }: { version: string }) => (version === 'v1' ? SCHEMA : null),
};
const HEAD =
  'apiVersion: networking.istio.io/v1\nkind: Sidecar\nmetadata: {name: a, namespace: shop}\nspec:\n';

function offered(spec: string, head = HEAD) {
  const text = head + spec;
  const offset = text.indexOf('|');
  return complete(text.replace('|', ''), offset, context)?.suggestions ?? [];
}

describe('completion by the schema of the cluster', () => {
  it('offers the fields that our model does not have, behind those that it has', () => {
    const labels = offered('  |').map(({ label }) => label);
    expect(labels.filter((label) => label === 'egress')).toEqual(['egress']);
    expect(labels.slice(-2)).toEqual(['shadow', 'steps']);
  });

  it('writes objects and lists as they begin', () => {
    const templates = new Map(offered('  |').map(({ label, template }) => [label, template]));
    expect(templates.get('shadow')).toBe('shadow:\n  #{}');
    expect(templates.get('steps')).toBe('steps:\n- #{}');
  });

  it('goes on below what only the cluster has', () => {
    expect(offered('  shadow:\n    |').map(({ label, template }) => [label, template])).toEqual([
      ['share', 'share: #{}'],
    ]);
    expect(offered('  steps:\n    |').map(({ label }) => label)).toEqual(['- wait']);
  });

  it('offers values that only the cluster takes', () => {
    expect(offered('  outboundTrafficPolicy:\n    mode: |').map(({ label }) => label)).toContain('ASK_FIRST');
  });

  it('says nothing of a version that the cluster does not have', () => {
    const labels = offered('  |', HEAD.replace('/v1\n', '/v1beta1\n')).map(({ label }) => label);
    expect(labels).not.toContain('shadow');
    expect(labels).toContain('egress');
  });
});

it('tells what a field means that only the cluster has', () => {
  const text = `${HEAD}  shadow:\n    share: 1\n`;
  expect(hover(text, text.indexOf('shadow') + 1, context)).toMatchObject({
    title: 'spec.shadow',
    description: 'Copies of calls.',
  });
});
