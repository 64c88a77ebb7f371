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
});

function dotted(field: string): string {
  return fieldPath(field).join('.');
}
