/** Where each source is, as an operator set it: without credentials, which an address may hold. */
import 'server-only';
import type { Environment } from '@/lib/environment';

export interface SourceAddress {
  readonly source: string;
  readonly address: string;
}

export function sourceAddresses({
  prometheus,
  jaeger,
  configFolder,
  settingsFile,
}: Pick<Environment, 'prometheus' | 'jaeger' | 'configFolder' | 'settingsFile'>): SourceAddress[] {
  return [
    { source: 'Prometheus', address: plain(prometheus.url) },
    ...(jaeger === null ? [] : [{ source: 'Jaeger', address: plain(jaeger.url) }]),
    ...(configFolder === null ? [] : [{ source: 'Manifests', address: configFolder }]),
    ...(settingsFile === null ? [] : [{ source: 'Settings file', address: settingsFile }]),
  ];
}

function plain({ origin, pathname }: URL): string {
  return `${origin}${pathname === '/' ? '' : pathname}`;
}
