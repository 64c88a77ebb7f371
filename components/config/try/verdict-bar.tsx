'use client';
/** The answer in one sentence, and as three chips: route, access, encryption. */
import {
  Check,
  CircleDashed,
  CircleHelp,
  Lock,
  LockOpen,
  type LucideIcon,
  OctagonAlert,
  Route,
  ShieldCheck,
  ShieldQuestion,
  ShieldX,
  TriangleAlert,
  Unplug,
} from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import type { Chip, Verdict } from '@/lib/config/simulation/contract';

type Tone = Verdict['tone'];

const MARKS: Readonly<Record<Tone, { Icon: LucideIcon; className: string; word: string }>> = {
  good: { Icon: Check, className: 'bg-healthy-wash text-healthy', word: 'Works' },
  caution: {
    Icon: TriangleAlert,
    className: 'bg-degraded-wash text-degraded',
    word: 'Works, with a caution',
  },
  bad: { Icon: OctagonAlert, className: 'bg-failing-wash text-failing', word: 'Fails' },
  quiet: { Icon: CircleHelp, className: 'bg-raised text-text-2', word: 'Not known' },
};

const CHIPS: Readonly<Record<Tone, string>> = {
  good: 'border-[color-mix(in_srgb,var(--healthy)_32%,transparent)] bg-healthy-wash text-healthy',
  caution: 'border-degraded-line bg-degraded-wash text-degraded',
  bad: 'border-failing-line bg-failing-wash text-failing',
  quiet: 'border-line bg-raised text-text-2',
};

export function VerdictBar({ verdict, isStale = false }: { verdict: Verdict; isStale?: boolean }) {
  const { Icon, className, word } = MARKS[verdict.tone];
  return (
    <section
      aria-label="Verdict"
      aria-live="polite"
      aria-busy={isStale}
      className="flex flex-wrap items-center gap-3 border-line border-b bg-surface px-4 py-3"
    >
      <span className={classNames('grid size-9 shrink-0 place-items-center rounded-full', className)}>
        <Icon role="img" aria-label={word} className="size-5" />
      </span>
      <div className={classNames('min-w-48 flex-1', isStale && 'opacity-60')}>
        <h2 className="text-pretty font-semibold text-lg leading-6">{verdict.sentence}</h2>
        {verdict.detail !== '' && <p className="text-pretty text-sm text-text-2">{verdict.detail}</p>}
      </div>
      <div className={classNames('flex flex-wrap gap-2', isStale && 'opacity-60')}>
        <VerdictChip label="Route" icon={Route} chip={verdict.route} />
        <VerdictChip label="Access" icon={accessIcon(verdict.access)} chip={verdict.access} />
        <VerdictChip label="Encryption" icon={encryptionIcon(verdict.encryption)} chip={verdict.encryption} />
      </div>
    </section>
  );
}

function accessIcon({ tone }: Chip): LucideIcon {
  return { good: ShieldCheck, caution: ShieldQuestion, bad: ShieldX, quiet: CircleDashed }[tone];
}

function encryptionIcon({ tone }: Chip): LucideIcon {
  return { good: Lock, caution: LockOpen, bad: Unplug, quiet: CircleDashed }[tone];
}

function VerdictChip({ label, icon: Icon, chip }: { label: string; icon: LucideIcon; chip: Chip }) {
  return (
    <div
      className={classNames(
        'grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2 rounded-control border px-2.5 py-1 text-xs',
        CHIPS[chip.tone],
      )}
    >
      <Icon aria-hidden="true" className="size-4" />
      <p className="grid">
        <span className="text-2xs text-text-2">{label}</span>
        <strong className="font-semibold">{chip.text}</strong>
      </p>
    </div>
  );
}
