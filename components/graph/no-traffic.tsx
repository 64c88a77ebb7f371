'use client';
/** An empty graph says why, and offers the one thing that helps. */
import { GitCompareArrows, Waypoints } from 'lucide-react';
import { CheckLink } from '@/components/shell/check-link';
import type { Scope } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { GraphAnswer } from '@/lib/graph/contract';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import { type GraphView, protocols } from './view-state';

export interface NoTrafficProps {
  readonly answer: GraphAnswer;
  readonly shown: Pick<ViewGraph, 'leftOut'>;
  readonly scope: Scope;
  readonly view: GraphView;
  readonly onChange: (change: Partial<GraphView>) => void;
}

const HOUR = 3600;

export function NoTraffic({ answer, shown, scope, view, onChange }: NoTrafficProps) {
  if (shown.leftOut.nodes > 0) {
    return view.before !== null && view.changedOnly ? (
      <NothingChanged onChange={onChange} />
    ) : (
      <AllLeftOut count={shown.leftOut.nodes} onChange={onChange} />
    );
  }
  const elsewhere = answer.namespaces.filter(({ name }) => scope.namespaces?.includes(name) !== true);
  const span = windowText(answer.window.toSeconds - answer.window.fromSeconds);
  if (scope.namespaces !== null && elsewhere.length > 0) {
    return (
      <Centred>
        <EmptyState
          icon={<Waypoints />}
          title={`No traffic in ${scope.namespaces.join(', ')} in ${span}`}
          action={
            <Button variant="primary" onClick={() => scope.set({ namespaces: null })}>
              Show all namespaces
            </Button>
          }
        >
          There is traffic in{' '}
          {elsewhere
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', ')}
          {elsewhere.length > 3 ? ` and ${elsewhere.length - 3} more` : ''}.
        </EmptyState>
      </Centred>
    );
  }
  const short = scope.window.kind === 'last' && scope.window.seconds < HOUR;
  return (
    <Centred>
      <EmptyState
        icon={<Waypoints />}
        title={`No traffic in ${span}`}
        action={
          <>
            {short ? (
              <Button
                variant="primary"
                onClick={() => scope.set({ window: { kind: 'last', seconds: HOUR } })}
              >
                Look at the last hour
              </Button>
            ) : view.idle ? null : (
              <Button variant="primary" onClick={() => onChange({ idle: true, idleNodes: true })}>
                Show what is idle
              </Button>
            )}
            <CheckLink />
          </>
        }
      >
        Prometheus answered, but holds no request or TCP connection of Istio’s proxies in this window. Proxies
        report only what passes through them.
      </EmptyState>
    </Centred>
  );
}

function NothingChanged({ onChange }: Pick<NoTrafficProps, 'onChange'>) {
  return (
    <Centred>
      <EmptyState
        icon={<GitCompareArrows />}
        title="Nothing changed between the two moments"
        action={
          <Button variant="primary" onClick={() => onChange({ changedOnly: false })}>
            Show what stayed the same
          </Button>
        }
      >
        No difference is above the thresholds, and only changes are shown.
      </EmptyState>
    </Centred>
  );
}

/** There is traffic, but filters, focus and hiding leave nothing of it. */
function AllLeftOut({ count, onChange }: { readonly count: number } & Pick<NoTrafficProps, 'onChange'>) {
  const everything: Partial<GraphView> = {
    focus: null,
    from: null,
    to: null,
    only: null,
    hidden: [],
    hide: '',
    protocols,
  };
  return (
    <Centred>
      <EmptyState
        icon={<Waypoints />}
        title="Everything is left out"
        action={
          <Button variant="primary" onClick={() => onChange(everything)}>
            Show all again
          </Button>
        }
      >
        Filters, focus and hiding leave nothing of {count} nodes.
      </EmptyState>
    </Centred>
  );
}

function Centred({ children }: { readonly children: React.ReactNode }) {
  return <div className="absolute inset-0 grid place-items-center bg-canvas">{children}</div>;
}

function windowText(seconds: number): string {
  if (seconds % 86_400 === 0) return seconds === 86_400 ? 'the last day' : `these ${seconds / 86_400} days`;
  if (seconds >= 2 * HOUR) return `these ${Math.round(seconds / HOUR)} hours`;
  return `these ${Math.max(1, Math.round(seconds / 60))} minutes`;
}
