'use client';
/** Building blocks of the panel: head, reason, figures, sections. */
import { Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import { IconButton } from '@/components/ui/icon-button';
import { Quantity } from '@/components/ui/quantity';
import type { Health } from '@/lib/health/contract';
import type { QuantityUnit } from '@/lib/mesh/quantity';

export interface PanelHeadProps {
  readonly title: ReactNode;
  readonly note: ReactNode;
  readonly onClose?: () => void;
}

export function PanelHead({ title, note, onClose }: PanelHeadProps) {
  return (
    <header className="flex items-start gap-2 pt-2.5 pr-2 pb-2 pl-4">
      <div className="min-w-0 flex-1">
        <h2 className="flex min-w-0 items-center gap-1.5 font-semibold text-base leading-6">{title}</h2>
        <p className="truncate text-text-3 text-xs">{note}</p>
      </div>
      {onClose !== undefined && (
        <IconButton label="Close" shortcut="Esc" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </header>
  );
}

/** A name with its version, as in the picture. */
export function NamedThing({
  icon,
  name,
  tag,
}: {
  readonly icon: ReactNode;
  readonly name: string;
  readonly tag: string | null;
}) {
  return (
    <span className="flex min-w-0 items-center gap-1.5 [&_svg]:size-4 [&_svg]:text-text-2">
      {icon}
      <span className="min-w-0 truncate" title={name}>
        {name}
      </span>
      {tag !== null && (
        <span className="shrink-0 rounded-tag bg-raised px-1 font-medium text-2xs text-text-2">{tag}</span>
      )}
    </span>
  );
}

/** Why it is not well, first of all; a quiet line when it is. */
export function Reason({ health, detail }: { readonly health: Health; readonly detail?: string | null }) {
  if (health.kind === 'failing' || health.kind === 'degraded') {
    return (
      <div
        role="status"
        className={classNames(
          'mx-4 grid grid-cols-[16px_minmax(0,1fr)] gap-2 rounded-control px-2.5 py-2 text-xs leading-[17px]',
          health.kind === 'failing' ? 'bg-failing-wash' : 'border border-degraded-line bg-degraded-wash',
        )}
      >
        <HealthIcon kind={health.kind} className="mt-px" />
        <div className="min-w-0">
          {health.reasons.map((reason) => (
            <p key={reason} className="font-semibold text-text">
              {reason}
            </p>
          ))}
          {detail !== undefined && detail !== null && <p className="text-text-2">{detail}</p>}
        </div>
      </div>
    );
  }
  const words =
    health.kind === 'healthy'
      ? 'Healthy in this window'
      : health.kind === 'idle'
        ? 'No traffic in this window'
        : health.because;
  return (
    <p className="mx-4 flex items-center gap-2 text-text-2 text-xs">
      <HealthIcon kind={health.kind} label="" />
      {words}
    </p>
  );
}

export interface Figure {
  readonly label: string;
  readonly value: number | null;
  readonly unit: QuantityUnit;
  readonly tone?: 'failing' | 'degraded' | 'plain';
  readonly icon?: ReactNode;
  /** For the tooltip: the window, or why there is none. */
  readonly note?: string;
}

export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-4 gap-2 px-4 pt-3 pb-2">
      {figures.map(({ label, value, unit, tone = 'plain', icon, note }) => (
        <div key={label} className="min-w-0">
          <dt className="text-2xs text-text-3">{label}</dt>
          <dd
            className={classNames(
              'flex items-center gap-1 font-semibold text-[20px] leading-6 tracking-[-0.01em] [&_span_span]:text-xs',
              tone === 'failing' ? 'text-failing' : tone === 'degraded' ? 'text-degraded' : 'text-text',
            )}
          >
            {icon}
            <Quantity value={value} unit={unit} {...(note === undefined ? {} : { note })} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, note, action, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-12 px-4 pt-4">
      <div className="flex h-6 items-center gap-2 text-xs">
        <h3 id={`${id}-title`} className="shrink-0 font-semibold text-text">
          {title}
        </h3>
        {note !== undefined && <span className="min-w-0 truncate text-text-3">{note}</span>}
        {action !== undefined && <span className="ml-auto flex shrink-0 items-center gap-2">{action}</span>}
      </div>
      {children}
    </section>
  );
}

/** A sentence where a section has nothing to show. */
export function Nothing({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex items-start gap-1.5 border-line border-t py-1.5 text-text-3 text-xs">
      <Info aria-hidden="true" className="mt-0.5 size-3.5" />
      <span>{children}</span>
    </p>
  );
}

/** Links that jump to the sections of this page; which one is in sight is plain to see, so none is marked. */
export function Jumps({
  sections,
}: {
  readonly sections: readonly (readonly [id: string, label: string])[];
}) {
  return (
    <nav
      aria-label="Sections"
      className="sticky top-0 z-10 flex h-9 items-stretch gap-4 border-line border-b bg-surface px-4 font-medium text-xs"
    >
      {sections.map(([id, label]) => (
        <button
          key={id}
          type="button"
          onClick={() => document.getElementById(id)?.scrollIntoView({ block: 'start' })}
          className="text-text-2 -outline-offset-2 hover:text-accent"
        >
          {label}
        </button>
      ))}
    </nav>
  );
}
