/** The columns of each section's table, in order. */
import type { SectionAnswer } from '@/lib/proxies/contract';

export interface SectionColumn {
  readonly id: string;
  readonly title: string;
  readonly right?: boolean;
  /** Unix seconds. */
  readonly instant?: boolean;
  readonly mono?: boolean;
}

type Section = SectionAnswer['section'];

const text = (id: string, title: string): SectionColumn => ({ id, title });
const number = (id: string, title: string): SectionColumn => ({ id, title, right: true });
const mono = (id: string, title: string): SectionColumn => ({ id, title, mono: true });
const instant = (id: string, title: string): SectionColumn => ({ id, title, instant: true });

export const SECTION_COLUMNS: Readonly<Record<Section, readonly SectionColumn[]>> = {
  clusters: [
    text('name', 'Service or cluster'),
    number('port', 'Port'),
    text('subset', 'Subset'),
    text('direction', 'Direction'),
    text('type', 'Discovery'),
    text('tls', 'TLS'),
    text('connectTimeout', 'Connect within'),
  ],
  endpoints: [
    mono('address', 'Address'),
    text('cluster', 'Service or cluster'),
    number('port', 'Port'),
    text('subset', 'Subset'),
    text('health', 'Health'),
    number('requests', 'Requests'),
    number('failed', 'Failed'),
    number('active', 'Active'),
  ],
  listeners: [
    text('name', 'Listener'),
    mono('address', 'Address'),
    number('port', 'Port'),
    text('direction', 'Direction'),
    number('chains', 'Chains'),
    text('leadsTo', 'Leads to'),
  ],
  routes: [
    text('table', 'Table'),
    text('host', 'Host'),
    text('name', 'Route'),
    text('match', 'Takes'),
    text('action', 'Does'),
    text('timeout', 'Timeout'),
    number('retries', 'Retries'),
  ],
  secrets: [
    text('use', 'Use'),
    mono('identity', 'Identity'),
    mono('serial', 'Serial'),
    instant('validFrom', 'Valid from'),
    instant('validUntil', 'Valid until'),
  ],
  bootstrap: [text('group', 'Part'), text('name', 'Name'), mono('value', 'Value')],
  workloads: [
    text('name', 'Pod'),
    text('namespace', 'Namespace'),
    mono('address', 'Address'),
    text('node', 'Node'),
    text('protocol', 'Protocol'),
    text('waypoint', 'Waypoint'),
    text('status', 'State'),
  ],
  services: [
    text('name', 'Service'),
    text('namespace', 'Namespace'),
    text('host', 'Host'),
    mono('address', 'Address'),
    text('waypoint', 'Waypoint'),
    number('endpoints', 'Endpoints'),
  ],
  policies: [
    text('name', 'Policy'),
    text('namespace', 'Namespace'),
    text('scope', 'Scope'),
    text('action', 'Action'),
    number('rules', 'Rules'),
  ],
  certificates: [
    mono('identity', 'Identity'),
    text('state', 'State'),
    number('certificates', 'Certificates'),
    instant('validUntil', 'Valid until'),
  ],
};
