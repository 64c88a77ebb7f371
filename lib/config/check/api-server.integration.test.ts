/**
 * The models against the real API server with the real definitions: the same documents, good ones, broken ones and
 * mutants, are taken or refused by both. What differs has a reason by name, and each reason is shown to hold still.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubernetesIsBuilt } from '@/e2e/servers/kubernetes/build';
import { dryRun, type Verdict } from '@/e2e/servers/kubernetes/dry-run';
import { createNamespace, installDefinitions, meshDefinitions } from '@/e2e/servers/kubernetes/objects';
import { type KubernetesServer, startKubernetes } from '@/e2e/servers/kubernetes/start';
import { GATEWAY_API_MISTAKES } from '@/lib/config/fixtures/gateway-api-mistakes';
import { ISTIO_MISTAKES } from '@/lib/config/fixtures/istio-mistakes';
import { meshSamples } from '@/lib/config/fixtures/mesh-samples';
import { mutations } from '@/lib/config/fixtures/mutate-document';
import {
  REFUSED_BY_ISTIOD_ALONE,
  type RefusedByIstiodAlone,
} from '@/lib/config/fixtures/refused-by-istiod-alone';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { ISTIO_RULES } from '@/lib/config/model/istio/rules';
import type { TextProblem } from '@/lib/config/yaml/problem';
import { readYaml } from '@/lib/config/yaml/read-yaml';
import { checkText } from './check-text';
import { judgePattern } from './judge-pattern';

const SEED = 4711;
const MUTANTS_OF_EACH = 4;
const NAMESPACE = 'proof';
const AT_ONCE = 6;

type Value = Readonly<Record<string, unknown>>;

interface Document {
  /** For the reader of a failure. */
  readonly name: string;
  readonly value: Value;
}

interface Judged extends Document {
  readonly server: Verdict;
  readonly errors: readonly TextProblem[];
}

/** Codes of istiod's webhook whose mistakes the definitions refuse as well, some of them or all. */
const IN_THE_DEFINITIONS_TOO: readonly string[] = [
  'PER0020',
  'PER0022',
  'PER0023',
  'PER0024',
  'PER0027',
  'PER0028',
  'PER0031',
  'PER0069',
  'PER0073',
  'PER0074',
  'PER0079',
  'PER0081',
  'PER0085',
  'PER0087',
  'PER0089',
  'PER0090',
  'PER0091',
];

/** The Gateway API keeps names of headers apart that differ in case, and then takes the first alone. */
const HEADER_TWICE = /^spec\.rules\[\]\.matches\[\]\.headers\[\]\.name$/;

/** Why ours may refuse what the API server takes; null = it may not. */
function reasonFor({ value, errors }: Judged): string | null {
  const reasons = errors.map(({ code, path }) => {
    const place = path
      .map((part) => (typeof part === 'number' ? '[]' : `.${part}`))
      .join('')
      .slice(1);
    if (code in ISTIO_RULES) return 'a rule of istiod’s webhook';
    if (code === 'PER0901' && HEADER_TWICE.test(place)) return 'a name of a header in two ways of writing';
    return REFUSED_BY_ISTIOD_ALONE.find((one) => value.kind === one.kind && isAt(place, one))?.why ?? null;
  });
  return reasons.every((reason) => reason !== null) ? reasons.join(', ') : null;
}

function isAt(place: string, { place: own }: RefusedByIstiodAlone): boolean {
  const below = place.replace(/^spec\.?/, '').replace(/^subsets\[\]\./, '');
  return below === own || below.replace('.portLevelSettings[].', '.') === own;
}

/** In the namespace of this test, with a name of its own where none is tried. */
function placed(value: Value): Value {
  const { namespace: _, ...metadata } = value.metadata as Record<string, unknown>;
  const isWide = value.kind === 'GatewayClass';
  return { ...value, metadata: { ...metadata, ...(isWide ? {} : { namespace: NAMESPACE }) } };
}

function parsed(name: string, text: string): Document {
  const reading = readYaml(text);
  if (reading.kind !== 'value') throw new Error(`${name}: ${reading.problems[0]?.message}`);
  return { name, value: placed(reading.value as Value) };
}

function ofSpec(kind: string, spec: string, group: RegExp): Document {
  const known = MESH_KIND_NAMES.find((one) => one.kind === kind && group.test(one.group));
  if (known === undefined) throw new Error(`${kind} is no kind of the mesh`);
  const head = `apiVersion: ${known.group}/${known.versions[0]}\nkind: ${kind}\nmetadata: {name: x}\n`;
  return parsed(`${kind} ${spec}`, `${head}spec: ${spec}\n`);
}

const ISTIO = /istio\.io$/;
const GATEWAY_API = /^gateway\.networking\.k8s\.io$/;
const samples = () => meshSamples().map(({ name, value }) => ({ name, value: placed(value) }));

function mutants(): readonly Document[] {
  return samples().flatMap(({ name, value }, at) => {
    const options = { seed: SEED + at, count: MUTANTS_OF_EACH, within: ['spec', 'metadata'] };
    return (
      mutations(value, options)
        // Where an object stands is no question of its kind.
        .filter(({ path }) => path[0] === 'spec' || (path.length > 1 && path[1] !== 'namespace'))
        .map((mutant) => ({ name: `seed ${SEED + at}, ${name} ${mutant.what}`, value: mutant.value }))
    );
  });
}

describe.skipIf(!kubernetesIsBuilt())('the models and the API server', () => {
  let server: KubernetesServer;
  beforeAll(async () => {
    server = await startKubernetes();
    await installDefinitions(server, await meshDefinitions());
    await createNamespace(server, NAMESPACE);
  });
  afterAll(() => server?.stop());

  async function judge(documents: readonly Document[]): Promise<readonly Judged[]> {
    const judged: Judged[] = [];
    let next = 0;
    const worker = async () => {
      for (let document = documents[next++]; document !== undefined; document = documents[next++]) {
        const { problems } = checkText(JSON.stringify(document.value), { judgePattern });
        const errors = problems.filter(({ severity }) => severity === 'error');
        judged.push({ ...document, errors, server: await dryRun(server, NAMESPACE, document.value) });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return judged;
  }

  /** What one refuses and the other takes, without a reason. */
  const unexplained = (judged: readonly Judged[]) =>
    judged.flatMap((one) => {
      const { name, errors, server: verdict } = one;
      if (verdict.isTaken === (errors.length === 0)) return [];
      if (!verdict.isTaken) return [`${name}: taken here, by the server not: ${verdict.words}`];
      if (reasonFor(one) !== null) return [];
      return [`${name}: refused here, by the server not: ${errors.map(({ message }) => message).join(' ')}`];
    });

  it('take every sample', async () => {
    const judged = await judge(samples());
    expect(judged.length).toBeGreaterThan(250);
    expect(judged.flatMap(({ name, errors }) => errors.map(({ message }) => `${name}: ${message}`))).toEqual(
      [],
    );
    expect(unexplained(judged)).toEqual([]);
  });

  it('agree about mutants of the samples', async () => {
    const judged = await judge(mutants());
    const refused = judged.filter(({ server: { isTaken } }) => !isTaken);
    expect(judged.length).toBeGreaterThan(900);
    expect(refused.length).toBeGreaterThan(judged.length / 4);
    expect(refused.length).toBeLessThan((judged.length * 3) / 4);
    expect(unexplained(judged)).toEqual([]);
  });

  it('agree about mistakes in the Gateway API', async () => {
    const judged = await judge(GATEWAY_API_MISTAKES.map(([kind, spec]) => ofSpec(kind, spec, GATEWAY_API)));
    expect(unexplained(judged)).toEqual([]);
    const differing = judged.filter(({ server: { isTaken } }) => isTaken);
    expect(differing.map((one) => reasonFor(one))).toEqual(['a name of a header in two ways of writing']);
  });

  it('differ in the rules of istiod’s webhook, but for those that the definitions hold too', async () => {
    const mistakes = ISTIO_MISTAKES.filter(([code]) => ISTIO_RULES[code].severity === 'error');
    const judged = await judge(mistakes.map(([code, text]) => parsed(code, text)));
    expect(unexplained(judged)).toEqual([]);
    const refused = judged.filter(({ server: { isTaken } }) => !isTaken).map(({ name }) => name);
    expect([...new Set(refused)].sort()).toEqual(IN_THE_DEFINITIONS_TOO);
  });

  it('differ where istiod alone refuses a value, each place for that reason still', async () => {
    const judged = await judge(REFUSED_BY_ISTIOD_ALONE.map(({ kind, spec }) => ofSpec(kind, spec, ISTIO)));
    for (const { name, errors, server: verdict } of judged) {
      expect([name, verdict]).toEqual([name, { isTaken: true, words: '' }]);
      expect([name, errors.length]).toEqual([name, 1]);
    }
    expect(unexplained(judged)).toEqual([]);
  });
});
