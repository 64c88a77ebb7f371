/** Whether this server wants new requests. */
import 'server-only';
import { processWide } from '@/lib/process-wide';

const state = () => processWide('readiness', () => ({ draining: false }));

export function isDraining(): boolean {
  return state().draining;
}

/** From now on readiness is refused, so that no new clients are sent here. */
export function startDraining(): void {
  state().draining = true;
}
