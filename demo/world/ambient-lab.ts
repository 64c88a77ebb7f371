/**
 * The namespace in ambient mode: `sleep` says hello to two versions through a waypoint and speaks with an echo
 * server that has none; people come in through a gateway of the Gateway API.
 */
import type { Behaviour, Entry } from './behaviour';
import { HELLO_GATEWAY } from './workloads';

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
  {
    name: 'say hello from outside',
    client: HELLO_GATEWAY,
    ratePerSecond: 1.5,
    wave: 'readers',
    traced: true,
    call: { host: 'hello.example.com', port: 80, protocol: 'http', path: '/hello', patienceMs: 5000 },
  },
  {
    name: 'echo',
    client: 'ambient-lab/sleep',
    ratePerSecond: 3,
    wave: 'machines',
    traced: false,
    call: {
      host: 'tcp-echo',
      port: 9000,
      protocol: 'tcp',
      path: '',
      requestBytes: 64,
      responseBytes: 70,
      latency: { medianMs: 0.6, p95Ms: 1.8 },
    },
  },
];
