/** Which pages of the demo are shown in the README, and how the trace among them is chosen. */
import type { APIRequestContext } from 'playwright';
import { traceSearchAnswerSchema } from '@/lib/traces/contract';

export interface PageToShow {
  /** Beginning of the file's name. */
  readonly name: string;
  readonly path: string;
}

/** Long enough to hold the demo's incident, which comes every two hours and stays for minutes. */
const SCOPE = 'last=3600';
const TRACES_OF = 'service=frontend.shop';

/** The pages in the order of the README; the trace is left out where none was found. Paused, so that they settle. */
export function pagesToShow(traceId: string | null): PageToShow[] {
  const trace = traceId === null ? [] : [{ name: 'trace', path: `/traces/${traceId}?refresh=0` }];
  return [
    { name: 'overview', path: `/?${SCOPE}&refresh=0` },
    { name: 'graph', path: `/graph?namespaces=bookinfo,shop&${SCOPE}&refresh=0` },
    { name: 'traces', path: `/traces?${TRACES_OF}&${SCOPE}&refresh=0` },
    ...trace,
    { name: 'config', path: '/config/networking.istio.io/VirtualService/bookinfo/reviews?refresh=0' },
  ];
}

/** The id of the trace with the most spans among the newest, one with a failure if there is any; null when there is none. */
export async function busiestTrace(request: APIRequestContext, address: string): Promise<string | null> {
  const answer = await request.get(`${address}/api/traces?${TRACES_OF}&${SCOPE}&limit=50`, {
    timeout: 60_000,
  });
  if (!answer.ok()) return null;
  const { traces } = traceSearchAnswerSchema.parse(await answer.json());
  const failed = traces.filter(({ failedSpans }) => failedSpans > 0);
  const candidates = failed.length > 0 ? failed : traces;
  return candidates.toSorted((a, b) => b.spans - a.spans)[0]?.traceId ?? null;
}
