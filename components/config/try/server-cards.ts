/** The far end of a request's way as cards: how it is encrypted, who may call, which pods answer. */
import type { Destination, Encryption, Server } from '@/lib/config/simulation/contract';
import { card, type PathCard } from './path-card';

/** How a card looks by what policies say. */
export const ACCESS_TONES = { allowed: 'good', denied: 'bad', depends: 'caution' } as const;

export const TRANSPORT_TITLES: Readonly<Record<Encryption['transport'], string>> = {
  mtls: 'mTLS',
  hbone: 'mTLS (HBONE)',
  tls: 'TLS',
  'application-tls': 'TLS of its own',
  plaintext: 'Plain text',
};

const TRANSPORT_TEXTS: Readonly<Record<Encryption['transport'], string>> = {
  mtls: 'Encrypted, both ends show who they are',
  hbone: 'Encrypted tunnel, both ends show who they are',
  tls: "Encrypted by the caller's proxy",
  'application-tls': 'Encrypted by the application itself',
  plaintext: 'Everybody on the way can read it',
};

export function encryptionCards(servers: readonly Server[]): readonly PathCard[] {
  const known = servers.flatMap(({ encryption }) => (encryption === null ? [] : [encryption]));
  const shown =
    known.find(({ breaks }) => breaks !== null) ?? known.find(({ encrypted }) => !encrypted) ?? known[0];
  if (shown === undefined) return [];
  const { transport, breaks, encrypted, server, client } = shown;
  return [
    card({
      key: 'wire',
      icon: breaks !== null ? 'broken' : encrypted ? 'lock' : 'unlock',
      tone: breaks !== null ? 'bad' : encrypted ? 'good' : 'caution',
      title: breaks !== null ? 'Handshake fails' : TRANSPORT_TITLES[transport],
      text: breaks ?? TRANSPORT_TEXTS[transport],
      place: client.place ?? server?.place ?? null,
    }),
  ];
}

export function accessCards(servers: readonly Server[]): readonly PathCard[] {
  const known = servers.flatMap(({ access }) => (access === null ? [] : [access]));
  const shown =
    known.find(({ verdict }) => verdict === 'denied') ??
    known.find(({ verdict }) => verdict === 'depends') ??
    known[0];
  if (shown === undefined) return [];
  const deciding = shown.points.find(({ verdict }) => verdict === shown.verdict) ?? shown.points.at(-1);
  return [
    card({
      key: 'access',
      icon: shown.verdict === 'denied' ? 'denied' : 'access',
      tone: ACCESS_TONES[shown.verdict],
      title: { allowed: 'May call', denied: 'Denied', depends: 'It depends' }[shown.verdict],
      text: shown.points.length === 0 ? 'No proxy asks who calls' : shortReason(shown.because),
      place: deciding?.decidedBy ?? null,
    }),
  ];
}

function shortReason(because: string): string {
  return because.startsWith('No policy refuses it')
    ? 'No policy stands in the way'
    : because.replace(/\.$/, '');
}

export function podCards({ servers, state, external }: Destination): readonly PathCard[] {
  if (state !== 'ready') return [];
  const pods = servers.reduce((sum, { replicas }) => sum + (replicas ?? 0), 0);
  const isKnown = servers.every(({ replicas }) => replicas !== null);
  const title = external && !isKnown ? 'Host' : `${pods} ${pods === 1 ? 'pod' : 'pods'}`;
  const names = servers.map(({ name }) => name);
  const text =
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  return [card({ key: 'pods', icon: 'pods', title, text })];
}
