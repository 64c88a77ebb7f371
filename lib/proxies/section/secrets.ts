/** Certificates that a proxy holds (`/certs`): whose, until when. It tells of no keys. */
import type { ProxyRow, SectionAnswer } from '@/lib/proxies/contract';
import { listAt, numberAt, textAt } from '@/lib/proxies/dump/fields';

const DAY_SECONDS = 86_400;

/** `now`: Unix seconds. */
export function readCertificates(certificates: unknown, now: number, search: string): SectionAnswer {
  const wanted = search.trim().toLowerCase();
  const all = listAt(certificates, 'certificates').flatMap((entry) => [
    ...listAt(entry, 'cert_chain').map((one) => rowOf('workload', one, now)),
    ...listAt(entry, 'ca_cert').map((one) => rowOf('root', one, now)),
  ]);
  // The same chain is used by many listeners and clusters.
  const rows = [...new Map(all.map((row) => [row.id, row])).values()];
  const found = rows.filter((row) => JSON.stringify(row.cells).toLowerCase().includes(wanted));
  return {
    section: 'secrets',
    total: rows.length,
    found: found.length,
    rows: found,
    readBytes: 0,
    warnings: [],
  };
}

function rowOf(use: 'workload' | 'root', certificate: unknown, now: number): ProxyRow {
  const names = listAt(certificate, 'subject_alt_names').map(
    (name) => textAt(name, 'uri') ?? textAt(name, 'dns') ?? textAt(name, 'ip_address') ?? '',
  );
  const serial = textAt(certificate, 'serial_number') ?? '';
  const until = secondsOf(textAt(certificate, 'expiration_time'));
  const left = until === null ? numberAt(certificate, 'days_until_expiration') : (until - now) / DAY_SECONDS;
  return {
    id: `${use} ${serial}`,
    cells: {
      use: use === 'root' ? 'trust root' : 'own certificate',
      identity: names.join(', ') || null,
      serial,
      validFrom: secondsOf(textAt(certificate, 'valid_from')),
      validUntil: until,
      path: textAt(certificate, 'path'),
    },
    from: null,
    caution: cautionOf(left, use),
  };
}

/** Istio renews workloads' certificates at half of their day; a root is a matter of weeks. */
function cautionOf(daysLeft: number | null, use: 'workload' | 'root'): string | null {
  if (daysLeft === null) return null;
  if (daysLeft <= 0) return 'It has expired.';
  if (use === 'root' && daysLeft < 30) return `It expires in ${Math.ceil(daysLeft)} days.`;
  return use === 'workload' && daysLeft < 1 / 24 ? 'It expires within the hour.' : null;
}

function secondsOf(text: string | null): number | null {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms / 1000;
}
