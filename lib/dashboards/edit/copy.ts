/** New dashboards and copies of others. Pure. */
import {
  DASHBOARD_FORMAT,
  DASHBOARD_VERSION,
  type Dashboard,
  dashboardSchema,
} from '@/lib/dashboards/model/dashboard';

/** What an address can hold, made of a title. */
export function uidOfTitle(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 56)
    .replace(/-+$/, '');
  return slug === '' ? 'dashboard' : slug;
}

/** The uid of the title, with a number behind it where it is taken. */
export function freeUid(title: string, taken: ReadonlySet<string>): string {
  const uid = uidOfTitle(title);
  if (!taken.has(uid)) return uid;
  for (let at = 2; ; at += 1) {
    const numbered = `${uid}-${at}`;
    if (!taken.has(numbered)) return numbered;
  }
}

/** A dashboard without panels. */
export function newDashboard(title: string, taken: ReadonlySet<string>): Dashboard {
  return dashboardSchema.parse({
    format: DASHBOARD_FORMAT,
    version: DASHBOARD_VERSION,
    uid: freeUid(title, taken),
    title,
    sections: [{ title: null, panels: [] }],
  });
}

/** The same dashboard under another title; it is not one that comes with the console. */
export function copyOf(dashboard: Dashboard, title: string, taken: ReadonlySet<string>): Dashboard {
  return {
    ...dashboard,
    uid: freeUid(title, taken),
    title,
    tags: dashboard.tags.filter((tag) => tag !== 'built-in'),
  };
}
