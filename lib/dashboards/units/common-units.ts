/** Units that dashboards of a mesh use, for choosing; every other one of the table can be typed. */
export const COMMON_UNITS = [
  ['short', 'Number, shortened (K, Mil)'],
  ['none', 'Number'],
  ['reqps', 'Requests per second'],
  ['ops', 'Operations per second'],
  ['cps', 'Counts per second'],
  ['s', 'Seconds'],
  ['ms', 'Milliseconds'],
  ['percent', 'Per cent (0 to 100)'],
  ['percentunit', 'Per cent (0 to 1)'],
  ['bytes', 'Bytes (1,024)'],
  ['decbytes', 'Bytes (1,000)'],
  ['Bps', 'Bytes per second'],
  ['binBps', 'Bytes per second (1,024)'],
  ['bps', 'Bits per second'],
  ['bool', 'True or false'],
  ['dateTimeAsIso', 'Instant'],
] as const;
