/** Everything that acts on a namespace as a whole, and on some of its workloads only. */
import { authorizationSection, peerSection, requestSection } from './access';
import type { EffectiveSection } from './entry';
import { injectionSection } from './injection';
import { envoyFilterSection, extensionSections, proxyConfigSection, telemetrySection } from './proxy';
import { routesSection } from './routes';
import { callerRulesSection } from './rules';
import type { EffectiveMesh, NamespaceSubject } from './subject';
import { scopeSection, waypointSection } from './traffic';

export function effectiveOfNamespace(
  mesh: EffectiveMesh,
  subject: NamespaceSubject,
): readonly EffectiveSection[] {
  const waypoint = waypointSection(mesh, subject);
  return [
    injectionSection(mesh, subject),
    ...(waypoint === null ? [] : [waypoint]),
    routesSection(mesh, subject),
    callerRulesSection(mesh, subject),
    peerSection(mesh, subject),
    requestSection(mesh, subject),
    authorizationSection(mesh, subject),
    scopeSection(mesh, subject),
    telemetrySection(mesh, subject),
    proxyConfigSection(mesh, subject),
    envoyFilterSection(mesh, subject),
    ...extensionSections(mesh, subject),
  ];
}
