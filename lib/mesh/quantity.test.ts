import { describe, expect, it } from 'vitest';
import { columnDecimals, type QuantityUnit, quantity, quantityText } from './quantity';

function texts(unit: QuantityUnit, values: readonly (number | null)[]): string[] {
  return values.map((value) => quantityText(value, unit));
}

describe('quantity', () => {
  it('writes three significant digits', () => {
    expect(texts('rps', [434, 12.44, 3.1, 1, 0.72, 0.1234])).toEqual([
      '434 rps',
      '12.4 rps',
      '3.10 rps',
      '1.00 rps',
      '0.72 rps',
      '0.123 rps',
    ]);
  });

  it('keeps a small rate visible: one request a day is not zero', () => {
    expect(texts('rps', [0.004, 1 / 86_400, 1 / 3600])).toEqual([
      '0.004 rps',
      '0.0000116 rps',
      '0.000278 rps',
    ]);
    expect(quantityText(3.2e-9, 'rps')).toBe('3.2e−9 rps');
  });

  it('writes zero as a plain zero', () => {
    expect(quantity(0, 'share')).toEqual({ text: '0', unit: '%', exact: '0 %' });
    expect(quantityText(-0, 'rps')).toBe('0 rps');
  });

  it('writes a missing number as a dash, never as zero', () => {
    for (const missing of [null, Number.NaN]) {
      expect(quantity(missing, 'rps')).toEqual({ text: '–', unit: '', exact: 'no value' });
    }
  });

  it('writes infinity as such', () => {
    expect(quantityText(Number.POSITIVE_INFINITY, 'ms')).toBe('∞ ms');
    expect(quantityText(Number.NEGATIVE_INFINITY, 'ms')).toBe('−∞ ms');
  });

  it('uses a real minus sign, and none for a value that rounds to nothing', () => {
    expect(quantityText(-1.4, 'rps')).toBe('−1.40 rps');
    expect(quantity(-0.001, 'rps', { decimals: 1 }).text).toBe('0.0');
  });

  it('turns shares into per cent without digits that binary fractions made up', () => {
    expect(texts('share', [0.0247, 0.38, 0.99, 1, 0.07, 0.0003])).toEqual([
      '2.47 %',
      '38.0 %',
      '99.0 %',
      '100 %',
      '7.00 %',
      '0.03 %',
    ]);
    expect(quantity(0.07, 'share').exact).toBe('7 %');
  });

  it('never rounds a share below one up to 100 %', () => {
    expect(texts('share', [0.9995, 0.99996, 0.999999999])).toEqual(['99.95 %', '99.996 %', '99.9999 %']);
  });

  it('moves durations to the unit they are read in, after rounding', () => {
    expect(texts('ms', [0.31, 46.2, 248, 999.4, 999.6, 1380, 59_999, 119_000, 150_000, 7_200_000])).toEqual([
      '0.31 ms',
      '46.2 ms',
      '248 ms',
      '999 ms',
      '1.00 s',
      '1.38 s',
      '60.0 s',
      '119 s',
      '2.50 min',
      '2.00 h',
    ]);
    expect(texts('us', [0, 812, 1400, 2_310_000])).toEqual(['0 µs', '812 µs', '1.40 ms', '2.31 s']);
  });

  it('counts bytes in decimal units', () => {
    expect(texts('bytes', [0, 512, 999.9, 9_800, 1_230_000, 4.2e9, 7e12])).toEqual([
      '0 B',
      '512 B',
      '1.00 KB',
      '9.80 KB',
      '1.23 MB',
      '4.20 GB',
      '7.00 TB',
    ]);
    expect(quantityText(212_000, 'bytesPerSecond')).toBe('212 KB/s');
  });

  it('writes counts whole, with thousands separated', () => {
    expect(texts('count', [0, 7, 1500, 1_234_567])).toEqual(['0', '7', '1,500', '1,234,567']);
    expect(quantityText(2.5, 'count')).toBe('2.50');
  });

  it('shortens very large rates', () => {
    expect(texts('rps', [1234, 9994, 9999, 12_345, 4_560_000])).toEqual([
      '1,230 rps',
      '9,990 rps',
      '10.0 k rps',
      '12.3 k rps',
      '4.56 M rps',
    ]);
  });

  it('keeps the unrounded value for the tooltip', () => {
    expect(quantity(12_345.678_9, 'rps').exact).toBe('12,345.6789 rps');
    expect(quantity(0.024_713, 'share').exact).toBe('2.4713 %');
    expect(quantity(1380.25, 'ms').exact).toBe('1,380.25 ms');
    expect(quantity(1e-15, 'rps').exact).toBe('1e-15 rps');
  });

  it('holds the decimals of a column', () => {
    expect(quantity(3, 'rps', { decimals: 1 }).text).toBe('3.0');
    expect(quantity(1234.56, 'rps', { decimals: 1 }).text).toBe('1,234.6');
  });
});

describe('columnDecimals', () => {
  it('gives the largest value of a column three significant digits', () => {
    expect(columnDecimals([214, 3.1])).toBe(0);
    expect(columnDecimals([21.4, null, 3.1])).toBe(1);
    expect(columnDecimals([0.5, 0.02])).toBe(3);
  });

  it('asks for none where there is nothing to show', () => {
    expect(columnDecimals([])).toBe(0);
    expect(columnDecimals([null, 0, Number.NaN])).toBe(0);
  });
});
