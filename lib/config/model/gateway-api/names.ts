/** The forms of names, hosts, headers and durations that the Gateway API's kinds share. */
import { z } from 'zod';
import { type GatewayRuleCode, refuse } from './rules';

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(?:\\.${LABEL})*`;
const ONE_LABEL = new RegExp(`^${LABEL}$`);
const WHOLE_SUBDOMAIN = new RegExp(`^${SUBDOMAIN}$`);
const WHOLE_HOSTNAME = new RegExp(`^(?:\\*\\.)?${SUBDOMAIN}$`);
const KIND = /^[a-zA-Z](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
/** Printable, single blanks or tabs between words, none at the ends; the same as the API's own pattern. */
const HEADER_VALUE = /^[!-~](?:[\t ]?[!-~])*$/;
const DURATION = /^(?:[0-9]{1,5}(?:h|m|s|ms)){1,4}$/;
const ATTRIBUTE_KEY = new RegExp(`^(?:${SUBDOMAIN}/)?(?:[A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`);
const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const MAX_NAME = 253;
const MAX_LABEL = 63;

/** Text of a form; `say` tells what is expected of a value that does not have it. */
export function textOf(
  form: RegExp,
  atMost: number,
  say: (value: string) => string,
  code: GatewayRuleCode = 'PER0900',
) {
  return z
    .string()
    .max(atMost)
    .check((checked) => {
      if (checked.value.length <= atMost && !form.test(checked.value)) {
        refuse(checked, code, say(checked.value));
      }
    });
}

/** Fresh schemas each time: descriptions belong to one field, not to all that share a form. */
export const hostname = () =>
  textOf(
    WHOLE_HOSTNAME,
    MAX_NAME,
    (value) => `${hostFault(value)}; write for example shop.example.com or *.example.com`,
  );

export const preciseHostname = () =>
  textOf(
    WHOLE_SUBDOMAIN,
    MAX_NAME,
    (value) => `${hostFault(value)}; write one host without wildcard, for example shop.example.com`,
  );

function hostFault(value: string): string {
  if (value === '') return 'the host is empty';
  if (value === '*') return '"*" alone is no host here, leave the field out to take every host';
  if (/[A-Z]/.test(value)) return `"${value}" has capital letters, a host has none`;
  if (/^[a-z]+:\/\//.test(value)) return `"${value}" is a URL, a host has no scheme`;
  if (/:\d+$/.test(value)) return `"${value}" names a port, a host has none`;
  if (value.includes('*')) return `"${value}" has a wildcard that is not its whole first label`;
  return `"${value}" is no host name`;
}

/** True for an address where a host name is wanted. */
export function isAddress(value: string): boolean {
  return IPV4.test(value) || value.includes(':');
}

export const sectionName = () =>
  textOf(
    WHOLE_SUBDOMAIN,
    MAX_NAME,
    (value) => `"${value}" is not allowed: lower case letters, digits, "-" and "."`,
  );

export const namespaceName = () =>
  textOf(ONE_LABEL, MAX_LABEL, (value) => `"${value}" is no namespace: lower case letters, digits and "-"`);

export const objectName = () => z.string().min(1).max(MAX_NAME);

/** '' is the core group. */
export const apiGroup = () =>
  textOf(new RegExp(`^$|^${SUBDOMAIN}$`), MAX_NAME, (value) =>
    value.includes('/')
      ? `"${value}" has a version; a group is written without, for example gateway.networking.k8s.io`
      : `"${value}" is no API group, write for example gateway.networking.k8s.io, or "" for the core group`,
  );

export const kindName = () =>
  textOf(KIND, MAX_LABEL, (value) => `"${value}" is no kind, write for example Service`);

export const headerName = () =>
  textOf(
    HEADER_NAME,
    256,
    (value) => `"${value}" is no header name: letters, digits, "-" and no blank`,
    'PER0918',
  );

export const headerValue = () =>
  textOf(HEADER_VALUE, 4096, () => 'a header value is printable text without blanks at its ends', 'PER0918');

/** GEP-2257: a part of Go's durations, without fraction and sign. */
export const gatewayDuration = () =>
  textOf(
    DURATION,
    24,
    (value) =>
      `"${value}" is no duration here; write whole numbers with h, m, s or ms, for example 500ms or 1m30s`,
    'PER0914',
  );

/** Key of a label or annotation; null when it is right, else what is wrong. */
export function attributeKeyFault(key: string): string | null {
  if (!ATTRIBUTE_KEY.test(key))
    return `"${key}" is no key: an optional domain, "/", and a name of at most 63 letters`;
  return (key.split('/')[0] ?? '').length < MAX_NAME
    ? null
    : 'the domain of the key is longer than 253 letters';
}

export const isHostname = (value: string): boolean => WHOLE_HOSTNAME.test(value);
