/**
 * SIGTERM: readiness off, a moment for the load balancer to notice, then Next's own stop, which lets requests
 * under way finish; after ten seconds in all the process ends whatever happens.
 */
import 'server-only';
import { log } from '@/lib/telemetry';
import { startDraining } from '@/lib/telemetry/readiness';

/** Milliseconds in which kube-proxy and ingress controllers take a pod out after its readiness failed. */
const NOTICE_MS = 3_000;

/** Milliseconds, a third of Kubernetes' default grace period. */
const LIMIT_MS = 10_000;

/** Puts itself before the listeners that are there already. `behindBalancer` false = stop at once. */
export function stopGracefully(behindBalancer: boolean): void {
  const next = process.listeners('SIGTERM');
  process.removeAllListeners('SIGTERM');
  process.once('SIGTERM', (signal) => {
    startDraining();
    log().info({ noticeMs: behindBalancer ? NOTICE_MS : 0, limitMs: LIMIT_MS }, 'stopping');
    setTimeout(() => process.exit(143), LIMIT_MS).unref();
    setTimeout(() => stop(next, signal), behindBalancer ? NOTICE_MS : 0);
  });
}

function stop(listeners: readonly NodeJS.SignalsListener[], signal: NodeJS.Signals): void {
  if (listeners.length === 0) process.exit(143);
  for (const listener of listeners) listener(signal);
}
