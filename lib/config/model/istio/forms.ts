/** The forms of hosts, names and addresses as Istio's validation takes them: null when right, else what is wrong. */

const LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(?:\*|(?:\*-?)?[a-zA-Z0-9](?:[-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)$/;
const OBJECT_NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/;
const HEADER_NAME = /^:?[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const LABEL_NAME =
  /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,251}[A-Za-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const MAX_HOST = 255;

export function isDnsLabel(text: string): boolean {
  return LABEL.test(text);
}

export function isObjectName(text: string): boolean {
  return OBJECT_NAME.test(text);
}

export function isHeaderName(text: string): boolean {
  return HEADER_NAME.test(text);
}

export function isLabelName(text: string): boolean {
  return LABEL_NAME.test(text);
}

export function isLabelValue(text: string): boolean {
  return LABEL_VALUE.test(text);
}

/** A host name whose first label may be a wildcard; `*` alone is one too. */
export function wildcardHostFault(host: string): string | null {
  if (host === '*') return null;
  return hostFault(host, WILDCARD_LABEL);
}

/** A wildcard inside the first label, as in `*foo.example.com`: allowed in some places only. */
export function hasPartialWildcard(host: string): boolean {
  return host.includes('*') && host !== '*' && !host.startsWith('*.');
}

/** A host name without wildcard. */
export function exactHostFault(host: string): string | null {
  return host.includes('*') ? `"${host}" must be one host, without wildcard` : hostFault(host, LABEL);
}

function hostFault(host: string, first: RegExp): string | null {
  if (host === '') return 'the host is empty';
  if (host.length > MAX_HOST) return `a host has at most ${MAX_HOST} characters`;
  if (/^[a-z]+:\/\//i.test(host)) return `"${host}" is a URL; a host has no scheme`;
  if (host.includes('/')) return `"${host}" has a path; a host has none`;
  if (/:\d+$/.test(host) && !isIpAddress(host)) return `"${host}" names a port; a host has none`;
  const [head = '', ...rest] = host.replace(/\.$/, '').split('.');
  if (first.test(head) && rest.every((label) => LABEL.test(label))) return topLevelFault(host, rest);
  if (host.includes('*')) return `"${host}" may have a wildcard only as its first label, as in *.example.com`;
  return `"${host}" is no host name; letters, digits, "-" and "." only`;
}

function topLevelFault(host: string, rest: readonly string[]): string | null {
  return /^\d+$/.test(rest.at(-1) ?? '') ? `"${host}" ends with a number; that is no host name` : null;
}

/** `namespace/host`, as Gateways and Sidecars take it. The namespace may be `*`, `.` or what `special` allows. */
export function namespacedHostFault(text: string, special: RegExp = /^[*.]$/): string | null {
  const parts = text.split('/');
  if (parts.length !== 2) return `"${text}" must be namespace/host`;
  const [namespace = '', host = ''] = parts;
  if (namespace === '' || host === '') return `"${text}" lacks the namespace or the host around the slash`;
  if (!special.test(namespace) && !isDnsLabel(namespace)) return `"${namespace}" is no namespace`;
  return listenedHostFault(host);
}

/** A host as Gateways and Sidecars take it: no short name, and no wildcard inside a label. */
export function listenedHostFault(host: string): string | null {
  if (isIpAddress(host)) return null;
  const fault = wildcardHostFault(host);
  if (fault !== null) return fault;
  if (host !== '*' && !host.includes('.')) {
    return `"${host}" is a short name; write the whole host, such as ${host}.shop.svc.cluster.local, or *`;
  }
  return hasPartialWildcard(host)
    ? `"${host}" may have a wildcard only as its whole first label, as in *.example.com`
    : null;
}

/** What is wrong with an address where a host is wanted. */
export function addressFault(address: string): string {
  return `"${address}" is an address; name the host of a service, for an address that of a ServiceEntry`;
}

export function isIpAddress(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** An address or a range in CIDR notation. */
export function isSubnet(text: string): boolean {
  const [address = '', length, more] = text.split('/');
  if (more !== undefined) return false;
  if (length === undefined) return isIpAddress(address);
  return /^\d{1,3}$/.test(length) && isIpAddress(address) && Number(length) <= (isIpv4(address) ? 32 : 128);
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  if (!text.includes(':') || !/^[0-9a-fA-F:.]+$/.test(text)) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const half of halves) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [index, part] of parts.entries()) {
      const isTail = index === parts.length - 1 && part.includes('.');
      if (!(isTail ? isIpv4(part) : /^[0-9a-fA-F]{1,4}$/.test(part))) return false;
      groups += isTail ? 2 : 1;
    }
  }
  return halves.length === 2 ? groups < 8 : groups === 8;
}

/** True when every host of `inner` is one of `outer`; both may be wildcards. */
export function isHostWithin(inner: string, outer: string): boolean {
  const a = inner.toLowerCase();
  const b = outer.toLowerCase();
  if (!b.startsWith('*')) return a === b;
  return (a.startsWith('*') ? a.slice(1) : a).endsWith(b.slice(1)) && (b === '*' || a.length >= b.length);
}
