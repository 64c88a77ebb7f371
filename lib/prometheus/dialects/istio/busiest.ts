/**
 * An answer that is larger than what is read of one (a mesh of some 70,000 calls) must not leave the page blank: then
 * the busiest of its series are asked for, and the answer says so.
 */
import 'server-only';
import { Fault } from '@/lib/mesh/fault';
import type { Result } from '@/lib/prometheus/client';
import type { Expression } from '@/lib/prometheus/promql';

/** Of about a kilobyte each. */
export const MOST_SERIES = 40_000;

export async function wholeOrBusiest<Row>(
  text: Expression,
  ask: (text: Expression) => Promise<Result<Row>>,
): Promise<Result<Row>> {
  try {
    return await ask(text);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'too-large') throw error;
    const busiest = await ask(`topk(${MOST_SERIES},${text})`);
    const warning = `of all its series only the ${MOST_SERIES.toLocaleString('en-GB')} busiest were read, because the whole answer is too large. A shorter window has fewer series with traffic.`;
    return { ...busiest, warnings: [...busiest.warnings, warning] };
  }
}
