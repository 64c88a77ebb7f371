/** The mesh's state as one sentence. */
import type { HealthTally } from './group-rows';

/** What the mesh does, as one sentence: `1 service is failing and 2 are degraded`. */
export function headline(tally: HealthTally, services: number): string {
  const { failing, degraded, healthy, idle } = tally;
  if (services === 0) return 'No services had traffic';
  const count = (number: number) => `${number} ${number === 1 ? 'service' : 'services'}`;
  const verb = (number: number) => (number === 1 ? 'is' : 'are');
  if (failing > 0 && degraded > 0) {
    return `${count(failing)} ${verb(failing)} failing and ${degraded} ${verb(degraded)} degraded`;
  }
  if (failing > 0) return `${count(failing)} ${verb(failing)} failing`;
  if (degraded > 0) return `${count(degraded)} ${verb(degraded)} degraded`;
  if (healthy === 0) return idle === services ? 'Nothing is called' : 'Health is not known';
  return healthy === 1
    ? 'The one service with traffic is healthy'
    : `All ${healthy} services with traffic are healthy`;
}
