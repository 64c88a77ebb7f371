/** Everything behind the login: the session is asked for here, the frame stands around the page. */
import type { ReactNode } from 'react';
import { Frame } from '@/components/shell/frame';
import { requireSession } from '@/lib/access/page-session';
import { environment } from '@/lib/environment';
import { sourcesFor } from '@/lib/sources';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { identity } = await requireSession();
  const sources = sourcesFor(identity);
  const settings = {
    scrapeIntervalSeconds: await sources.scrapeIntervalSeconds(),
    retentionSeconds: await sources.retentionSeconds(),
    instance: environment().instance,
    user: identity.name,
    clusters: sources.clusters,
  };
  return <Frame settings={settings}>{children}</Frame>;
}
