/** Asks the demo's Prometheus directly: the other half of every comparison of numbers. */
import { demoInstance } from './demo-instance';

/** The one value of an instant query at `atSeconds`; NaN where it has no result. */
export async function promql(query: string, atSeconds: number): Promise<number> {
  const answer = await fetch(`${demoInstance().prometheusUrl}/api/v1/query`, {
    method: 'POST',
    body: new URLSearchParams({ query, time: String(atSeconds) }),
  });
  const body = (await answer.json()) as { data?: { result?: { value: [number, string] }[] }; error?: string };
  if (body.error !== undefined) throw new Error(`${query}: ${body.error}`);
  const [first, ...rest] = body.data?.result ?? [];
  if (rest.length > 0) throw new Error(`${query} has ${rest.length + 1} results`);
  return first === undefined ? Number.NaN : Number(first.value[1]);
}
