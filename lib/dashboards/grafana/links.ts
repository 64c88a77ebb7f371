/** Links of panels, values and dashboards. */
import type { z } from 'zod';
import type { DashboardLink, dashboardLinkSchema, Link } from '@/lib/dashboards/model/link';
import { defined, flagAt, isObject, type Json, textAt, textsAt } from './loose';

export function importLinks(values: readonly unknown[]): Link[] | undefined {
  const links = values.filter(isObject).flatMap((link) => {
    const url = textAt(link, 'url') ?? '';
    if (url === '') return [];
    return [{ title: textAt(link, 'title') ?? url, url, newTab: flagAt(link, 'targetBlank') ?? false }];
  });
  return links.length === 0 ? undefined : links.slice(0, 50);
}

export function importDashboardLinks(values: readonly Json[]): DashboardLink[] {
  return values.flatMap((link): DashboardLink[] => {
    const common = {
      title: textAt(link, 'title') ?? '',
      newTab: flagAt(link, 'targetBlank') ?? false,
      keepTime: flagAt(link, 'keepTime') ?? false,
      includeVariables: flagAt(link, 'includeVars') ?? false,
    };
    if (textAt(link, 'type') === 'dashboards') {
      const tags = [...textsAt(link, 'tags')];
      return [{ ...common, type: 'dashboards' as const, tags, asMenu: flagAt(link, 'asDropdown') ?? false }];
    }
    const url = textAt(link, 'url') ?? '';
    return url === ''
      ? []
      : [{ ...common, type: 'url' as const, url, tooltip: textAt(link, 'tooltip') ?? '' }];
  });
}

export function exportDashboardLink(link: z.output<typeof dashboardLinkSchema>): Json {
  const { title, newTab, keepTime, includeVariables } = link;
  const common = {
    title,
    targetBlank: newTab,
    keepTime,
    includeVars: includeVariables,
    icon: 'external link',
  };
  return link.type === 'url'
    ? { ...common, type: 'link', url: link.url, tooltip: link.tooltip, tags: [], asDropdown: false }
    : { ...common, type: 'dashboards', url: '', tooltip: '', tags: link.tags, asDropdown: link.asMenu };
}

export function exportLink({ title, url, newTab }: Link): Json {
  return defined({ title, url, targetBlank: newTab });
}
