'use client';
/** A node as a card of HTML over the canvas: real text, focus and names for screen readers. */
import { Minus, Search } from 'lucide-react';
import { memo } from 'react';
import { AlertIcon } from '@/components/alerts/alert-icon';
import { alertWords } from '@/components/graph/alerts/mark-alerts';
import type { Detail } from '@/components/graph/canvas/viewport';
import { changeBorder, HATCHED } from '@/components/graph/compare/change-border';
import { ChangeIcon } from '@/components/graph/compare/change-icon';
import type { CardModel, HealthKind } from '@/components/graph/elements';
import { classNames } from '@/components/ui/class-names';
import { HealthIcon } from '@/components/ui/health-icon';
import type { Rect } from '@/lib/graph/layout/drawing';
import { quantityText } from '@/lib/mesh/quantity';
import { badgeIcon } from './badge-icon';
import { badgeName, type CardBadge } from './node-badges';
import { cardIcon } from './node-icon';
import { StackContent } from './stack-content';

const EDGE: Record<HealthKind, string> = {
  healthy: 'before:bg-healthy',
  degraded: 'before:bg-degraded-mark',
  failing: 'before:bg-failing',
  idle: 'before:bg-idle',
  unknown: 'before:bg-idle',
};
/** The chain of the likely cause has a wash around it; an outline would say that it is selected. */
const CHAINED = 'shadow-[0_0_0_5px_color-mix(in_srgb,var(--accent)_18%,transparent)]';
const MOST_BADGES = 3;

export interface NodeCardProps {
  readonly card: CardModel;
  readonly rect: Rect;
  readonly detail: Detail;
  readonly dim: boolean;
  readonly selected: boolean;
  /** At one end of the selected edge. */
  readonly end: boolean;
  readonly match: 'none' | 'match' | 'current';
  readonly focusable: boolean;
  readonly onPick: (id: string) => void;
  /** Of a stack: opens the box in place. */
  readonly onFold: (box: string, fold: boolean) => void;
}

export const NodeCard = memo(function NodeCard(props: NodeCardProps) {
  const { card, rect, detail, dim, selected, end, match } = props;
  return (
    <button
      type="button"
      data-node={card.id}
      tabIndex={props.focusable ? 0 : -1}
      aria-pressed={selected}
      aria-label={spokenCard(card)}
      title={hint(card, detail)}
      // A mouse click is told by the canvas, which knows a click from a drag.
      onClick={(event) => event.detail === 0 && props.onPick(card.id)}
      style={{ width: rect.width, height: rect.height, transform: `translate(${rect.x}px, ${rect.y}px)` }}
      className={classNames(
        'group absolute top-0 left-0 flex cursor-pointer items-center gap-1.5 border bg-surface pr-1.5 pl-2.5 text-left text-text',
        'before:absolute before:inset-y-0 before:left-0 before:w-[3px] motion-safe:transition-transform motion-safe:duration-200',
        EDGE[card.health],
        card.node?.outside === true && '!bg-raised',
        shape(card),
        border(props),
        card.change !== null && changeBorder(card.change),
        card.change === 'gone' && HATCHED,
        card.chained && !selected && !end && CHAINED,
        end && !selected && 'shadow-[0_0_0_3px_color-mix(in_srgb,var(--accent)_16%,transparent)]',
        selected && 'shadow-[0_0_0_3px_color-mix(in_srgb,var(--accent)_26%,transparent)]',
        // Dimmed by colour: what is written keeps its contrast.
        dim && '[&_span]:!text-text-3 [&>svg]:opacity-70',
      )}
    >
      {card.stack !== null ? (
        <StackContent
          stack={card.stack}
          changes={card.changes}
          alert={card.alert}
          title={card.title}
          detail={detail}
          onUnfold={(id) => props.onFold(id, false)}
        />
      ) : detail === 'near' ? (
        <NearContent card={card} match={match} />
      ) : (
        <MiddleContent card={card} match={match} />
      )}
    </button>
  );
});

/** The kind of a node shows in its outline as well as in its icon. */
function shape(card: CardModel): string {
  switch (card.kind) {
    case 'service':
      return 'overflow-hidden rounded-[20px] pl-3.5';
    case 'stack':
      return 'rounded-card before:rounded-l-card';
    case 'waypoint':
      return 'overflow-hidden rounded-none [clip-path:polygon(8px_0,calc(100%-8px)_0,100%_50%,calc(100%-8px)_100%,8px_100%,0_50%)] pl-4 pr-4';
    case 'operation':
      return 'overflow-hidden rounded-l-[4px] rounded-r-[20px]';
    case 'external':
    case 'passthrough':
      return 'overflow-hidden rounded-card border-dashed';
    default:
      return classNames(
        'overflow-hidden rounded-card',
        card.node.facts?.serviceEntry != null || card.node.facts?.dead === true ? 'border-dashed' : '',
      );
  }
}

/** In full what the card shortens, and in words what its signs say. */
function hint(card: CardModel, detail: Detail): string | undefined {
  const signs = card.badges.map(badgeName);
  const shortened = detail !== 'near' || card.title !== (card.node?.name ?? card.name);
  const outside = card.node?.outside === true ? ['Outside the chosen namespaces'] : [];
  const alerts = card.alert === null ? [] : [sentenceOf(alertWords(card.alert))];
  const lines = [...(shortened ? [card.name] : []), ...outside, ...alerts, ...signs];
  return lines.length === 0 ? undefined : lines.join('\n');
}

function sentenceOf(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function border({ selected, match, dim }: NodeCardProps): string {
  if (selected) return 'border-accent';
  if (match !== 'none') return 'border-accent';
  return dim ? 'border-[color-mix(in_srgb,var(--control)_50%,var(--surface))]' : 'border-control';
}

interface ContentProps {
  readonly card: CardModel;
  readonly match: NodeCardProps['match'];
}

function NearContent({ card, match }: ContentProps) {
  const Icon = cardIcon(card);
  return (
    <>
      {card.change === null ? (
        <Icon aria-hidden="true" className="size-3.5 text-text-2" strokeWidth={1.75} />
      ) : (
        <ChangeIcon kind={card.change} className="size-3.5" />
      )}
      <span className="min-w-0 flex-1">
        <span className="block overflow-hidden whitespace-nowrap font-medium text-[12px] leading-[15px] tracking-[-0.005em]">
          {card.title}
        </span>
        <span className="mt-px flex h-[15px] items-center gap-[5px] overflow-hidden">
          {card.tag !== null && (
            <span className="shrink-0 rounded-tag bg-raised px-1 font-medium text-[11px] text-text-2 leading-[14px]">
              {card.tag}
            </span>
          )}
          {card.rank !== null && (
            <span className="shrink-0 text-[11px] text-text-2 tabular-nums">#{card.rank}</span>
          )}
          {card.alert !== null && <AlertIcon state={card.alert.state} className="size-[11px]" />}
          <Badges badges={card.badges} />
          {card.node?.facts?.dead === true ? (
            <span className="text-[11px] text-text-2">gone</span>
          ) : (
            card.health === 'idle' && (
              <span className="inline-flex items-center gap-0.5 text-[11px] text-text-2">
                <Minus aria-hidden="true" className="size-2.5" strokeWidth={3} />
                idle
              </span>
            )
          )}
        </span>
      </span>
      <Corner card={card} match={match} className="absolute top-[5px] right-[6px] size-[13px]" />
    </>
  );
}

/** Up to three; the rest is counted. */
function Badges({ badges }: { readonly badges: readonly CardBadge[] }) {
  return (
    <>
      {badges.slice(0, MOST_BADGES).map((badge) => {
        const Icon = badgeIcon(badge.kind);
        const tone = badge.kind === 'missingSidecar' || badge.active ? 'text-degraded' : 'text-text-2';
        return (
          <Icon key={badge.kind} aria-hidden="true" className={classNames('size-[11px] shrink-0', tone)} />
        );
      })}
      {badges.length > MOST_BADGES && (
        <span className="text-[11px] text-text-2">+{badges.length - MOST_BADGES}</span>
      )}
    </>
  );
}

/** One line whose one icon is the health before it is the kind; the type grows as the picture gets smaller, to stay readable. */
function MiddleContent({ card, match }: ContentProps) {
  const Icon = cardIcon(card);
  const name = card.node?.name ?? card.name;
  const unwell = card.health === 'failing' || card.health === 'degraded';
  const plain = card.kind === 'app' || card.kind === 'workload';
  const version = card.kind === 'gateway' ? null : (card.node?.version ?? null);
  // The name is what it is known by: the version stands there only when it takes nothing from the name.
  const fits =
    version !== null && name.length * 8 + version.length * 7.5 + (unwell || !plain ? 54 : 30) <= card.width;
  return (
    <>
      {card.change !== null ? (
        <ChangeIcon kind={card.change} className="size-4" />
      ) : unwell ? (
        <HealthIcon kind={card.health} label="" className="!size-[17px]" />
      ) : plain ? null : (
        <Icon aria-hidden="true" className="size-4 text-text-2" strokeWidth={1.75} />
      )}
      <span className="min-w-0 flex-1 truncate font-medium text-[length:min(17px,calc(10.5px*var(--unzoom)))] leading-6 tracking-[-0.02em]">
        {name}
      </span>
      {fits && <span className="shrink-0 text-[13px] text-text-2 leading-6">{version}</span>}
      {card.alert !== null && <AlertIcon state={card.alert.state} className="size-4" />}
      {match !== 'none' && <Search aria-hidden="true" className="size-3.5 text-accent" strokeWidth={2.5} />}
    </>
  );
}

function Corner({ card, match, className }: ContentProps & { readonly className: string }) {
  if (match !== 'none')
    return <Search aria-hidden="true" className={classNames(className, 'text-accent')} strokeWidth={2.5} />;
  if (card.health !== 'failing' && card.health !== 'degraded') return null;
  return <HealthIcon kind={card.health} label="" className={classNames(className, '!size-[13px]')} />;
}

/** `reviews v2, bookinfo, degraded, 4.10 rps, circuit breaker`. */
export function spokenCard({
  name,
  node,
  stack,
  health,
  badges,
  rank,
  change,
  changes,
  alert,
}: CardModel): string {
  const traffic = node ?? stack;
  const rate = traffic.incoming?.requestsPerSecond ?? traffic.outgoing?.requestsPerSecond ?? null;
  return [
    name,
    stack === null ? node.namespace : `folded ${stack.kind} of ${stack.members} nodes`,
    health,
    rate === null ? null : quantityText(rate, 'rps'),
    change,
    changes === null || changes.new === 0 ? null : `${changes.new} new`,
    changes === null || changes.gone === 0 ? null : `${changes.gone} gone`,
    rank === null ? null : `rank ${rank}`,
    alert === null ? null : alertWords(alert),
    node?.outside === true ? 'outside the chosen namespaces' : null,
    ...badges.map((badge) => badgeName(badge).toLowerCase()),
  ]
    .filter(Boolean)
    .join(', ');
}
