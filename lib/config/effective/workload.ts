/** Everything that acts on one workload, in the order in which it takes effect. */
import { authorizationSection, peerSection, requestSection } from './access';
import type { EffectiveSection } from './entry';
import { injectionSection } from './injection';
import { envoyFilterSection, extensionSections, proxyConfigSection, telemetrySection } from './proxy';
import { routesSection } from './routes';
import { callerRulesSection, clientRulesSection } from './rules';
import type { EffectiveMesh, WorkloadSubject } from './subject';
import { scopeSection, servicesSection, waypointSection } from './traffic';

export function effectiveOfWorkload(
  mesh: EffectiveMesh,
  subject: WorkloadSubject,
): readonly EffectiveSection[] {
  const waypoint = waypointSection(mesh, subject);
  return [
    injectionSection(mesh, subject),
    ...(waypoint === null ? [] : [waypoint]),
    servicesSection(mesh, subject),
    routesSection(mesh, subject),
    callerRulesSection(mesh, subject),
    peerSection(mesh, subject),
    requestSection(mesh, subject),
    authorizationSection(mesh, subject),
    scopeSection(mesh, subject),
    clientRulesSection(mesh, subject),
    telemetrySection(mesh, subject),
    proxyConfigSection(mesh, subject),
    envoyFilterSection(mesh, subject),
    ...extensionSections(mesh, subject),
  ];
}
