/** Everything behind the login: the session is asked for here, the frame stands around the page. */
import type { ReactNode } from 'react';
import { Frame } from '@/components/shell/frame';
import { requireSession } from '@/lib/access/page-session';
import { environment } from '@/lib/environment';
import { sources } from '@/lib/sources';

/** Milliseconds that a page waits to learn how often the mesh is scraped; a Prometheus that is down must not hold it up. */
const PATIENCE_MS = 400;
/** Prometheus' own default is a minute, Istio's addon uses 15 s: the server checks every window by the true one. */
const LIKELY_SCRAPE_INTERVAL_SECONDS = 15;

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireSession();
  const { instance } = environment();
  const settings = { scrapeIntervalSeconds: await scrapeInterval(), instance };
  return <Frame settings={settings}>{children}</Frame>;
}

async function scrapeInterval(): Promise<number> {
  const late = new Promise<number>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, LIKELY_SCRAPE_INTERVAL_SECONDS);
  });
  const told = sources()
    .scrapeIntervalSeconds()
    .catch(() => LIKELY_SCRAPE_INTERVAL_SECONDS);
  return Promise.race([told, late]);
}
