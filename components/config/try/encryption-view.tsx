'use client';
/** Whether the way is encrypted, by whose rule, and what breaks. */
import { Lock, LockOpen, Unplug } from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import type { Encryption, SimulationAnswer } from '@/lib/config/simulation/contract';
import { PlaceLink } from './place-link';
import { SectionTitle } from './section-title';
import { TRANSPORT_TITLES } from './server-cards';

export function EncryptionView({ answer }: { answer: SimulationAnswer }) {
  const groups = groupedEncryption(answer);
  return (
    <section className="px-4 py-3">
      <SectionTitle title="Encryption" />
      {groups.length === 0 && (
        <p className="text-sm text-text-3">Nothing is sent on to a host that the mesh knows.</p>
      )}
      <ul className="grid gap-2">
        {groups.map(({ names, encryption }) => (
          <li key={names.join(' ')} className="grid gap-0.5">
            <Transport encryption={encryption} names={groups.length > 1 ? names : []} />
            <ul className="grid gap-0.5 pl-6 text-xs">
              {encryption.steps.map((step) => (
                <li
                  key={step.text}
                  className={classNames(
                    'flex items-start gap-1.5',
                    step.kind === 'skipped' ? 'text-text-3' : 'text-text-2',
                  )}
                >
                  <span className="min-w-0 flex-1 text-pretty">{step.text}</span>
                  <PlaceLink place={step.place} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Transport({ encryption, names }: { encryption: Encryption; names: readonly string[] }) {
  const { breaks, encrypted, transport } = encryption;
  const Icon = breaks !== null ? Unplug : encrypted ? Lock : LockOpen;
  const tone = breaks !== null ? 'text-failing' : encrypted ? 'text-healthy' : 'text-degraded';
  return (
    <p className="flex items-start gap-2 text-sm">
      <Icon aria-hidden="true" className={classNames('mt-0.5 size-4 shrink-0', tone)} />
      <span className="text-pretty">
        <strong className="font-semibold">{TRANSPORT_TITLES[transport]}</strong>
        {names.length > 0 && <span className="text-text-2"> to {names.join(', ')}</span>}
        {breaks !== null && <span> {breaks}</span>}
      </span>
    </p>
  );
}

function groupedEncryption({ route }: SimulationAnswer) {
  const groups = new Map<string, { names: string[]; encryption: Encryption }>();
  for (const { name, encryption } of route.destinations.flatMap(({ servers }) => servers)) {
    if (encryption === null) continue;
    const key = JSON.stringify([
      encryption.transport,
      encryption.breaks,
      encryption.server,
      encryption.client,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { names: [name], encryption });
    else known.names.push(name);
  }
  return [...groups.values()].sort(
    (a, b) => Number(a.encryption.breaks === null) - Number(b.encryption.breaks === null),
  );
}
