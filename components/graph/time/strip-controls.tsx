'use client';
/** Beside the strip: step, play and pause; speed and the way back to now. */
import { GitCompareArrows, Pause, Play, StepBack, StepForward } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { classNames } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Select } from '@/components/ui/select';
import { SPEEDS, type Speed } from './playback-plan';

export interface PlayControlsProps {
  readonly playing: boolean;
  readonly canGoForward: boolean;
  readonly onStep: (by: -1 | 1) => void;
  readonly onPlay: () => void;
  readonly onPause: () => void;
}

export function PlayControls(props: PlayControlsProps) {
  return (
    <div className="flex shrink-0 items-center gap-1">
      <IconButton label="One window back" shortcut="," onClick={() => props.onStep(-1)}>
        <StepBack aria-hidden="true" />
      </IconButton>
      {props.playing ? (
        <IconButton label="Pause the replay" variant="default" onClick={props.onPause}>
          <Pause aria-hidden="true" />
        </IconButton>
      ) : (
        <IconButton label="Play from here" variant="default" onClick={props.onPlay}>
          <Play aria-hidden="true" />
        </IconButton>
      )}
      <IconButton
        label="One window forward"
        shortcut="."
        disabled={!props.canGoForward}
        onClick={() => props.onStep(1)}
      >
        <StepForward aria-hidden="true" />
      </IconButton>
    </div>
  );
}

export interface LiveControlsProps {
  readonly live: boolean;
  readonly speed: Speed;
  /** What 1× is, in words. */
  readonly pace: string;
  readonly onSpeed: (speed: Speed) => void;
  readonly onLive: () => void;
  /** null while two moments are compared. */
  readonly onCompare: (() => void) | null;
}

const speedText = (speed: Speed) => `${speed}×`;

export function LiveControls({ live, speed, pace, onSpeed, onLive, onCompare }: LiveControlsProps) {
  return (
    <div className="flex shrink-0 items-center gap-2">
      <Select
        label="Speed of the replay"
        value={speedText(speed)}
        onValueChange={(text) => onSpeed(SPEEDS.find((one) => speedText(one) === text) ?? 1)}
        options={SPEEDS.map((one) => ({
          value: speedText(one),
          label: speedText(one),
          ...(one === 1 ? { hint: pace } : {}),
        }))}
      />
      <Button aria-pressed={live} onClick={onLive}>
        <span
          aria-hidden="true"
          className={classNames('size-2 rounded-full', live ? 'bg-healthy' : 'border border-control')}
        />
        Live
      </Button>
      {onCompare !== null && (
        <Button onClick={onCompare}>
          <GitCompareArrows aria-hidden="true" />
          <span className="max-xl:sr-only">Compare</span>
        </Button>
      )}
    </div>
  );
}
