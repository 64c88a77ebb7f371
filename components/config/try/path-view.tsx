'use client';
/** The path of the request as cards; shares stand on the lines, what was not taken is there, faded. */
import {
  ArrowLeftRight,
  AtSign,
  Box,
  ChevronRight,
  CircleMinus,
  CircleSlash,
  Copy,
  DoorOpen,
  Filter,
  Lock,
  LockOpen,
  LogIn,
  LogOut,
  type LucideIcon,
  Reply,
  ShieldCheck,
  ShieldX,
  Split,
  Timer,
  Unplug,
  Waypoints,
} from 'lucide-react';
import { classNames } from '@/components/ui/class-names';
import { percentText } from '@/lib/config/simulation/answer/words';
import type { CardIcon, CardTone, PathCard } from './path-card';
import type { PathBranch, PathModel } from './path-model';
import { PlaceLink } from './place-link';

const ICONS: Readonly<Record<CardIcon, LucideIcon>> = {
  caller: Box,
  gateway: DoorOpen,
  access: ShieldCheck,
  denied: ShieldX,
  host: AtSign,
  rules: Waypoints,
  match: Filter,
  fault: Timer,
  rewrite: ArrowLeftRight,
  mirror: Copy,
  answer: Reply,
  leave: LogOut,
  stop: CircleSlash,
  subset: Split,
  lock: Lock,
  unlock: LockOpen,
  broken: Unplug,
  pods: Box,
};

const BORDERS: Readonly<Record<CardTone, string>> = {
  plain: 'border-control',
  chosen: 'border-accent shadow-[0_0_0_1px_var(--accent)]',
  good: 'border-control',
  caution: 'border-degraded-line bg-degraded-wash',
  bad: 'border-failing-line bg-failing-wash',
};

const ICON_TONES: Readonly<Record<CardTone, string>> = {
  plain: 'text-text-2',
  chosen: 'text-accent',
  good: 'text-healthy',
  caution: 'text-degraded',
  bad: 'text-failing',
};

export function PathView({ path }: { path: PathModel }) {
  return (
    <section aria-label="Path" className="grid gap-3 border-line border-b bg-canvas p-3">
      <div className="rounded-card border border-line bg-raised/50 p-3">
        <p className="mb-2 flex items-center gap-1.5 text-xs">
          <LogOut aria-hidden="true" className="size-3.5 text-text-2" />
          <strong className="font-semibold">{path.title}</strong>
          <span className="text-text-3">{path.note}</span>
        </p>
        <CardRow cards={path.cards} />
        {path.notTaken.length > 0 && <NotTaken path={path} />}
      </div>
      {path.branches.length > 0 && (
        <ol className="grid gap-2">
          {path.branches.map((branch, at) => (
            <Branch key={branch.key} branch={branch} isOnly={path.branches.length === 1} isFirst={at === 0} />
          ))}
        </ol>
      )}
    </section>
  );
}

function CardRow({ cards }: { cards: readonly PathCard[] }) {
  return (
    <ol className="flex flex-wrap gap-y-2">
      {cards.map((card, at) => (
        <li key={card.key} className="flex min-w-0 flex-[1_1_136px] items-stretch">
          {at > 0 && <Arrow />}
          <Card card={card} />
        </li>
      ))}
    </ol>
  );
}

function Arrow() {
  return (
    <span aria-hidden="true" className="flex w-5 shrink-0 items-center text-healthy">
      <span className="h-0.5 flex-1 bg-current" />
      <ChevronRight className="-ml-2 size-3.5" strokeWidth={2.5} />
    </span>
  );
}

function Card({ card }: { card: PathCard }) {
  const Icon = ICONS[card.icon];
  return (
    <div
      className={classNames(
        'grid min-h-20 min-w-0 flex-1 content-start gap-0.5 rounded-card border bg-surface px-2.5 py-1.5',
        BORDERS[card.tone],
      )}
    >
      <p className="flex min-w-0 items-center gap-1.5">
        <Icon aria-hidden="true" className={classNames('size-3.5 shrink-0', ICON_TONES[card.tone])} />
        <strong className="truncate font-semibold text-xs" title={card.title}>
          {card.title}
        </strong>
        {card.step !== null && (
          <span
            title={`Reason ${card.step} below`}
            className={classNames(
              'ml-auto grid size-4 shrink-0 place-items-center rounded-full text-2xs tabular-nums',
              card.tone === 'chosen' ? 'bg-accent text-on-accent' : 'bg-raised text-text-2',
            )}
          >
            {card.step}
          </span>
        )}
      </p>
      <p className="line-clamp-3 break-words text-text-2 text-xs leading-4" title={card.text}>
        {card.text}
      </p>
      {card.place !== null && (
        <p className="mt-auto flex min-w-0 pt-0.5">
          <PlaceLink place={card.place} />
        </p>
      )}
    </div>
  );
}

function NotTaken({ path }: { path: PathModel }) {
  return (
    <ul aria-label="Not taken" className="mt-2 grid gap-1">
      {path.notTaken.map((step, at) => (
        <li
          // Reasons may repeat word for word; their order is fixed.
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          key={at}
          className="flex min-w-0 items-start gap-1.5 rounded-tag border border-line border-dashed px-2 py-0.5 text-text-3 text-xs"
        >
          <CircleMinus aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          <span className="min-w-0 flex-1">{step.text}</span>
          <PlaceLink place={step.place} />
        </li>
      ))}
    </ul>
  );
}

const LINE_TONES: Readonly<Record<CardTone, string>> = {
  plain: 'text-healthy',
  chosen: 'text-healthy',
  good: 'text-healthy',
  caution: 'text-degraded',
  bad: 'text-failing',
};

interface BranchProps {
  branch: PathBranch;
  isOnly: boolean;
  isFirst: boolean;
}

function Branch({ branch, isOnly, isFirst }: BranchProps) {
  const share = percentText(branch.share);
  return (
    <li className="flex min-w-0 items-stretch" aria-label={`${share} to ${branch.label}`}>
      <span
        className={classNames('relative flex w-24 shrink-0 items-center', LINE_TONES[branch.tone])}
        aria-hidden="true"
      >
        <span className="absolute right-0 left-3 top-1/2 h-0.5 bg-current" />
        <span
          className={classNames(
            'absolute left-3 w-0.5 bg-current',
            // From the caller's box, or from the line of the branch above.
            isFirst ? '-top-3 h-[calc(50%+12px)]' : '-top-[calc(50%+8px)] h-[calc(100%+8px)]',
          )}
        />
        <ChevronRight className="absolute -right-0.5 size-3.5 translate-x-0" strokeWidth={2.5} />
        {!isOnly && (
          <span className="relative ml-6 rounded-full border border-line bg-surface px-1.5 font-medium text-2xs tabular-nums">
            {share}
          </span>
        )}
        {isOnly && (
          <span className="relative ml-6 rounded-full border border-line bg-surface px-1.5 font-medium text-2xs">
            all
          </span>
        )}
      </span>
      <div className="min-w-0 flex-1 rounded-card border border-line bg-raised/50 p-2">
        <span className="sr-only">
          <LogIn aria-hidden="true" /> {share} to {branch.label}
        </span>
        <CardRow cards={branch.cards} />
      </div>
    </li>
  );
}
