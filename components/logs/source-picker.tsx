'use client';
/** Which containers of which pods are read. */
import { ChevronDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover } from '@/components/ui/popover';
import { MOST_SOURCES, type PodsAnswer } from '@/lib/logs/contract';

type Pod = PodsAnswer['pods'][number];

export interface SourcePickerProps {
  readonly pods: readonly Pod[];
  /** `pod/container`. */
  readonly chosen: readonly string[];
  readonly onChosen: (sources: readonly string[]) => void;
}

/** The application and its proxy of the first pods. */
export function usualSources(pods: readonly Pod[]): readonly string[] {
  return pods
    .flatMap((pod) =>
      pod.containers.filter(({ role }) => role !== 'init').map(({ name }) => `${pod.name}/${name}`),
    )
    .slice(0, 8);
}

export function SourcePicker({ pods, chosen, onChosen }: SourcePickerProps) {
  const set = new Set(chosen);
  const change = (source: string, on: boolean) => {
    const next = new Set(set);
    if (on) next.add(source);
    else next.delete(source);
    // In the order of the list, whatever the order of the clicks.
    const all = pods.flatMap((pod) => pod.containers.map(({ name }) => `${pod.name}/${name}`));
    onChosen(all.filter((one) => next.has(one)).slice(0, MOST_SOURCES));
  };
  const words = chosen.length === 1 ? (chosen[0]?.split('/')[1] ?? '') : `${chosen.length} containers`;
  return (
    <Popover
      label="Containers"
      align="start"
      className="max-h-[60vh] w-[360px] overflow-auto p-3"
      trigger={
        <Button>
          <span className="font-normal text-text-3">Read</span> {words}
          <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <div className="grid gap-3">
        {pods.map((pod) => (
          <fieldset key={pod.name} className="grid">
            <legend className="max-w-full truncate pb-0.5 font-medium text-xs" title={pod.name}>
              {pod.name}
            </legend>
            {pod.containers.map(({ name, role, because }) => (
              <Checkbox
                key={name}
                checked={set.has(`${pod.name}/${name}`)}
                onCheckedChange={(on) => change(`${pod.name}/${name}`, on)}
                label={name}
                hint={
                  because ??
                  (role === 'proxy'
                    ? (pod.proxy ?? 'proxy')
                    : role === 'init'
                      ? 'ran at the start'
                      : undefined)
                }
              />
            ))}
          </fieldset>
        ))}
      </div>
    </Popover>
  );
}
