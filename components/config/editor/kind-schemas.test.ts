import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkText } from '@/lib/config/check/check-text';
import type { SchemaAnswer } from '@/lib/config/cluster-schema/contract';
import { KindSchemas } from './kind-schemas';

const OF = { group: 'networking.istio.io', version: 'v1', kind: 'Sidecar' };
const TEXT = `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a, namespace: shop}
spec: {egress: [{hosts: ["./*"]}], shadow: {share: 200}}
`;
const SCHEMA: NonNullable<SchemaAnswer['schema']> = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        egress: { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
        shadow: { type: 'object', properties: { share: { type: 'integer', maximum: 100 } } },
      },
    },
  },
};

const asked = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
beforeEach(() => {
  vi.stubGlobal('fetch', asked);
});
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockReset();
});

function answers(answer: SchemaAnswer, tag = '"one"'): void {
  asked.mockResolvedValueOnce(Response.json(answer, { headers: { ETag: tag } }));
}

/** The schemas, and a promise of the next time that they have news. */
function opened() {
  let tell = () => {};
  const schemas = new KindSchemas(() => tell());
  const news = () =>
    new Promise<void>((resolve) => {
      tell = resolve;
    });
  return { schemas, news };
}

function said(schemas: KindSchemas): readonly string[] {
  const byCluster = (text: Parameters<KindSchemas['check']>[1]) => schemas.check(OF, text, null);
  return checkText(TEXT, { byCluster }).problems.map(({ code }) => code);
}

it('asks once for a kind, and says then what its schema says', async () => {
  answers({ schema: SCHEMA, isCluster: true });
  const { schemas, news } = opened();
  const first = news();
  expect(said(schemas)).toEqual(['PER0010']);
  await first;
  expect(said(schemas)).toEqual(['PER0015']);
  expect(schemas.schemaOf(OF)).toEqual(SCHEMA);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(asked.mock.calls[0]?.[0]).toBe(
    '/api/config/schema?group=networking.istio.io&version=v1&kind=Sidecar',
  );
});

it('asks again whether the schema is another, and takes what is new', async () => {
  answers({ schema: SCHEMA, isCluster: true });
  const { schemas, news } = opened();
  const first = news();
  schemas.schemaOf(OF);
  await first;
  asked.mockResolvedValueOnce(new Response(null, { status: 304 }));
  await schemas.refresh();
  expect(asked.mock.calls[1]?.[1].headers).toMatchObject({ 'If-None-Match': '"one"' });
  expect(said(schemas)).toEqual(['PER0015']);
  answers({ schema: null, isCluster: true }, '"two"');
  const second = news();
  await schemas.refresh();
  await second;
  expect(said(schemas)).toEqual(['PER0010']);
});

it('asks no more where there is no cluster', async () => {
  answers({ schema: null, isCluster: false });
  const { schemas } = opened();
  schemas.schemaOf(OF);
  await schemas.refresh();
  const before = asked.mock.calls.length;
  schemas.schemaOf({ ...OF, version: 'v1beta1' });
  expect(asked).toHaveBeenCalledTimes(before);
});

it('says that a schema could not be read, and that no more once it can', async () => {
  asked.mockRejectedValueOnce(new Error('no answer'));
  const { schemas, news } = opened();
  const first = news();
  schemas.schemaOf(OF);
  await first;
  expect(said(schemas)).toContain('PER0996');
  answers({ schema: SCHEMA, isCluster: true });
  await schemas.refresh();
  expect(said(schemas)).toEqual(['PER0015']);
});
