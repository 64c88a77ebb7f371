import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LIKE_SERIES, serviceCues, serviceSeries } from './service-colors';

describe('serviceSeries', () => {
  it('gives each of up to ten services its own colour, whatever their order', () => {
    const names = Array.from({ length: 10 }, (_, index) => `service-${index}.shop`);
    const forward = serviceSeries(names);
    expect(new Set(forward.values()).size).toBe(10);
    expect(serviceSeries([...names].reverse())).toEqual(forward);
  });

  it('gives a service alone the colour of its name, and shares evenly beyond ten', () => {
    expect(serviceSeries(['reviews.bookinfo']).get('reviews.bookinfo')).toBe(
      serviceSeries(['reviews.bookinfo', 'reviews.bookinfo']).get('reviews.bookinfo'),
    );
    const counts = new Map<number, number>();
    for (const series of serviceSeries(Array.from({ length: 30 }, (_, index) => `s${index}`)).values()) {
      counts.set(series, (counts.get(series) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(new Array(10).fill(3));
  });

  it('keeps services of one trace apart where there are more services than colours', () => {
    const names = Array.from({ length: 24 }, (_, index) => `s${index}`);
    const together = [
      names.slice(0, 6),
      names.slice(8, 14),
      names.slice(14, 20),
      ['s0', 's10', 's20', 's23'],
    ];
    const series = serviceSeries(names, together);
    for (const group of together) {
      expect(new Set(group.map((name) => series.get(name))).size).toBe(group.length);
    }
  });
});

describe('the second cue', () => {
  it('tells apart services whose colours are alike', () => {
    const series = serviceSeries(Array.from({ length: 40 }, (_, index) => `s${index}`));
    const cues = serviceCues(series);
    const marks = [...series].map(([name, number]) => {
      const family = LIKE_SERIES.findIndex((members) => members.includes(number));
      return `${family}:${cues.get(name)}`;
    });
    expect(new Set(marks).size).toBe(40);
  });

  it('knows every pair of series that looks alike to the colour-blind in one theme or the other', () => {
    const css = readFileSync('app/globals.css', 'utf8');
    const tokens = [...css.matchAll(/--series-(\d+): (#[0-9a-f]{6});/g)];
    const palettes = [tokens.slice(0, 10), tokens.slice(10, 20)].map((tokens) =>
      tokens.map(([, , hex = '']) => hex),
    );
    for (const palette of palettes) {
      expect(palette).toHaveLength(10);
      for (const sight of Object.values(SIGHTS)) {
        for (let a = 0; a < 10; a += 1) {
          for (let b = 0; b < a; b += 1) {
            const alike = LIKE_SERIES.some((members) => members.includes(a + 1) && members.includes(b + 1));
            const apart = distance(seen(palette[a] ?? '', sight), seen(palette[b] ?? '', sight));
            expect(alike || apart >= LEAST_APART, `${a + 1} and ${b + 1}: ${apart}`).toBe(true);
          }
        }
      }
    }
  });
});

/** Distance in OKLab above which two bars are told apart side by side. */
const LEAST_APART = 0.045;

/** Linear RGB as seen without the long, or without the medium wavelengths (Machado et al. 2009, severity 1). */
const SIGHTS = {
  full: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
};

type Triple = [number, number, number];

function times(matrix: readonly number[], [x, y, z]: Triple): Triple {
  const row = (at: number): number =>
    (matrix[at] ?? 0) * x + (matrix[at + 1] ?? 0) * y + (matrix[at + 2] ?? 0) * z;
  return [row(0), row(3), row(6)];
}

/** In OKLab: https://bottosson.github.io/posts/oklab/ */
function seen(hex: string, sight: readonly number[]): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const rgb = times(sight, [channel(1), channel(3), channel(5)]).map((value) =>
    Math.min(1, Math.max(0, value)),
  );
  const lms = times(
    [
      0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619,
      0.2817188376, 0.6299787005,
    ],
    rgb as Triple,
  ).map(Math.cbrt);
  return times(
    [
      0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371,
      0.7827717662, -0.808675766,
    ],
    lms as Triple,
  );
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
