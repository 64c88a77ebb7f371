/** PromQL over exactly the series of an edge or a node, many questions in one request. */
export interface BruteForce {
  readonly url: string;
  readonly mesh: string;
  readonly windowSeconds: number;
  readonly atSeconds: number;
}

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** `sum by (…) (rate(…))` of the series with these labels `sid`. */
export function sumOfRates(
  { mesh, windowSeconds }: BruteForce,
  metric: string,
  sids: readonly string[],
  more: { readonly by?: string; readonly where?: string } = {},
): string {
  const selector = `${metric}{mesh="${mesh}",sid=~"${sids.join('|')}"${more.where ?? ''}}`;
  return `sum by (${more.by ?? ''}) (rate(${selector}[${windowSeconds}s]))`;
}

/** More would make one expression too deep. */
const BATCH = 80;

/** By the name of each query, its samples; NaN is left out, as it says nothing. */
export async function askAll(
  store: BruteForce,
  queries: ReadonlyMap<string, string>,
): Promise<Map<string, Sample[]>> {
  const found = new Map<string, Sample[]>([...queries.keys()].map((name) => [name, []]));
  const names = [...queries.keys()];
  const batches = Array.from({ length: Math.ceil(names.length / BATCH) }, (_, at) =>
    names.slice(at * BATCH, (at + 1) * BATCH),
  );
  await Promise.all(batches.map((batch) => ask(store, batch, queries, found)));
  return found;
}

async function ask(
  store: BruteForce,
  batch: readonly string[],
  queries: ReadonlyMap<string, string>,
  found: Map<string, Sample[]>,
): Promise<void> {
  const named = batch.map((name, at) => `label_replace(${queries.get(name)},"is","${at}","","")`);
  const body = new URLSearchParams({ query: named.join(' or '), time: String(store.atSeconds) });
  const answer = await fetch(`${store.url}/api/v1/query`, { method: 'POST', body });
  const json = (await answer.json()) as Answer;
  if (json.data === undefined) throw new Error(`${json.error}: ${named.join(' or ')}`);
  for (const { metric, value } of json.data.result) {
    const { is = '', ...labels } = metric;
    if (value[1] !== 'NaN') found.get(batch[Number(is)] ?? '')?.push({ labels, value: Number(value[1]) });
  }
}

interface Answer {
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>;
      readonly value: readonly [number, string];
    }[];
  };
  readonly error?: string;
}
