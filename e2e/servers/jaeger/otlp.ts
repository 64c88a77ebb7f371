/** Sends spans to a server by OTLP/HTTP in JSON (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */

import type { Span } from '@/lib/traces/model/span';
import { toResourceSpans } from '@/lib/traces/otlp-json';

/** Sends spans to an OTLP/HTTP endpoint; `otlpUrl` is its base, `/v1/traces` is added. Throws when it is refused. */
export async function sendSpans(otlpUrl: URL, spans: readonly Span[], signal?: AbortSignal): Promise<void> {
  const response = await fetch(`${otlpUrl.href.replace(/\/$/, '')}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ resourceSpans: toResourceSpans(spans) }),
    ...(signal === undefined ? {} : { signal }),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`OTLP answered ${response.status}: ${answer.slice(0, 500)}`);
  const partial: unknown = answer === '' ? {} : JSON.parse(answer);
  if (rejectedSpans(partial) > 0) throw new Error(`OTLP refused some spans: ${answer.slice(0, 500)}`);
}

function rejectedSpans(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null || !('partialSuccess' in answer)) return 0;
  const partial = answer.partialSuccess;
  if (typeof partial !== 'object' || partial === null || !('rejectedSpans' in partial)) return 0;
  return Number(partial.rejectedSpans);
}
