/**
 * A figure with its unit, as Grafana writes it: the ids of its units, and its forms `prefix:`, `suffix:`, `si:`, `count:`,
 * `currency:` and `time:`. Anything else is free text behind the figure.
 */
import { fixed } from './decimals';
import { DURATIONS } from './durations';
import { type Formatter, iecUnit, scaledUnit, siUnit } from './scale';
import { COUNT_UNITS, CURRENCIES, FIXED_UNITS, IEC_UNITS, SI_UNITS } from './unit-table';

export interface FormattedValue {
  readonly prefix?: string;
  readonly text: string;
  /** With the space that stands before it. */
  readonly suffix?: string;
}

const COUNTS = ['', 'K', 'M', 'B', 'T'];

const OWN: Readonly<Record<string, Formatter>> = {
  ...DURATIONS,
  none: (value, decimals) => ({ text: fixed(value, decimals) }),
  string: (value) => ({ text: String(value) }),
  locale: (value, decimals) => ({
    text: value.toLocaleString('en-US', decimals == null ? {} : { maximumFractionDigits: decimals }),
  }),
  short: scaledUnit(1000, ['', ' K', ' Mil', ' Bil', ' Tri', ' Quadr', ' Quint', ' Sext', ' Sept']),
  percent: (value, decimals) => ({ text: fixed(value, decimals), suffix: '%' }),
  percentunit: (value, decimals) => ({ text: fixed(value * 100, decimals), suffix: '%' }),
  pressurepsi: scaledUnit(1000, ['psi', 'ksi', 'Mpsi']),
  hex: (value, decimals) => ({ text: hexadecimal(value, decimals) }),
  hex0x: (value, decimals) => ({ text: hexadecimal(value, decimals).replace(/^(-?)/, '$10x') }),
  sci: (value, decimals) => ({ text: value.toExponential(decimals ?? undefined) }),
  bool: (value) => ({ text: value === 0 ? 'False' : 'True' }),
  bool_yes_no: (value) => ({ text: value === 0 ? 'No' : 'Yes' }),
  bool_on_off: (value) => ({ text: value === 0 ? 'Off' : 'On' }),
  dateTimeAsIso: (value) => ({ text: instant(value) }),
  dateTimeAsIsoNoDateIfToday: (value) => ({ text: instant(value) }),
  dateTimeAsUS: (value) => ({ text: instant(value, 'en-US') }),
  dateTimeAsUSNoDateIfToday: (value) => ({ text: instant(value, 'en-US') }),
  dateTimeAsLocal: (value) => ({ text: instant(value) }),
  dateTimeAsLocalNoDateIfToday: (value) => ({ text: instant(value) }),
  dateTimeAsSystem: (value) => ({ text: instant(value) }),
  dateTimeFromNow: (value) => ({ text: fromNow(value - Date.now()) }),
};

const formatters = new Map<string, Formatter>();

/**
 * `decimals` null or left out: three significant digits. NaN and the infinities are written as such, never with a
 * prefix that scaled them.
 */
export function formatValue(value: number, unit = '', decimals?: number | null): FormattedValue {
  if (Number.isNaN(value)) return { text: 'NaN' };
  if (!Number.isFinite(value)) return { text: value > 0 ? '∞' : '-∞' };
  let formatter = formatters.get(unit);
  if (formatter === undefined) {
    formatter = formatterOf(unit);
    // Units are free text of dashboards: what is kept is bounded.
    if (formatters.size < 1000) formatters.set(unit, formatter);
  }
  return formatter(value, decimals);
}

/** The same as one text. */
export function formatText(value: number, unit = '', decimals?: number | null): string {
  const { prefix = '', text, suffix = '' } = formatValue(value, unit, decimals);
  return `${prefix}${text}${suffix}`;
}

function formatterOf(unit: string): Formatter {
  const own = lookUp(OWN, unit === '' ? 'none' : unit);
  if (own !== undefined) return own;
  const si = lookUp(SI_UNITS, unit);
  if (si !== undefined) return siUnit(...si);
  const iec = lookUp(IEC_UNITS, unit);
  if (iec !== undefined) return iecUnit(...iec);
  const counted = lookUp(COUNT_UNITS, unit);
  if (counted !== undefined) return countUnit(counted);
  const currency = lookUp(CURRENCIES, unit);
  if (currency !== undefined) return money(...currency);
  const fixedUnit = lookUp(FIXED_UNITS, unit);
  return fixedUnit === undefined ? customUnit(unit) : behind(fixedUnit);
}

function customUnit(unit: string): Formatter {
  const at = unit.indexOf(':');
  const rest = unit.slice(at + 1);
  switch (at > 0 ? unit.slice(0, at) : '') {
    case 'prefix':
      return (value, decimals) => ({ prefix: rest, text: fixed(value, decimals) });
    case 'suffix':
      return behind(` ${rest}`);
    case 'time':
      return (value) => ({ text: instant(value) });
    case 'count':
      return countUnit(rest);
    case 'currency':
      return money(rest, '');
    case 'si':
      return siOf(rest);
    default:
      return behind(` ${unit}`);
  }
}

/** `si:mF` starts at milli, `si:B` at one. */
function siOf(unit: string): Formatter {
  const steps = ['f', 'p', 'n', 'µ', 'm', '', 'k', 'M', 'G', 'T', 'P'].indexOf(unit.charAt(0)) - 5;
  return unit.length > 1 && steps >= -5 ? siUnit(unit.slice(1), steps) : siUnit(unit, 0);
}

function behind(suffix: string): Formatter {
  return (value, decimals) => ({ text: fixed(value, decimals), suffix });
}

function countUnit(unit: string): Formatter {
  return scaledUnit(
    1000,
    COUNTS.map((letter) => `${letter} ${unit}`),
  );
}

function money(before: string, after: string): Formatter {
  const scaled = scaledUnit(1000, COUNTS);
  return (value, decimals) => {
    const { text, suffix = '' } = scaled(Math.abs(value), decimals);
    return { prefix: `${value < 0 ? '-' : ''}${before}`, text, suffix: `${suffix}${after}` };
  };
}

function hexadecimal(value: number, decimals?: number | null): string {
  return Number.parseFloat(fixed(value, decimals)).toString(16).toUpperCase();
}

/** Milliseconds since 1970 as local time. */
function instant(ms: number, locale?: string): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return 'Invalid date';
  if (locale !== undefined) return date.toLocaleString(locale);
  // Swedes write dates as ISO 8601 does.
  return date.toLocaleString('sv-SE');
}

/** `in 5 minutes`, `3 days ago`. */
function fromNow(ms: number): string {
  const { prefix = '', text, suffix = '' } = DURATIONS.dtdurationms?.(Math.abs(ms), 0) ?? { text: '' };
  return ms < 0 ? `${prefix}${text}${suffix} ago` : `in ${prefix}${text}${suffix}`;
}

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
