/** What a proxy was started with, as lines of name and value. */
import type { ProxyRow } from '@/lib/proxies/contract';
import { at, isRecord, listAt, textAt } from '@/lib/proxies/dump/fields';
import type { SectionReader } from './section-reader';

const LONGEST_VALUE = 2000;

export function bootstrapReader(): SectionReader {
  return {
    rowsOf({ path, value }) {
      if (path.length !== 2 || !isRecord(at(value).bootstrap)) return [];
      const bootstrap = at(value, 'bootstrap');
      const node = at(bootstrap, 'node');
      const rows: ProxyRow[] = [];
      const add = (group: string, name: string, told: unknown) => {
        if (told === null || told === undefined) return;
        const text = typeof told === 'string' ? told : JSON.stringify(told);
        rows.push({
          id: `${group} ${name}`,
          cells: { group, name, value: text.slice(0, LONGEST_VALUE) },
          from: null,
          caution: null,
        });
      };
      add('node', 'id', textAt(node, 'id'));
      add('node', 'cluster', textAt(node, 'cluster'));
      add('node', 'locality', node.locality);
      add('node', 'version', textAt(node, 'user_agent_build_version', 'metadata', 'revision.sha'));
      for (const [name, told] of Object.entries(at(node, 'metadata'))) add('metadata', name, told);
      add('admin', 'address', at(bootstrap, 'admin', 'address', 'socket_address'));
      add('tracing', 'provider', textAt(bootstrap, 'tracing', 'http', 'name'));
      add('xDS', 'api type', textAt(bootstrap, 'dynamic_resources', 'ads_config', 'api_type'));
      for (const cluster of listAt(bootstrap, 'static_resources', 'clusters')) {
        add('own clusters', textAt(cluster, 'name') ?? '', textAt(cluster, 'type') ?? 'STATIC');
      }
      return rows;
    },
  };
}
