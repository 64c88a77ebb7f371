'use client';
/** Who may call: each proxy that is asked, its policies in the order of the stages, and what an open answer depends on. */
import { CircleCheck, CircleHelp, CircleMinus, FlaskConical, type LucideIcon, OctagonX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { Tag } from '@/components/ui/pill';
import { shortHost } from '@/lib/config/simulation/answer/words';
import type { Access, AccessPoint, SimulationAnswer } from '@/lib/config/simulation/contract';
import { PlaceLink } from './place-link';
import { SectionTitle } from './section-title';

export interface AccessViewProps {
  answer: SimulationAnswer;
  /** Says what an external authorizer answers; left out where that cannot be chosen. */
  onExternal?: ((provider: string, says: 'allow' | 'deny') => void) | undefined;
}

interface Asked {
  readonly key: string;
  readonly who: string;
  readonly access: Access;
}

export function AccessView({ answer, onExternal }: AccessViewProps) {
  const asked = askedPlaces(answer);
  const open = [...new Set(asked.flatMap(({ access }) => access.dependsOn))];
  return (
    <section className="px-4 py-3">
      <SectionTitle title="Who may call" note="in the order the proxies ask" />
      {asked.length === 0 && (
        <p className="text-sm text-text-3">
          Nothing of the mesh is asked: no proxy of it answers this request.
        </p>
      )}
      <div className="grid gap-3">
        {asked.map(({ key, who, access }) => (
          <div key={key} className="grid gap-1">
            {(asked.length > 1 || access.points.length !== 1) && (
              <p className="font-medium text-text-2 text-xs">{who}</p>
            )}
            {access.points.length === 0 && <p className="text-sm text-text-2">{access.because}</p>}
            {access.points.map((point) => (
              <Point key={point.title} point={point} isNamed={access.points.length > 1} />
            ))}
          </div>
        ))}
      </div>
      {open.length > 0 && <Open attributes={open} onExternal={onExternal} />}
    </section>
  );
}

/** Servers that say the same are told once. */
function askedPlaces({ entry, caller, route }: SimulationAnswer): readonly Asked[] {
  const asked: Asked[] = [];
  if (entry !== null) asked.push({ key: 'entry', who: `At ${caller.label}`, access: entry.access });
  if (entry?.access.verdict === 'denied') return asked;
  const bySaying = new Map<string, Asked>();
  for (const { host, subset, servers } of route.destinations) {
    for (const { name, access } of servers) {
      if (access === null) continue;
      const saying = JSON.stringify(access);
      const known = bySaying.get(saying);
      const who = known === undefined ? `At ${name}` : `${known.who}, ${name}`;
      bySaying.set(saying, { key: known?.key ?? `${shortHost(host)} ${subset} ${name}`, who, access });
    }
  }
  return [...asked, ...bySaying.values()];
}

const STAGES = ['CUSTOM', 'DENY', 'ALLOW', 'AUDIT'] as const;

function Point({ point, isNamed }: { point: AccessPoint; isNamed: boolean }) {
  const stages = STAGES.filter((action) => point.policies.some((policy) => policy.action === action));
  return (
    <div className="grid gap-1">
      {isNamed && <p className="text-text-3 text-xs">{point.title}</p>}
      <p className="flex items-start gap-2 text-sm">
        <VerdictIcon verdict={point.verdict} />
        <span className="min-w-0 flex-1 text-pretty font-medium">{point.because}</span>
        <PlaceLink place={point.decidedBy} />
      </p>
      {point.token.kind !== 'none' && <p className="pl-6 text-text-2 text-xs">{point.token.because}</p>}
      {stages.map((action) => (
        <div key={action} className="grid grid-cols-[60px_minmax(0,1fr)] gap-2 pl-6 text-xs">
          <span className="font-medium font-mono text-2xs text-text-2 leading-4">{action}</span>
          <ul className="grid gap-0.5">
            {point.policies
              .filter((policy) => policy.action === action)
              .map((policy) => (
                <PolicyLine key={policy.name} policy={policy} />
              ))}
          </ul>
        </div>
      ))}
      {point.withDryRun !== null && (
        <p className="flex items-start gap-2 pl-6 text-text-2 text-xs">
          <FlaskConical aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          With the policies on trial (dry run) it would be {VERDICT_WORDS[point.withDryRun.verdict]}:{' '}
          {point.withDryRun.because}
        </p>
      )}
      {point.skipped.length > 0 && <Skipped point={point} />}
    </div>
  );
}

const VERDICT_WORDS = { allowed: 'allowed', denied: 'denied', depends: 'open' } as const;

const VERDICT_ICONS: Readonly<
  Record<
    AccessPoint['verdict'],
    { readonly Icon: LucideIcon; readonly className: string; readonly word: string }
  >
> = {
  allowed: { Icon: CircleCheck, className: 'text-healthy', word: 'Allowed:' },
  denied: { Icon: OctagonX, className: 'text-failing', word: 'Denied:' },
  depends: { Icon: CircleHelp, className: 'text-degraded', word: 'Open:' },
};

function VerdictIcon({ verdict }: { verdict: AccessPoint['verdict'] }) {
  const { Icon, className, word } = VERDICT_ICONS[verdict];
  return <Icon role="img" aria-label={word} className={classNames('mt-0.5 size-4 shrink-0', className)} />;
}

function PolicyLine({ policy }: { policy: AccessPoint['policies'][number] }) {
  const isQuiet = policy.verdict === 'no-match' || policy.verdict === 'unsupported';
  return (
    <li className={classNames('flex items-start gap-1.5', isQuiet ? 'text-text-3' : 'text-text')}>
      {isQuiet && <CircleMinus aria-hidden="true" className="mt-0.5 size-3 shrink-0" />}
      <span className="min-w-0 flex-1 text-pretty">
        {policy.because} {policy.isDryRun && <Tag>dry run</Tag>}
      </span>
      <PlaceLink place={policy.place} />
    </li>
  );
}

function Skipped({ point }: { point: AccessPoint }) {
  const { skipped } = point;
  return (
    <details className="pl-6 text-text-3 text-xs">
      <summary className="w-fit cursor-default rounded-tag py-1">
        {skipped.length} {skipped.length === 1 ? 'policy does' : 'policies do'} not apply here
      </summary>
      <ul className="grid gap-0.5">
        {skipped.map((step) => (
          <li key={step.text} className="flex items-start gap-1.5">
            <span className="min-w-0 flex-1 text-pretty">{step.text}</span>
            <PlaceLink place={step.place} />
          </li>
        ))}
      </ul>
    </details>
  );
}

interface OpenProps {
  attributes: readonly string[];
  onExternal: AccessViewProps['onExternal'];
}

function Open({ attributes, onExternal }: OpenProps) {
  return (
    <div className="mt-3 rounded-control border border-degraded-line bg-degraded-wash px-3 py-2 text-sm">
      <p>The request leaves open what decides:</p>
      <ul className="mt-1 grid gap-1">
        {attributes.map((attribute) => {
          const provider = attribute.startsWith('external:') ? attribute.slice('external:'.length) : null;
          return (
            <li key={attribute} className="flex flex-wrap items-center gap-2">
              {provider === null ? (
                <code className="text-xs">{attribute}</code>
              ) : (
                <>
                  what the external authorizer <code className="text-xs">{provider}</code> says
                </>
              )}
              {provider !== null && onExternal !== undefined && (
                <span className="ml-auto flex gap-1">
                  <Button onClick={() => onExternal(provider, 'allow')}>It allows</Button>
                  <Button onClick={() => onExternal(provider, 'deny')}>It denies</Button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
