/** What Periplus says about itself: metrics, the log, and how its sources do. */
import 'server-only';

export { createLog, log } from './telemetry/log';
export { metrics } from './telemetry/metrics';
export { exportObjectVersions, type ObjectVersion } from './telemetry/object-versions';
export {
  type ObserveUpstream,
  observeUpstream,
  recentCalls,
  type UpstreamCall,
  type UpstreamOutcome,
} from './telemetry/upstream';
