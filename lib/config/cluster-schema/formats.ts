/**
 * Formats of text that the API server knows (k8s.io/apiextensions-apiserver, validation/formats.go). What is not named
 * here is for the server alone: it is neither refused nor said to be right.
 */
import { isAddress, isPrefix } from './addresses';
import { goUrl } from './go-url';

type Test = (text: string) => boolean;

const UUID = (third: string, fourth: string): Test => {
  const hex = (count: number) => `[0-9a-f]{${count}}`;
  const pattern = new RegExp(`^${hex(8)}-?${hex(4)}-?${third}-?${fourth}-?${hex(12)}$`, 'i');
  return (text) => pattern.test(text);
};

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Names without dashes, as the server compares them. */
const TESTS: ReadonlyMap<string, readonly [what: string, test: Test]> = new Map([
  ['ipv4', ['an IPv4 address', (text) => isAddress(text) && !text.includes(':')]],
  ['ipv6', ['an IPv6 address', (text) => isAddress(text) && text.includes(':')]],
  ['cidr', ['a range of addresses such as 10.0.0.0/8', isPrefix]],
  ['uri', ['an absolute URI or path', (text) => goUrl(text) !== null]],
  ['byte', ['base64', isBase64]],
  ['date', ['a date such as 2026-01-31', isDate]],
  ['datetime', ['a time such as 2026-01-31T10:00:00Z', isTime]],
  ['uuid', ['a UUID', UUID('[0-9a-f]{4}', '[0-9a-f]{4}')]],
  ['uuid3', ['a UUID of version 3', UUID('3[0-9a-f]{3}', '[0-9a-f]{4}')]],
  ['uuid4', ['a UUID of version 4', UUID('4[0-9a-f]{3}', '[89ab][0-9a-f]{3}')]],
  ['uuid5', ['a UUID of version 5', UUID('5[0-9a-f]{3}', '[89ab][0-9a-f]{3}')]],
  ['mac', ['a MAC address', (text) => /^([0-9a-f]{2}[:-]){5}([0-9a-f]{2}[:-]?){1,3}$/i.test(text)]],
  ['hexcolor', ['a colour such as #00ff00', (text) => /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(text)]],
  [
    'k8sshortname',
    ['a name of lower-case letters, digits and dashes', (text) => text.length <= 63 && matches(LABEL, text)],
  ],
  [
    'k8slongname',
    [
      'a name of such parts with dots between them',
      (text) => text.length <= 253 && matches(`${LABEL}(\\.${LABEL})*`, text),
    ],
  ],
]);

/** What the text is not, in words; null where it is, or where only the server knows. */
export function notOfFormat(format: string, text: string): string | null {
  const known = TESTS.get(format.replaceAll('-', ''));
  if (known === undefined) return null;
  const [what, test] = known;
  return test(text) ? null : what;
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^${pattern}$`).test(text);
}

function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''));
}

function isDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return false;
  const [, year, month, day] = found.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
}

/** The server reads some more forms; those of RFC 3339 are what is written. Others are left to it. */
function isTime(text: string): boolean {
  const found = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (found === null) return /^\d{4}-/.test(text);
  const [, date = '', hours, minutes, seconds] = found;
  return isDate(date) && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) <= 60;
}
