'use client';
/** What can be done with one node, box or edge. Loaded when it is first asked for. */
import type { Route } from 'next';
import Link from 'next/link';
import { useRef } from 'react';
import type { CardModel, GraphElements } from '@/components/graph/elements';
import type { GraphTarget } from '@/components/graph/emphasis';
import type { GraphActions } from '@/components/graph/graph-actions';
import type { LineModel } from '@/components/graph/lines/line-model';
import { calledService, spanService } from '@/components/graph/panel/hosts';
import { nodePageHref } from '@/components/inventory/links';
import { useScopedHref } from '@/components/shell/scope';
import { MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { MenuSurface } from '@/components/ui/surfaces';
import { useToast } from '@/components/ui/toast';
import type { GraphNode } from '@/lib/graph/contract';

export interface ContextPlace {
  readonly target: GraphTarget;
  /** In pixels of the picture. */
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuProps {
  readonly place: ContextPlace;
  readonly elements: GraphElements;
  readonly actions: GraphActions;
  /** The node where a path was begun. */
  readonly pathFrom: string | null;
  readonly only: 'errors' | 'slow' | null;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

export function ContextMenu(props: ContextMenuProps) {
  const { place, elements, onClose } = props;
  const anchor = useRef<HTMLElement>(null);
  const { kind, id } = place.target;
  const card = kind === 'node' ? elements.cards.find((one) => one.id === id) : undefined;
  const line = kind === 'edge' ? elements.lines.find((one) => one.id === id) : undefined;
  const name = card?.name ?? line?.name;
  return (
    <>
      <span
        ref={anchor}
        id="graph-context-place"
        aria-hidden="true"
        className="absolute size-px"
        style={{ left: place.x, top: place.y }}
      />
      {name !== undefined && (
        <MenuSurface
          // A new place is a new menu: it stands where the pointer is.
          key={`${id} ${place.x} ${place.y}`}
          open
          onOpenChange={(open) => !open && onClose()}
          anchor={anchor}
          id="graph-context-menu"
          labelledBy="graph-context-place"
          className="min-w-56"
        >
          <MenuLabel>{name}</MenuLabel>
          {card !== undefined && <CardItems {...props} card={card} />}
          {line !== undefined && <LineItems {...props} line={line} />}
        </MenuSurface>
      )}
    </>
  );
}

function CardItems({ card, ...props }: ContextMenuProps & { readonly card: CardModel }) {
  const { actions, onOpen, pathFrom } = props;
  const { id } = card;
  const box = card.box;
  return (
    <>
      <MenuItem
        hint="Enter"
        onSelect={() => {
          actions.select({ kind: 'node', id });
          onOpen();
        }}
      >
        Details
      </MenuItem>
      {card.stack !== null && <MenuItem onSelect={() => actions.fold(id, false)}>Unfold</MenuItem>}
      {card.node !== null && (
        <>
          <MenuSeparator />
          <MenuItem hint="its callers and callees" onSelect={() => actions.focus(id, '1')}>
            Focus, one call around
          </MenuItem>
          <MenuItem onSelect={() => actions.focus(id, '2')}>Focus, two calls around</MenuItem>
          {pathFrom !== null && pathFrom !== id && (
            <MenuItem onSelect={() => actions.path(pathFrom, id)}>Path to here</MenuItem>
          )}
          <MenuItem hint="choose the end next" onSelect={() => actions.startPath(id)}>
            Path from here to…
          </MenuItem>
        </>
      )}
      <FilterItems {...props} />
      {box !== null && <MenuItem onSelect={() => actions.fold(box, true)}>Fold the box around it</MenuItem>}
      {card.node !== null && <MenuItem onSelect={() => actions.hide(id)}>Hide this</MenuItem>}
      {card.node !== null && <Links node={card.node} failed={card.health === 'failing'} />}
      <CopyLink target={{ kind: 'node', id }} />
    </>
  );
}

function LineItems({ line, ...props }: ContextMenuProps & { readonly line: LineModel }) {
  const { actions, elements, onOpen } = props;
  const node = (id: string) => elements.cards.find((card) => card.id === id)?.node ?? null;
  const source = node(line.source);
  const target = node(line.target);
  return (
    <>
      <MenuItem
        onSelect={() => {
          actions.select({ kind: 'edge', id: line.id });
          onOpen();
        }}
      >
        Details
      </MenuItem>
      <MenuSeparator />
      {source !== null && (
        <MenuItem onSelect={() => actions.focus(line.source, '1')}>Focus on the caller</MenuItem>
      )}
      {target !== null && (
        <MenuItem onSelect={() => actions.focus(line.target, '1')}>Focus on the callee</MenuItem>
      )}
      {source !== null && target !== null && source !== target && (
        <MenuItem onSelect={() => actions.path(line.source, line.target)}>
          All paths between its ends
        </MenuItem>
      )}
      <FilterItems {...props} />
      <MenuItem onSelect={() => actions.hide(line.id)}>Hide this</MenuItem>
      {target !== null && <Links node={target} failed={line.failedShare > 0} />}
      <CopyLink target={{ kind: 'edge', id: line.id }} />
    </>
  );
}

function FilterItems({ actions, only }: Pick<ContextMenuProps, 'actions' | 'only'>) {
  return (
    <>
      <MenuSeparator />
      <MenuItem onSelect={() => actions.only(only === 'errors' ? null : 'errors')}>
        {only === 'errors' ? 'Not only errors' : 'Only errors'}
      </MenuItem>
      <MenuItem onSelect={() => actions.only(only === 'slow' ? null : 'slow')}>
        {only === 'slow' ? 'Not only slow' : 'Only slow'}
      </MenuItem>
      <MenuSeparator />
    </>
  );
}

function Links({ node, failed }: { readonly node: GraphNode; readonly failed: boolean }) {
  const scoped = useScopedHref();
  const service = spanService(node);
  const ruled = calledService(node, node.incoming?.codes ?? []);
  const traces =
    service === null ? null : new URLSearchParams({ service, ...(failed ? { errors: 'true' } : {}) });
  return (
    <>
      <MenuSeparator />
      {pageLinks(node).map(([words, href]) => (
        <MenuItem key={words} asChild>
          <Link href={scoped(href) as Route}>{words}</Link>
        </MenuItem>
      ))}
      {traces !== null && (
        <MenuItem asChild>
          <Link href={scoped(`/traces?${traces}`) as Route}>
            {failed ? 'Open failed traces' : 'Open traces'}
          </Link>
        </MenuItem>
      )}
      {ruled !== null && (
        <MenuItem asChild>
          <Link href={scoped(`/config?q=${encodeURIComponent(ruled.name)}`) as Route}>
            Open configuration
          </Link>
        </MenuItem>
      )}
    </>
  );
}

/** What the inventory has of it; only workloads write logs. */
function pageLinks(node: GraphNode): [words: string, href: string][] {
  const page = nodePageHref(node);
  if (page === null) return [];
  const hasLogs = node.workload !== null && node.kind !== 'service' && node.kind !== 'external';
  return [
    ['Open its page', page],
    ['Open its metrics', `${page}?tab=metrics`],
    ...(hasLogs ? [['Open its logs', `${page}?tab=logs`] as [string, string]] : []),
  ];
}

function CopyLink({ target }: { readonly target: GraphTarget }) {
  const toast = useToast();
  const copy = async () => {
    const url = new URL(window.location.href);
    url.searchParams.delete(target.kind === 'node' ? 'edge' : 'node');
    url.searchParams.set(target.kind, target.id);
    try {
      await navigator.clipboard.writeText(url.href);
      toast({ title: 'Link copied', tone: 'healthy' });
    } catch {
      toast({
        title: 'The browser did not let us copy',
        description: 'It allows that only over https or on localhost.',
        tone: 'failing',
      });
    }
  };
  return <MenuItem onSelect={() => void copy()}>Copy link</MenuItem>;
}
