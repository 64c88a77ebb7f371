/**
 * Envoy's response flags, by what they say about a request
 * (https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#config-access-log-format-response-flags).
 */

/** Made up by a fault rule: an abort, a delay. */
export const FAULT_INJECTED = 'FI';
export const DELAY_INJECTED = 'DI';

/** The request ended at the client's proxy, so no server can have seen it. */
export const NEVER_REACHED_A_SERVER: readonly string[] = [
  'UO',
  'UH',
  'UF',
  'NR',
  'NC',
  'FI',
  'RL',
  'RLSE',
  'UAEX',
  'DF',
  'DO',
  'OM',
  'IH',
  'NFCF',
];

/** Envoy writes several as `UF,URX`, and `-` for none. */
export function hasFlag(flags: string, flag: string): boolean {
  return flags === flag || (flags.includes(flag) && flags.split(',').includes(flag));
}

export function neverReachedAServer(flags: string): boolean {
  return flags !== '-' && flags.split(',').some((flag) => NEVER_REACHED_A_SERVER.includes(flag));
}
