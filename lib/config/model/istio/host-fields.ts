/** Fields that hold hosts, names or addresses, with the rule of their form. */
import { z } from 'zod';
import { addressFault, exactHostFault, isDnsLabel, isIpAddress, isSubnet, wildcardHostFault } from './forms';
import { type IstioRuleCode, refuse } from './rules';

/** Text of a form; `fault` says what is wrong with it. */
export function textWith(code: IstioRuleCode, fault: (text: string) => string | null) {
  return z.string().check((checked) => {
    const why = fault(checked.value);
    if (why !== null) refuse(checked, code, why);
  });
}

/** A host or a wildcard; addresses count too. */
export const wildcardHost = () =>
  textWith('PER0022', (host) => (isIpAddress(host) ? null : wildcardHostFault(host)));

/** A host or a wildcard, no address. */
export const serviceHost = () =>
  textWith('PER0022', (host) => (isIpAddress(host) ? addressFault(host) : wildcardHostFault(host)));

export const exactHost = () =>
  textWith('PER0022', (host) => (isIpAddress(host) ? null : exactHostFault(host)));

export const dnsLabel = (what: string) =>
  textWith('PER0025', (text) =>
    isDnsLabel(text) ? null : `"${text}" is no ${what}: letters, digits and "-", at most 63`,
  );

export const subnet = () =>
  textWith('PER0029', (text) =>
    isSubnet(text) ? null : `"${text}" is no address or range; write for example 10.0.0.1 or 10.0.0.0/8`,
  );
