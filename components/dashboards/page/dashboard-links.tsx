'use client';
/** Links in the head of a dashboard: to addresses, and to dashboards by their tags. */
import { useQuery } from '@tanstack/react-query';
import { ExternalLink, LayoutDashboard } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { dashboardListQuery } from '@/components/dashboards/data/dashboard-queries';
import { safeHref } from '@/components/dashboards/panels/safe-href';
import { usePutIn } from '@/components/dashboards/view/use-put-in';
import { Button } from '@/components/ui/button';
import type { Dashboard } from '@/lib/dashboards/model/dashboard';
import type { DashboardLink } from '@/lib/dashboards/model/link';

export function DashboardLinks({ dashboard }: { readonly dashboard: Dashboard }) {
  const wantsList = dashboard.links.some(({ type }) => type === 'dashboards');
  const list = useQuery({ ...dashboardListQuery, enabled: wantsList });
  const put = usePutIn();
  const query = useSearchParams();
  return dashboard.links.map((link) => {
    const kept = keptQuery(link, query);
    if (link.type === 'url') {
      const href = safeHref(put(link.url, 'url'));
      if (href === null) return null;
      return (
        <Button key={`${link.title} ${link.url}`} asChild variant="quiet">
          <a
            href={kept === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${kept}`}
            title={link.tooltip}
            target={link.newTab ? '_blank' : '_self'}
            rel="noreferrer noopener"
          >
            <ExternalLink aria-hidden="true" />
            {put(link.title)}
          </a>
        </Button>
      );
    }
    const found = (list.data?.dashboards ?? []).filter(
      ({ uid, tags }) => uid !== dashboard.uid && link.tags.every((tag) => tags.includes(tag)),
    );
    return found.slice(0, 12).map(({ uid, title }) => (
      <Button key={`${link.title} ${uid}`} asChild variant="quiet">
        <Link href={`/dashboards/${uid}${kept === '' ? '' : `?${kept}`}` as Route} prefetch={false}>
          <LayoutDashboard aria-hidden="true" />
          {title}
        </Link>
      </Button>
    ));
  });
}

function keptQuery({ keepTime, includeVariables }: DashboardLink, query: URLSearchParams): string {
  const kept = [...query].filter(
    ([name]) =>
      (keepTime && ['from', 'to', 'last'].includes(name)) || (includeVariables && name.startsWith('var-')),
  );
  return new URLSearchParams(kept).toString();
}
