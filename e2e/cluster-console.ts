/** A console over a real API server into which people sign in with their own token. */
import type { Page } from '@playwright/test';
import { type ConsoleServer, startConsole } from '@/bench/console-server';
import type { KubernetesServer } from './servers/kubernetes/start';

/** `settings` besides those of the cluster and of signing in. */
export async function startClusterConsole(
  cluster: KubernetesServer,
  settings: Readonly<Record<string, string>>,
): Promise<ConsoleServer> {
  return startConsole({
    PERIPLUS_KUBERNETES: 'kubeconfig',
    PERIPLUS_KUBECONFIG: await cluster.kubeconfig(cluster.adminToken, 'console'),
    PERIPLUS_SESSION_SECRET: 'a secret of the browser tests, 0123456789',
    PERIPLUS_DEMO_LOGIN: '',
    PERIPLUS_LOGIN: 'token',
    ...settings,
  });
}

/** Presses the button; what is there then is for the caller to wait for. `next` is the page to arrive at. */
export async function signInWithToken(
  page: Page,
  server: ConsoleServer,
  token: string,
  next: string,
): Promise<void> {
  await page.goto(`${server.url}/login?next=${encodeURIComponent(next)}`);
  await page.getByLabel('Token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
