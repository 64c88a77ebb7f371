'use client';
/** Alerts that name it or what belongs to it; nothing where there are none. */
import { useQuery } from '@tanstack/react-query';
import { RaisedList } from '@/components/alerts/raised-list';
import { raisedAlertsQuery } from '@/components/alerts/raised-query';
import { useScope } from '@/components/shell/scope';
import { Card } from '@/components/ui/card';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { alertsAbout } from '@/lib/insight/raised-alerts/about';

export function AlertsCard({ subject }: { readonly subject: SubjectAnswer }) {
  const { data } = useQuery(raisedAlertsQuery(useScope()));
  const { kind, row, services, workloads } = subject;
  const alerts = alertsAbout(data?.alerts ?? [], {
    kind,
    namespace: row.namespace,
    name: row.name,
    services: services.map(({ name }) => name),
    workloads: workloads.map(({ name }) => name),
  });
  if (alerts.length === 0) return null;
  return (
    <Card aria-label="Alerts" className="grid gap-1 px-3 py-2">
      <h2 className="font-semibold text-sm">Alerts</h2>
      <RaisedList alerts={alerts} />
    </Card>
  );
}
