/** A fault that is injected for everybody, or at all: easily forgotten after a test. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';

export const faultLeftOn: Check = {
  code: 'PER0217',
  title: 'Fault is injected',
  condition:
    'A route delays or aborts requests on purpose. A hint, so that it is not forgotten after a test.',
  severity: 'info',
  ist: [],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: 'Takes the fault away.',
  *run(object) {
    for (const [at, { fault, match }] of virtualServiceOf(object).http.entries()) {
      const { delay, abort } = fault;
      const parts: string[] = [];
      if (delay !== null && delay.share > 0)
        parts.push(`${percent(delay.share)} are delayed by ${delay.seconds} s`);
      if (abort !== null && abort.share > 0) {
        parts.push(
          `${percent(abort.share)} fail with ${abort.httpStatus ?? abort.grpcStatus ?? 'no status'}`,
        );
      }
      if (parts.length === 0) continue;
      const path = ['spec', 'http', at, 'fault'];
      yield {
        path,
        message: `Of the requests of this route${match.length === 0 ? ', which has no match,' : ''} ${parts.join(' and ')} on purpose. Remove the fault when the test is over.`,
        fix: { label: 'Remove the fault', steps: [{ kind: 'remove', path }] },
      };
    }
  },
};

function percent(share: number): string {
  return `${Math.round(share * 1e6) / 1e4} %`;
}
