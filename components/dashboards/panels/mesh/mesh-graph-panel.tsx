'use client';
/** The way to the graph of this console, with the panel's namespaces and time. */
import { Waypoints } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { PanelNote } from '@/components/dashboards/panels/panel-note';
import { useDashboard } from '@/components/dashboards/view/dashboard-context';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { Button } from '@/components/ui/button';
import type { Panel } from '@/lib/dashboards/model/panel';

export function MeshGraphPanel({ panel }: { readonly panel: Extract<Panel, { type: 'servicegraph' }> }) {
  const put = usePutIn();
  const { plan } = useDashboard();
  const namespaces = put(panel.namespaces, 'text')
    .split(/[\s,|+(){}]+/)
    .filter((name) => name !== '');
  const asked = new URLSearchParams({
    from: String(Math.round(plan.window.fromMs / 1000)),
    to: String(Math.round(plan.window.toMs / 1000)),
  });
  if (namespaces.length > 0) asked.set('namespaces', namespaces.join(','));
  return (
    <PanelNote>
      <Button asChild>
        <Link href={`/graph?${asked}` as Route} prefetch={false}>
          <Waypoints aria-hidden="true" />
          Open the graph{namespaces.length === 0 ? '' : ` of ${namespaces.slice(0, 3).join(', ')}`}
        </Link>
      </Button>
    </PanelNote>
  );
}
