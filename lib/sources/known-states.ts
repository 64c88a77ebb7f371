/** What is known of the configured sources without asking them: anybody may call /readyz, so it starts nothing. */
import 'server-only';
import { environment } from '@/lib/environment';
import type { SourceName } from '@/lib/mesh/fault';
import { recentCalls } from '@/lib/telemetry';
import { judgeSource } from './judge-source';

/** State by source, without reasons: those name addresses. `unknown` = not asked yet. */
export function knownStates(): Record<string, string> {
  const { jaeger, configFolder, kubernetes } = environment();
  const configured: SourceName[] = ['prometheus'];
  if (jaeger !== null) configured.push('jaeger');
  if (configFolder !== null) configured.push('manifests');
  if (kubernetes !== null) configured.push('kubernetes');
  return Object.fromEntries(
    configured.map((source) => [source, judgeSource(source, recentCalls(source))?.state ?? 'unknown']),
  );
}
