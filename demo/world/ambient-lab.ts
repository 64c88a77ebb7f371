/** The namespace in ambient mode: `sleep` says hello to two versions through a waypoint. */
import type { Behaviour, Entry } from './behaviour';

export const AMBIENT_LAB: readonly Behaviour[] = [
  {
    of: 'ambient-lab/helloworld-v1',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 85, p95Ms: 150 },
        responseBytes: 190,
      },
    ],
  },
  {
    of: 'ambient-lab/helloworld-v2',
    handlings: [
      {
        path: '/',
        latency: { medianMs: 62, p95Ms: 120 },
        responseBytes: 190,
      },
    ],
  },
];

export const AMBIENT_LAB_ENTRIES: readonly Entry[] = [
  {
    name: 'say hello',
    client: 'ambient-lab/sleep',
    ratePerSecond: 5,
    wave: 'machines',
    traced: true,
    call: { host: 'helloworld', port: 5000, protocol: 'http', path: '/hello' },
  },
];
