/** Pods are known only where a cluster, or something in its place, is connected. */
import { Fault } from './fault';

/** Throws `not-found` with what to do, for pages that would else be empty without a reason. */
export function connected<T>(ports: T | null): T {
  if (ports !== null) return ports;
  throw new Fault(
    'not-found',
    'No cluster is connected, so pods, their logs and their proxies are not known.',
    {
      hint: 'Set PERIPLUS_KUBERNETES, so that Periplus reads them from the API server.',
    },
  );
}
