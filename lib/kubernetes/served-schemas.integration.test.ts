import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import {
  createNamespace,
  type Definition,
  installDefinitions,
  meshDefinitions,
  until,
} from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { type ClusterIssue, clusterIssues } from '@/lib/config/cluster-schema/cluster-issues';
import type { SchemaPort } from '@/lib/config/cluster-schema/port';
import { mutations } from '@/lib/config/fixtures/mutate-document';
import { splitDocuments } from '@/lib/config/yaml/documents';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { clusterAccount } from './account';
import { fieldPath } from './api-fault';
import { kubernetesClient } from './client';
import { servedSchemas } from './served-schemas';

const MODEL = path.join(__dirname, '..', 'config', 'model');
const SEED = Number(process.env.MUTATION_SEED ?? 20_260_101);
const PER_SAMPLE = 8;
const AT_ONCE = 8;

type Sample = Record<string, unknown> & {
  apiVersion: string;
  kind: string;
  metadata: Record<string, unknown>;
};

function samples(): readonly Sample[] {
  return ['istio', 'gateway-api'].flatMap((family) => {
    const folder = path.join(MODEL, family, 'samples');
    return readdirSync(folder).flatMap((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return splitDocuments(text)
        .filter((span) => !span.isEmpty)
        .map((span): Sample => {
          const reading = readYaml(text.slice(span.start, span.end));
          if (reading.kind !== 'value') throw new Error(`${file}:${span.line} does not parse`);
          return reading.value as Sample;
        });
    });
  });
}

interface Verdict {
  readonly isTaken: boolean;
  readonly said: string;
  readonly fields: readonly string[];
}

describe.skipIf(!kubernetesIsBuilt())('schemas that the real API server publishes', () => {
  let server: KubernetesServer;
  let port: SchemaPort;
  let definitions: readonly Definition[];
  /** Passes the time after which the index is asked for again. */
  let now = 0;

  beforeAll(async () => {
    server = await startKubernetes({});
    definitions = await meshDefinitions('experimental');
    await installDefinitions(server, definitions);
    await createNamespace(server, 'shop');
    const settings = {
      kind: 'kubeconfig',
      path: await server.kubeconfig(server.adminToken),
      context: null,
    } as const;
    port = servedSchemas(kubernetesClient(clusterAccount(settings)), { now: () => now });
    await until('the schemas are published', async () => {
      now += 60_000;
      return (await schemaOf({ apiVersion: 'telemetry.istio.io/v1', kind: 'Telemetry' })) !== null;
    });
  });
  afterAll(async () => {
    await server?.stop();
  });

  const schemaOf = async ({ apiVersion, kind }: { apiVersion: string; kind: string }) => {
    const [group = '', version = ''] = apiVersion.split('/');
    return (await port.schemaOf({ group, version, kind }))?.schema ?? null;
  };
  const collection = ({ apiVersion, kind }: Sample): string => {
    const found = definitions.find(
      ({ spec }) => spec.names.kind === kind && apiVersion.startsWith(spec.group),
    );
    if (found === undefined) throw new Error(`${kind} has no definition`);
    const { names, scope } = found.spec as { names: { plural: string }; scope?: string };
    return `/apis/${apiVersion}/${scope === 'Cluster' ? '' : 'namespaces/shop/'}${names.plural}`;
  };
  const inShop = (sample: Sample): Sample => {
    const { namespace: _, ...metadata } = sample.metadata;
    return { ...sample, metadata };
  };
  const verdict = (status: number, body: unknown): Verdict => {
    const { message = '', details } = body as {
      message?: string;
      details?: { causes?: { field?: string }[] };
    };
    if (status >= 500) throw new Error(`The server failed: ${message}`);
    return {
      isTaken: status < 300,
      said: message,
      fields: (details?.causes ?? []).flatMap(({ field }) => field ?? []),
    };
  };
  const tried = async (sample: Sample): Promise<Verdict> => {
    const target = `${collection(sample)}?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await server.request({
      method: 'POST',
      path: target,
      body: sample,
      anyStatus: true,
    });
    return verdict(status, body);
  };
  const issuesOf = async (sample: Sample, stored: unknown = null): Promise<readonly ClusterIssue[]> => {
    const schema = await schemaOf(sample);
    if (schema === null) throw new Error(`${sample.kind} has no schema`);
    return clusterIssues(sample, schema, stored).filter(
      ({ kind, isUnchanged }) => kind !== 'left' && !isUnchanged,
    );
  };

  it('say of changed samples what the server says of them', { timeout: 240_000 }, async () => {
    const cases = samples()
      .map(inShop)
      .flatMap((sample, index) => [
        { what: `${sample.kind} as it is`, value: sample },
        ...mutations(sample, { seed: SEED + index, count: PER_SAMPLE }).map(({ what, value }) => ({
          what: `${sample.kind} ${String(sample.metadata.name)} ${what}`,
          value: value as Sample,
        })),
      ]);
    const differences: string[] = [];
    let [taken, refused] = [0, 0];
    for (let at = 0; at < cases.length; at += AT_ONCE) {
      await Promise.all(
        cases.slice(at, at + AT_ONCE).map(async ({ what, value }) => {
          const [theirs, ours] = await Promise.all([tried(value), issuesOf(value)]);
          if (theirs.isTaken) taken += 1;
          else refused += 1;
          if (theirs.isTaken !== (ours.length === 0))
            differences.push(
              `${what}\n  server: ${theirs.said}\n  ours: ${ours.map(({ message }) => message).join(' ')}`,
            );
        }),
      );
    }
    console.info(`seed ${SEED}: ${cases.length} documents, ${taken} taken, ${refused} refused`);
    expect(differences).toEqual([]);
    expect(taken).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(300);
  });

  it('name the places that the server names', { timeout: 240_000 }, async () => {
    const differences: string[] = [];
    let compared = 0;
    for (const [index, sample] of samples().map(inShop).entries()) {
      for (const { what, value } of mutations(sample, { seed: SEED + 5000 + index, count: 2 })) {
        const [theirs, ours] = await Promise.all([tried(value as Sample), issuesOf(value as Sample)]);
        const wanted = theirs.fields.filter((field) => field !== '<nil>' && field !== '').map(dotted);
        const named = new Set(ours.map((issue) => issue.path.join('.')));
        compared += wanted.length;
        for (const field of wanted)
          if (!named.has(field))
            differences.push(
              `${sample.kind} ${what}: ${field} of ${theirs.said}; ours ${[...named].join(' ')}`,
            );
      }
    }
    console.info(`seed ${SEED + 5000}: ${compared} places`);
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(60);
  });

  /** A kind with rules about changes, which starts out lax so that something can be stored that it later refuses. */
  const widgets = (maxLength: number): Definition => ({
    ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' },
    metadata: { name: 'widgets.mesh.example.com' },
    spec: {
      group: 'mesh.example.com',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
      versions: [
        {
          name: 'v1',
          ...{ served: true, storage: true },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  properties: {
                    title: { type: 'string', maxLength },
                    colour: {
                      type: 'string',
                      'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'colour stays' }],
                    },
                    first: {
                      type: 'string',
                      'x-kubernetes-validations': [
                        {
                          rule: "oldSelf.hasValue() || self == 'red'",
                          optionalOldSelf: true,
                          messageExpression: "'begins red, not ' + self",
                        },
                      ],
                    },
                    sizes: {
                      type: 'array',
                      maxItems: 5,
                      'x-kubernetes-list-type': 'map',
                      'x-kubernetes-list-map-keys': ['name'],
                      items: {
                        type: 'object',
                        required: ['name'],
                        properties: { name: { type: 'string' }, size: { type: 'integer' } },
                        'x-kubernetes-validations': [
                          {
                            rule: 'self.size >= oldSelf.size',
                            reason: 'FieldValueForbidden',
                            fieldPath: '.size',
                          },
                        ],
                      },
                    },
                    range: {
                      type: 'string',
                      maxLength: 40,
                      'x-kubernetes-validations': [
                        { rule: "isCIDR(self) && cidr('10.0.0.0/8').containsCIDR(self)" },
                      ],
                    },
                    words: {
                      type: 'array',
                      maxItems: 5,
                      items: { type: 'string', maxLength: 9 },
                      'x-kubernetes-validations': [{ rule: 'self.isSorted()' }],
                    },
                  },
                },
              },
            },
          },
        },
      ],
    } as Definition['spec'],
  });

  it('say of changes what the server says of them, and are renewed with the definition', {
    timeout: 120_000,
  }, async () => {
    const definition = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.mesh.example.com';
    definitions = [...definitions, widgets(100)];
    await installDefinitions(server, [widgets(100)]);
    const widget = (spec: object): Sample => ({
      apiVersion: 'mesh.example.com/v1',
      kind: 'Widget',
      metadata: { name: 'one' },
      spec,
    });
    const served = async () => {
      now += 60_000;
      return (await schemaOf(widget({}))) as {
        properties?: { spec?: { properties?: { title?: object } } };
      } | null;
    };
    await until('its schema is published', async () => (await served()) !== null);
    const before = widget({
      title: 'a long title',
      colour: 'red',
      first: 'red',
      sizes: [{ name: 'a', size: 3 }],
    });
    const { body } = await server.request({ method: 'POST', path: collection(before), body: before });
    const stored = body as Sample & { metadata: { resourceVersion: string } };
    await server.request({
      method: 'PATCH',
      path: definition,
      contentType: 'application/json-patch+json',
      body: [
        {
          op: 'replace',
          path: '/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/title/maxLength',
          value: 5,
        },
      ],
    });
    await until('the narrower schema is published', async () =>
      JSON.stringify((await served())?.properties?.spec?.properties?.title).includes('"maxLength":5'),
    );
    const spec = before.spec as object;
    const edits: readonly [what: string, spec: object][] = [
      ['nothing', spec],
      ['a field beside what stands already', { ...spec, words: ['a', 'b'] }],
      ['what stands already', { ...spec, title: 'another title' }],
      ['what must stay', { ...spec, colour: 'blue' }],
      ['what may change once it is there', { ...spec, first: 'blue' }],
      [
        'an entry downwards',
        {
          ...spec,
          sizes: [
            { name: 'b', size: 1 },
            { name: 'a', size: 2 },
          ],
        },
      ],
      [
        'an entry upwards',
        {
          ...spec,
          sizes: [
            { name: 'b', size: 1 },
            { name: 'a', size: 4 },
          ],
        },
      ],
      [
        'an entry twice',
        {
          ...spec,
          sizes: [
            { name: 'a', size: 3 },
            { name: 'a', size: 3 },
          ],
        },
      ],
      ['a range within', { ...spec, range: '10.1.0.0/16' }],
      ['a range beyond', { ...spec, range: '11.1.0.0/16' }],
      ['no range', { ...spec, range: '10.1.0.0' }],
      ['words in no order', { ...spec, words: ['b', 'a'] }],
    ];
    const differences: string[] = [];
    for (const [what, own] of edits) {
      const value = { ...widget(own), metadata: { ...stored.metadata } };
      const { status, body: answer } = await server.request({
        method: 'PUT',
        path: `${collection(value)}/one?dryRun=All&fieldValidation=Strict`,
        body: value,
        anyStatus: true,
      });
      const theirs = verdict(status, answer);
      const ours = await issuesOf(value, stored);
      const named = new Set(ours.map((issue) => issue.path.join('.')));
      const isSame =
        theirs.isTaken === (ours.length === 0) &&
        theirs.fields
          .map(dotted)
          .filter((field) => field !== '')
          .every((field) => named.has(field));
      if (!isSame)
        differences.push(`${what}: ${theirs.said} / ${ours.map(({ message }) => message).join(' ')}`);
    }
    expect(differences).toEqual([]);
    const [first] = await issuesOf(widget({ first: 'blue' }));
    expect(first?.message).toBe('first: begins red, not blue.');
    expect((await tried({ ...widget({ first: 'blue' }), metadata: { name: 'two' } })).said).toContain(
      'begins red, not blue',
    );
  });
});

function dotted(field: string): string {
  return fieldPath(field).join('.');
}
