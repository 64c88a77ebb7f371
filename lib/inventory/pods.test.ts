import { describe, expect, it } from 'vitest';
import { readPod, readyContainers } from './pods';

const pod = (spec: object, status?: object, metadata: object = {}) => ({
  id: { group: '', kind: 'Pod', namespace: 'shop', name: 'cart-0' },
  value: { metadata: { name: 'cart-0', ...metadata }, spec, ...(status && { status }) },
});
const RUNNING = { name: 'cart', ready: true, restartCount: 2, state: { running: {} } };

describe('a pod', () => {
  it('is ready by its condition, and counts native sidecars among its containers', () => {
    const read = readPod(
      pod(
        {
          containers: [{ name: 'cart', image: 'cart:1' }],
          initContainers: [
            { name: 'istio-proxy', image: 'proxyv2:1.31', restartPolicy: 'Always' },
            { name: 'migrate', image: 'migrate:1' },
          ],
        },
        {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
          containerStatuses: [RUNNING],
          initContainerStatuses: [{ name: 'istio-proxy', ready: true, state: { running: {} } }],
        },
      ),
    );
    expect(read).toMatchObject({ ready: true, problem: null, phase: 'Running' });
    expect(readyContainers(read)).toEqual({ ready: 2, total: 2 });
    expect(read.containers[0]?.restarts).toBe(2);
  });

  it.each([
    [
      {
        containerStatuses: [
          { name: 'cart', ready: false, restartCount: 7, state: { waiting: { reason: 'CrashLoopBackOff' } } },
        ],
      },
      'Container cart: CrashLoopBackOff, restarted 7 times.',
    ],
    [
      {
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available',
          },
        ],
      },
      'Unschedulable: 0/3 nodes are available.',
    ],
    [
      { containerStatuses: [{ name: 'cart', ready: false, state: { running: {} } }] },
      'Container cart runs, but its readiness probe does not succeed.',
    ],
    [
      {
        initContainerStatuses: [
          { name: 'migrate', ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } },
        ],
      },
      'Init container migrate: ImagePullBackOff.',
    ],
    [{ reason: 'Evicted', message: 'The node was low on memory.' }, 'Evicted: The node was low on memory.'],
  ])('that is not ready says why: %#', (status, problem) => {
    expect(readPod(pod({ containers: [{ name: 'cart' }] }, { phase: 'Pending', ...status })).problem).toBe(
      problem,
    );
  });

  it('says nothing of itself where its object has no status', () => {
    expect(readPod(pod({ containers: [{ name: 'cart' }] }))).toMatchObject({
      ready: null,
      phase: null,
      problem: null,
    });
  });

  it('tells of its end first', () => {
    const ending = pod(
      { containers: [] },
      { phase: 'Running' },
      { deletionTimestamp: '2026-01-01T00:00:00Z' },
    );
    expect(readPod(ending).problem).toBe('It is being deleted.');
  });
});
