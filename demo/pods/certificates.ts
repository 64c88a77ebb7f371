/** Certificates as Envoy's `/certs` tells of them: renewed half-way through their day, under one root of ten years. */
import { hashText } from '@/demo/traffic/chance';
import type { DemoPod } from './pod-list';

const DAY = 86_400;
const RENEWED_EVERY = DAY / 2;
const ROOT_LASTS = 3650 * DAY;

/** Unix seconds at which the pod's own certificate ends. */
export function certificateEnds({ life }: Pick<DemoPod, 'life'>, now: number): number {
  return issuedAt(life.sinceSeconds, now) + DAY;
}

function issuedAt(sinceSeconds: number, now: number): number {
  return now - ((now - sinceSeconds) % RENEWED_EVERY);
}

/** `rootEnds`: Unix seconds. */
export function certificatesOf({ workload, life }: DemoPod, now: number, rootEnds: number): object {
  const from = issuedAt(life.sinceSeconds, now);
  const identity = `spiffe://cluster.local/ns/${workload.namespace}/sa/${workload.serviceAccount}`;
  return {
    certificates: [
      {
        ca_cert: [
          certificate(
            '<inline>',
            '8d2f0c5be1',
            'spiffe://cluster.local',
            rootEnds - ROOT_LASTS,
            ROOT_LASTS,
            now,
          ),
        ],
        cert_chain: [
          certificate(
            '<inline>',
            hashText(`${life.pod}${Math.round(from)}`).toString(16),
            identity,
            from,
            DAY,
            now,
          ),
        ],
      },
    ],
  };
}

function certificate(path: string, serial: string, uri: string, from: number, lasts: number, now: number) {
  const until = from + lasts;
  return {
    path,
    serial_number: serial,
    subject_alt_names: [{ uri }],
    days_until_expiration: String(Math.floor((until - now) / DAY)),
    valid_from: new Date(from * 1000).toISOString(),
    expiration_time: new Date(until * 1000).toISOString(),
  };
}
