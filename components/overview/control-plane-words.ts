/** The control plane's versions and dates as the card says them. */
import type { ControlPlaneFigures } from '@/lib/metrics/control-plane';

/** The control plane's own version; all components and how many of each in the tooltip. */
export function versionsText(versions: ControlPlaneFigures['versions']): { text: string; title: string } {
  const planes = [...new Set(versions.filter(({ component }) => component === 'pilot').map(versionOf))];
  const others = [...new Set(versions.filter(({ component }) => component !== 'pilot').map(versionOf))];
  const mixed = others.some((version) => !planes.includes(version));
  const text = planes.length === 0 ? '–' : planes.join(', ');
  return {
    text: mixed && planes.length > 0 ? `${text} and older or newer proxies` : text,
    title:
      versions.length === 0
        ? 'Nothing tells its version'
        : versions.map(({ component, version, count }) => `${count} × ${component} ${version}`).join('\n'),
  };
}

function versionOf({ version }: { version: string }): string {
  return version;
}

const DAY = 86_400;

/** `in 97 days`, `in 5 h`, `expired`. */
export function expiresText(leftSeconds: number): string {
  if (leftSeconds <= 0) return 'expired';
  if (leftSeconds < 2 * DAY) return `in ${Math.floor(leftSeconds / 3600)} h`;
  return `in ${Math.floor(leftSeconds / DAY)} days`;
}
