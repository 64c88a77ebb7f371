'use client';
/** Who proved to be whom, and how much of the traffic went without proof. */
import { ArrowRight, CircleQuestionMark, Lock, LockOpen } from 'lucide-react';
import { Quantity } from '@/components/ui/quantity';
import type { DetailAnswer, Principals } from '@/lib/graph/detail/contract';
import { Nothing, Section } from './parts';

const NOTES = {
  requests: 'as receiving proxies saw it',
  bytes: 'by bytes',
  tunnel: 'by ztunnel’s bytes',
} as const;

export function DetailIdentities({ mtls }: { readonly mtls: DetailAnswer['mtls'] }) {
  return (
    <Section
      id="identities"
      title="Mutual TLS and identities"
      {...(mtls === null ? {} : { note: NOTES[mtls.counts] })}
    >
      {mtls === null ? (
        <Nothing>No receiving proxy tells of it, so nothing is known of its encryption.</Nothing>
      ) : (
        <ul>
          {mtls.principals.map((one) => (
            <Pair
              key={`${one.mutualTls} ${one.source} ${one.destination}`}
              pair={one}
              isBytes={mtls.counts !== 'requests'}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

const PROOF = {
  secured: { Icon: Lock, label: 'Mutual TLS', tone: 'text-healthy', anonymous: 'Identities not told' },
  open: {
    Icon: LockOpen,
    label: 'Not under mutual TLS',
    tone: 'text-degraded',
    anonymous: 'Without mutual TLS: nobody proved who they are',
  },
  untold: {
    Icon: CircleQuestionMark,
    label: 'Mutual TLS not told',
    tone: 'text-text-3',
    anonymous: 'Not told whether it is under mutual TLS',
  },
} as const;

function proofOf({ mutualTls }: Principals): keyof typeof PROOF {
  if (mutualTls === null) return 'untold';
  return mutualTls ? 'secured' : 'open';
}

function Pair({ pair, isBytes }: { readonly pair: Principals; readonly isBytes: boolean }) {
  const { Icon, label, tone, anonymous } = PROOF[proofOf(pair)];
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-2 border-line border-t py-1 text-xs">
      <Icon role="img" aria-label={label} className={`mt-0.5 size-3.5 ${tone}`} />
      <div className="min-w-0 leading-[18px]">
        {pair.source === null && pair.destination === null ? (
          <span className="text-text-2">{anonymous}</span>
        ) : (
          <>
            <Principal of={pair.source} side="caller" />
            <span className="flex min-w-0 items-center gap-1">
              <ArrowRight aria-hidden="true" className="size-3 shrink-0 text-text-3" />
              <Principal of={pair.destination} side="callee" />
            </span>
          </>
        )}
      </div>
      <div className="text-right tabular-nums leading-[18px]">
        <Quantity className="block font-medium" value={pair.share} unit="share" />
        <Quantity
          className="block text-text-3"
          value={pair.ratePerSecond}
          unit={isBytes ? 'bytesPerSecond' : 'rps'}
        />
      </div>
    </li>
  );
}

/** `spiffe://<trust domain>/ns/<namespace>/sa/<service account>`: the end of it tells most. */
function Principal({ of, side }: { readonly of: string | null; readonly side: 'caller' | 'callee' }) {
  if (of === null) return <span className="block truncate text-text-3">{side} not proved</span>;
  const [, domain, namespace, account] = /^spiffe:\/\/([^/]+)\/ns\/([^/]+)\/sa\/(.+)$/.exec(of) ?? [];
  return (
    <span className="block min-w-0 truncate" title={`${side}: ${of}`}>
      <span className="sr-only">{side} </span>
      {account === undefined ? (
        of
      ) : (
        <>
          <span className="font-medium">{account}</span>
          <span className="text-text-3">
            {' '}
            in {namespace}, {domain}
          </span>
        </>
      )}
    </span>
  );
}
