/** Retries that the route's own timeout cuts short. */
import type { Check } from '@/lib/config/analysis/check';
import { VIRTUAL_SERVICE } from '@/lib/config/analysis/kinds';
import { virtualServiceOf } from '@/lib/config/analysis/readings';

export const retriesBeyondTimeout: Check = {
  code: 'PER0218',
  title: 'Timeout ends before the retries',
  condition:
    'All tries of a route, each as long as perTryTimeout, take longer than the timeout of the route, so the last of them never happen; or one try alone does.',
  severity: 'info',
  ist: [],
  kia: [],
  kinds: [VIRTUAL_SERVICE],
  fix: null,
  *run(object) {
    for (const [at, { timeoutSeconds: timeout, retries }] of virtualServiceOf(object).http.entries()) {
      const perTry = retries?.perTryTimeoutSeconds ?? null;
      if (timeout === null || timeout === 0 || retries === null || perTry === null || perTry === 0) continue;
      if (retries.attempts < 1) continue;
      const tries = retries.attempts + 1;
      if (perTry * tries <= timeout) continue;
      const possible = Math.floor(timeout / perTry);
      yield {
        path: ['spec', 'http', at, 'retries'],
        severity: possible < 2 ? 'warning' : 'info',
        message:
          possible < 2
            ? `A try may take ${perTry} s and the whole request ${timeout} s, so a try that is slow is never repeated. Raise timeout or lower perTryTimeout.`
            : `${tries} tries of ${perTry} s take ${tries * perTry} s, but the request ends after ${timeout} s: at most ${possible} slow tries fit. Raise timeout or lower attempts.`,
      };
    }
  },
};
