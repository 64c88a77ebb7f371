import { describe, expect, it } from 'vitest';
import { demand, demandBetween, demandInPhase, INCIDENT, incidentCycle, WAVES } from './time';

const NOW = 1_795_600_000;

describe('the demo’s clock work', () => {
  it('integrates demand exactly', () => {
    for (const wave of WAVES) {
      let sum = 0;
      for (let second = 0; second < 3600; second += 1) sum += demand(wave, NOW + second + 0.5);
      expect(demandBetween(wave, NOW, NOW + 3600)).toBeCloseTo(sum, 2);
    }
  });

  it('splits time into the phases without loss', () => {
    for (const wave of WAVES) {
      const whole = demandBetween(wave, NOW, NOW + 21_600);
      const normal = demandInPhase(wave, 'normal', NOW, NOW + 21_600);
      const incident = demandInPhase(wave, 'incident', NOW, NOW + 21_600);
      expect(normal + incident).toBeCloseTo(whole, 6);
    }
  });

  it('has three incidents in six hours', () => {
    let begins = 0;
    for (let second = 1; second <= 21_600; second += 1) {
      const before = incidentCycle(NOW + second - 1).phase;
      if (before === 'normal' && incidentCycle(NOW + second).phase === 'incident') begins += 1;
    }
    expect(begins).toBe(3);
    expect(demandInPhase('machines', 'incident', NOW, NOW + 7200)).toBeCloseTo(INCIDENT.lastsSeconds, -2);
  });

  it('counts nothing for an empty span', () => {
    expect(demandInPhase('readers', 'normal', NOW, NOW)).toBe(0);
    expect(demandInPhase('readers', 'normal', NOW, NOW - 60)).toBe(0);
  });
});
