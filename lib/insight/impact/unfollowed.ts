/** Kinds that change what proxies do in ways that the simulation does not follow: silence would read as "no effect". */
import type { Draft } from '@/lib/config/simulation/request-contract';

const KINDS: ReadonlySet<string> = new Set([
  'EnvoyFilter',
  'WasmPlugin',
  'TrafficExtension',
  'ProxyConfig',
  'UDPRoute',
]);

export function isUnfollowed({ id }: Draft): boolean {
  return KINDS.has(id.kind);
}

export const UNFOLLOWED_BECAUSE = 'What it does to proxies is not simulated.';
