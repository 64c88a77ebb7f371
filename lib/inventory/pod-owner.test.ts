import { describe, expect, it } from 'vitest';
import { ownerOfPod } from './pod-owner';

const WORKLOADS = new Set(['reviews-v1', 'reviews', 'zookeeper', 'node-agent', 'nightly', 'toolbox']);

describe('the workload of a pod', () => {
  it.each([
    ['reviews-v1-6d8f7c9b4-x7kqp', 'reviews-v1'],
    ['zookeeper-0', 'zookeeper'],
    ['node-agent-x7kqp', 'node-agent'],
    ['nightly-28812345-x7kqp', 'nightly'],
    ['toolbox', 'toolbox'],
  ])('of %s is %s by its ending', (pod, workload) => {
    expect(ownerOfPod(pod, WORKLOADS)).toBe(workload);
  });

  it('is nobody where no workload has such a name', () => {
    expect(ownerOfPod('stranger-6d8f7c9b4-x7kqp', WORKLOADS)).toBeNull();
    expect(ownerOfPod('reviews-aeiou', WORKLOADS)).toBeNull();
  });
});
