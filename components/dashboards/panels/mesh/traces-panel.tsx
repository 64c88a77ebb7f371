'use client';
/** The way to the traces of a service, with the panel's search and time. */
import { ChartGantt } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { Button } from '@/components/ui/button';
import type { Panel } from '@/lib/dashboards/model/panel';

export function TracesPanel({ panel }: { readonly panel: Extract<Panel, { type: 'traces' }> }) {
  const put = usePutIn();
  const { plan } = useDashboard();
  const service = put(panel.service, 'text');
  const asked = new URLSearchParams({
    from: String(Math.round(plan.window.fromMs / 1000)),
    to: String(Math.round(plan.window.toMs / 1000)),
  });
  if (service !== '') asked.set('service', service);
  return (
    <PanelNote>
      <Button asChild>
        <Link href={`/traces?${asked}` as Route} prefetch={false}>
          <ChartGantt aria-hidden="true" />
          Open the traces{service === '' ? '' : ` of ${service}`}
        </Link>
      </Button>
    </PanelNote>
  );
}
