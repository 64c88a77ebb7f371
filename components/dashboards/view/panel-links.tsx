'use client';
/** Ways from a panel: its queries in Explore, the graph and traces of the same time, and the links that it carries itself. */
import { ChartGantt, ExternalLink, Telescope, Waypoints } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { safeHref } from '@/components/dashboards/panels/safe-href';
import { exploreHref } from '@/components/explore/explore-link';
import { MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { planPanel } from '@/lib/dashboards/plan/plan-panel';
import { useDashboard } from './dashboard-context';
import { meshLinks } from './mesh-links';
import { usePutIn } from './use-put-in';

export function PanelLinks({ panel }: { readonly panel: AskingPanel }) {
  const { plan } = useDashboard();
  const put = usePutIn();
  const queries = queriesOf(panel, plan);
  const window = {
    fromSeconds: Math.floor(plan.window.fromMs / 1000),
    toSeconds: Math.ceil(plan.window.toMs / 1000),
  };
  const { graph, traces } = meshLinks(plan.chosen, window);
  const links = panel.links.flatMap(({ title, url, newTab }) => {
    const href = safeHref(put(url, 'url'));
    return href === null ? [] : [{ title: put(title), href, newTab }];
  });
  return (
    <>
      <MenuSeparator />
      {queries.length > 0 && (
        <MenuItem icon={<Telescope aria-hidden="true" />} asChild>
          <Link href={exploreHref({ queries, window }) as Route} prefetch={false}>
            Open in Explore
          </Link>
        </MenuItem>
      )}
      <MenuItem icon={<Waypoints aria-hidden="true" />} asChild>
        <Link href={graph as Route} prefetch={false}>
          Graph of this time
        </Link>
      </MenuItem>
      <MenuItem icon={<ChartGantt aria-hidden="true" />} asChild>
        <Link href={traces as Route} prefetch={false}>
          Traces of this time
        </Link>
      </MenuItem>
      {links.map(({ title, href, newTab }) => (
        <MenuItem key={`${title} ${href}`} icon={<ExternalLink aria-hidden="true" />} asChild>
          <a href={href} target={newTab ? '_blank' : '_self'} rel="noreferrer noopener">
            {title === '' ? href : title}
          </a>
        </MenuItem>
      ))}
    </>
  );
}

/** As they would be sent for a chart of usual width. */
function queriesOf(panel: AskingPanel, plan: ReturnType<typeof useDashboard>['plan']): readonly string[] {
  try {
    const planned = planPanel(panel, { ...plan, width: 600 });
    if (planned.kind !== 'asks') return [];
    return planned.targets.flatMap(({ requests }) => requests.slice(0, 1).map(({ expr }) => expr));
  } catch {
    // What the panel says of the query that is no PromQL stands in the panel itself.
    return [];
  }
}
