import { expect, it } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import { clusterCheck } from './cluster-check';
import type { StructuralSchema } from './structural-schema';

const SCHEMA: StructuralSchema = {
  type: 'object',
  properties: {
    apiVersion: { type: 'string' },
    kind: { type: 'string' },
    metadata: { type: 'object' },
    spec: {
      type: 'object',
      properties: {
        egress: {
          type: 'array',
          maxItems: 1,
          items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
        outboundTrafficPolicy: {
          type: 'object',
          properties: { mode: { type: 'string', enum: ['REGISTRY_ONLY', 'ALLOW_ANY', 'ASK_FIRST'] } },
        },
        shadow: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string', maxLength: 3 }, share: { type: 'integer', maximum: 9 } },
        },
      },
      'x-kubernetes-validations': [
        {
          rule: '!has(self.shadow) || self.shadow.name != "ill"',
          message: 'ill is no name',
          fieldPath: '.shadow.name',
        },
        { rule: '!has(self.shadow) || authorizer.path("/").check("get").allowed()' },
      ],
    },
  },
};

function text(spec: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a, namespace: shop}
spec:
  egress: [{hosts: [./*]}]
${spec}`;
}

function said(spec: string, stored: unknown = null): string[] {
  const { problems } = checkText(text(spec), { byCluster: clusterCheck(SCHEMA, () => stored) });
  return problems.map(({ code, path, line, message }) => `${code} ${path.join('.')} ${line} ${message}`);
}

it('drops what our model has against fields and values that the cluster knows', () => {
  const spec = '  outboundTrafficPolicy: {mode: ASK_FIRST}\n  shadow: {name: a}\n';
  const { problems } = checkText(text(spec));
  expect(problems.map(({ code }) => code)).toEqual(['PER0014', 'PER0010']);
  expect(said(spec)).toEqual([
    "PER0996 kind 2 One rule of the cluster's definition is not checked here: the cluster checks them when it is asked to save.",
  ]);
});

it('says once what both have against a field', () => {
  expect(said('  hots: [a]\n').filter((line) => line.startsWith('PER0010'))).toHaveLength(1);
});

it('names the place of what only the cluster refuses', () => {
  expect(said('  shadow:\n    share: 12\n').filter((line) => !line.startsWith('PER0996'))).toEqual([
    'PER0012 spec.shadow.name 6 shadow.name is missing.',
    'PER0015 spec.shadow.share 7 share must be at most 9.',
  ]);
});

it("tells a broken rule in the definition's words at the field that it names", () => {
  expect(said('  shadow: {name: ill}\n')).toContain('PER0994 spec.shadow.name 6 spec: ill is no name.');
});

it('warns of what stands so already, which the cluster lets pass', () => {
  const spec = { shadow: { name: 'long' } };
  expect(said('  shadow: {name: long}\n', { spec })).toContain(
    'PER0997 spec.shadow.name 6 name must not be longer than 3 characters. It stands so already: the cluster takes it as long as it is not changed.',
  );
  expect(said('  shadow: {name: longer}\n', { spec })[0]).toMatch(/^PER0015 /);
});
