'use client';
/** One line: its instant, its level, where it comes from, and what it says. Whatever a container wrote is text here. */
import { CircleAlert, OctagonAlert } from 'lucide-react';
import { memo } from 'react';
import { clockText } from '@/components/shell/time-text';
import { classNames } from '@/components/ui/class-names';
import type { AccessEntry } from '@/lib/logs/access-entry';
import type { LogLevel } from '@/lib/logs/level';
import { clusterLabel } from '@/lib/proxies/cluster-name';
import type { ShownLine } from './log-store';

export interface LogRowProps {
  readonly line: ShownLine;
  /** Null where there is one source alone. */
  readonly name: string | null;
  readonly wrap: boolean;
  readonly zone: 'local' | 'utc';
  readonly isChosen: boolean;
  readonly onChoose: (number: number | null) => void;
}

/** Letters of a line that is not wrapped; nobody scrolls further sideways. */
const LONGEST_SHOWN = 2000;

function Row({ line, name, wrap, zone, isChosen, onChoose }: LogRowProps) {
  const { timeMs, level, access, cutBytes, binary } = line;
  const message = access === null ? line.message : accessText(access);
  const shown = message.length > LONGEST_SHOWN && !isChosen ? `${message.slice(0, LONGEST_SHOWN)}…` : message;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its lines
    // biome-ignore lint/a11y/noStaticElementInteractions: the list takes the keys for its lines
    <div
      onClick={() => onChoose(isChosen ? null : line.number)}
      className={classNames(
        'flex min-h-[22px] cursor-default items-start gap-3 px-4 leading-[22px]',
        isChosen ? 'bg-accent-wash shadow-[inset_3px_0_0_var(--accent)]' : 'hover:bg-raised',
      )}
    >
      <span className="shrink-0 text-text-3 tabular-nums">
        {timeMs === null
          ? '–'
          : `${clockText(timeMs, zone, true)}.${String(Math.floor(timeMs % 1000)).padStart(3, '0')}`}
      </span>
      <LevelMark level={level} />
      {name !== null && (
        <span className="w-32 shrink-0 truncate text-text-3" title={name}>
          {name}
        </span>
      )}
      <span
        className={classNames(
          'min-w-0',
          wrap ? 'whitespace-pre-wrap break-all' : 'whitespace-pre',
          level === 'error' ? 'text-failing' : level === 'debug' ? 'text-text-3' : 'text-text',
        )}
      >
        {shown}
        {binary && <span className="ml-2 text-text-3">binary</span>}
        {cutBytes > 0 && (
          <span className="ml-2 text-text-3">… {cutBytes.toLocaleString('en')} bytes left out</span>
        )}
      </span>
    </div>
  );
}

export const LogRow = memo(Row);

function LevelMark({ level }: { readonly level: LogLevel | null }) {
  const words = { error: 'error', warn: 'warn', info: 'info', debug: 'debug' };
  const tone = level === 'error' ? 'text-failing' : level === 'warn' ? 'text-degraded' : 'text-text-3';
  return (
    <span className={classNames('inline-flex w-14 shrink-0 items-center gap-1', tone)}>
      {level === 'error' && <OctagonAlert aria-hidden="true" className="size-3" />}
      {level === 'warn' && <CircleAlert aria-hidden="true" className="size-3" />}
      {level === null ? '' : words[level]}
    </span>
  );
}

/** `200  GET /cart  12 ms  → cart.shop.svc.cluster.local:8080`. */
export function accessText(entry: AccessEntry): string {
  const what = entry.kind === 'connection' ? 'connection' : `${entry.method ?? '-'} ${entry.path ?? '-'}`;
  const flags = entry.responseFlags.length === 0 ? '' : ` ${entry.responseFlags.join(',')}`;
  const took = entry.durationMs === null ? '' : `  ${entry.durationMs} ms`;
  const cluster = entry.upstreamCluster;
  const where =
    cluster === null
      ? ''
      : cluster.startsWith('inbound|')
        ? '  → application'
        : `  → ${clusterLabel(cluster)}`;
  return `${entry.responseCode ?? '-'}${flags}  ${what}${took}${where}`;
}
