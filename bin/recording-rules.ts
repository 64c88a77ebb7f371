/**
 * Writes Prometheus' recording rules. Without options deploy/prometheus/periplus-rules.yaml and the chart's copy, for
 * the usual scrape interval of 15 s; with `--scrape-interval 5s` or `--keep cluster,tenant` to the standard output.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_RULES } from '@/lib/prometheus/dialects/istio/recording-rules';
import { RULES_FILE, rulesFile } from '@/lib/prometheus/dialects/istio/rules-file';
import { durationSeconds } from '@/lib/prometheus/duration';
import { CHART } from './chart/render';

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

const { values } = parseArgs({
  options: { 'scrape-interval': { type: 'string' }, keep: { type: 'string' } },
});
const interval = values['scrape-interval'] ?? `${DEFAULT_RULES.scrapeIntervalSeconds}s`;
const scrapeIntervalSeconds = durationSeconds(interval);
const keep = (values.keep ?? '').split(',').filter((name) => name !== '');
const odd = keep.find((name) => !LABEL.test(name));
if (scrapeIntervalSeconds === null || odd !== undefined) {
  console.error(
    odd === undefined ? `"${interval}" is no duration such as 15s.` : `"${odd}" is no label name.`,
  );
  process.exitCode = 2;
} else {
  const text = rulesFile({ scrapeIntervalSeconds, keep });
  if (process.argv.length > 2) process.stdout.write(text);
  // The chart can read only what is in its own folder.
  else
    for (const file of [RULES_FILE, join(CHART, 'files', 'periplus-rules.yaml')]) writeFileSync(file, text);
}
