'use client';
/** Says why there is no traffic and offers the one thing that helps. */
import { Radar } from 'lucide-react';
import { CheckLink } from '@/components/shell/check-link';
import type { Scope } from '@/components/shell/scope';
import { scopeWindowSeconds, spanText } from '@/components/shell/window-presets';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { GraphAnswer } from '@/lib/graph/contract';

/** An hour is more than the longest of the usual incidents' beginnings; what is offered when nothing was called. */
const LONGER_SECONDS = 6 * 3600;

export function NothingSeen({ answer, scope }: { answer: GraphAnswer; scope: Scope }) {
  const span =
    scope.window.kind === 'last' ? `the last ${spanText(scopeWindowSeconds(scope.window))}` : 'this window';
  const elsewhere = scope.namespaces !== null && answer.namespaces.length > 0;
  return (
    <Card className="grid min-h-80 place-items-center">
      <EmptyState
        icon={<Radar />}
        title={elsewhere ? `No traffic in ${scope.namespaces?.join(', ')}` : `No traffic in ${span}`}
        action={
          elsewhere ? (
            <Button variant="primary" onClick={() => scope.set({ namespaces: null })}>
              Show all namespaces
            </Button>
          ) : (
            <>
              <Button
                variant="primary"
                onClick={() => scope.set({ window: { kind: 'last', seconds: LONGER_SECONDS } })}
              >
                Look at the last {spanText(LONGER_SECONDS)}
              </Button>
              <CheckLink />
            </>
          )
        }
      >
        {elsewhere
          ? `${answer.namespaces.length} other namespaces had traffic in this window.`
          : 'Prometheus answers, but holds no Istio metrics for this window. The mesh may have been idle, or its proxies are not scraped.'}
      </EmptyState>
    </Card>
  );
}
