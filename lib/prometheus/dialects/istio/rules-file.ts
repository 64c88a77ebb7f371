/** The text of `deploy/prometheus/periplus-rules.yaml`. */
import 'server-only';
import { dump } from 'js-yaml';
import { duration } from '@/lib/prometheus/promql';
import { type RulesOptions, ruleGroups } from './recording-rules';

/** Where the rules for the usual scrape interval are kept, from the root of the project. */
export const RULES_FILE = 'deploy/prometheus/periplus-rules.yaml';

export function rulesFile(options: RulesOptions): string {
  const scrape = duration(options.scrapeIntervalSeconds);
  const kept = options.keep.length === 0 ? '' : ` --keep ${options.keep.join(',')}`;
  return `# Recording rules for Periplus: rates, sums of buckets and percentiles of Istio's standard metrics.
#
# Written by: node bin/bootstrap.mjs bin/recording-rules.ts --scrape-interval ${scrape}${kept}
#
# Load it with rule_files in prometheus.yml (or put the groups under spec: of a PrometheusRule). Periplus finds the
# recorded series by itself and uses them where they cover a window, else it asks the raw series. Each group can be
# left out by itself, but the last one builds on the one before it.
#
# - periplus-rates-*: rate() over the window as Prometheus computes it, with all labels of the graph and without pods;
#   percentiles from workload to workload, from the same sums of buckets.
# - periplus-increases-*: increases of spans without gap or overlap. Longer windows, up to 30 days, are their sums: the
#   same as rate() over the window and one scrape more, as long as no scrape was missed and no pod restarted at the edge of a span
#   (which can cost a twentieth of that span's requests of that pod).
#   They are written for a mesh that is scraped every ${scrape}; for another interval write the file anew.
groups:
${dump(ruleGroups(options), { lineWidth: -1, noRefs: true }).replace(/^(?=.)/gm, '  ')}`;
}
