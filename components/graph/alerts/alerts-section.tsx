'use client';
/** Alerts of what the panel is about; nothing where there are none. */
import dynamic from 'next/dynamic';
import { useContext } from 'react';
import { Section } from '@/components/graph/panel/parts';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { RaisedAlert } from '@/lib/insight/raised-alerts/contract';
import { AlertsContext } from './alerts-context';
import { alertsDrawnAs } from './mark-alerts';

const RaisedList = dynamic(
  () => import('@/components/alerts/raised-list').then((module) => module.RaisedList),
  { ssr: false },
);

export function AlertsSection({ kind, id }: { readonly kind: 'node' | 'edge'; readonly id: string }) {
  const { nodes, edges } = useContext(AlertsContext);
  return <Listed alerts={(kind === 'node' ? nodes : edges).get(id) ?? []} note="" />;
}

/** Of a folded box, or of an edge that stands for several: all that is said of what it stands for, each once. */
export function FoldedAlertsSection({ id, drawnAs }: Pick<ViewGraph, 'drawnAs'> & { readonly id: string }) {
  const { nodes, edges } = useContext(AlertsContext);
  const alerts = alertsDrawnAs(id, [...nodes, ...edges], drawnAs);
  return <Listed alerts={alerts} note="of what is folded" />;
}

/** Of the whole: what is said of namespaces, or of what is not in the picture. */
export function AlertsElsewhere() {
  return (
    <Listed alerts={useContext(AlertsContext).elsewhere} note="of namespaces and of what is not drawn" />
  );
}

function Listed({ alerts, note }: { readonly alerts: readonly RaisedAlert[]; readonly note: string }) {
  if (alerts.length === 0) return null;
  return (
    <Section id="alerts" title="Alerts" note={note}>
      <RaisedList alerts={alerts} />
    </Section>
  );
}
