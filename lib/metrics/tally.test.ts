import { expect, it } from 'vitest';
import { TcpTally } from './tally';

it('adds failed connections up by why they failed, most frequent first, whatever the parts', () => {
  const one = new TcpTally();
  one.add('failed', 1, 'DENY');
  one.add('opened', 4);
  const two = new TcpTally();
  two.add('failed', 2, 'CONNECT');
  two.add('failed', 0.5, 'DENY');
  const whole = new TcpTally();
  whole.addAll(one.traffic());
  whole.addAll(two.traffic());
  expect(whole.traffic()).toEqual({
    sentBytesPerSecond: 0,
    receivedBytesPerSecond: 0,
    connectionsOpenedPerSecond: 4,
    connectionsFailedPerSecond: 3.5,
    failures: [
      { flags: 'CONNECT', ratePerSecond: 2 },
      { flags: 'DENY', ratePerSecond: 1.5 },
    ],
  });
});
