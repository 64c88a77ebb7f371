'use client';
/** What it is made of, what rules it, and whom it talks to. */
import { EventsCard } from '@/components/events/events-card';
import type { SubjectAnswer } from '@/lib/insight/inventory/subject-contract';
import { AlertsCard } from './alerts-card';
import { AppliesCard } from './applies-card';
import { LabelsCard } from './labels-card';
import { NeighbourPicture } from './neighbour-picture';
import { PodsCard } from './pods-card';
import { RowsCard } from './rows-card';
import { EndpointsCard, PortsCard } from './service-cards';

export function OverviewTab({ subject }: { subject: SubjectAnswer }) {
  const { kind, row, workloads, services, applications, service, pods } = subject;
  return (
    <div className="grid items-start gap-3 p-3 xl:grid-cols-[minmax(0,1fr)_minmax(380px,460px)]">
      <div className="grid min-w-0 gap-3">
        <NeighbourPicture subject={subject} />
        {kind === 'namespaces' && <RowsCard kind="applications" rows={applications} />}
        {workloads.length > 0 && <RowsCard kind="workloads" rows={workloads} />}
        {services.length > 0 && <RowsCard kind="services" rows={services} />}
        <AppliesCard subject={subject} />
      </div>
      <div className="grid min-w-0 gap-3">
        <AlertsCard subject={subject} />
        {kind !== 'namespaces' && row.type !== 'External' && <PodsCard pods={pods} replicas={row.replicas} />}
        {subject.object !== null && <EventsCard about={subject.object} />}
        {service !== null && <PortsCard ports={service.ports} />}
        {service !== null && <EndpointsCard endpoints={service.endpoints} />}
        <LabelsCard subject={subject} />
      </div>
    </div>
  );
}
