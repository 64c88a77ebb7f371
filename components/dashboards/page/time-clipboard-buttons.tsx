'use client';
/** Takes a time from one dashboard, or from Grafana, to another. */
import { ClipboardPaste, Copy } from 'lucide-react';
import type { TimeTexts } from '@/components/dashboards/view/time-state';
import { useCopy } from '@/components/traces/use-copy';
import { IconButton } from '@/components/ui/icon-button';
import { useToast } from '@/components/ui/toast';
import { textOfTime, timeOfText } from './time-clipboard';

export interface TimeClipboardButtonsProps {
  readonly time: TimeTexts;
  readonly zone: string;
  readonly onPaste: (time: TimeTexts) => void;
}

export function TimeClipboardButtons({ time, zone, onPaste }: TimeClipboardButtonsProps) {
  const toast = useToast();
  const copy = useCopy();
  const paste = async () => {
    let text: string;
    try {
      text = await navigator.clipboard.readText();
    } catch {
      toast({
        title: 'The browser did not let us read the clipboard',
        description: 'It allows that only over https or on localhost, and where you agree.',
        tone: 'failing',
      });
      return;
    }
    const pasted = timeOfText(text, zone);
    if (pasted !== null) onPaste(pasted);
    else {
      toast({
        title: 'There is no time in the clipboard',
        description: 'It takes what was copied here or in Grafana, or "now-6h to now".',
        tone: 'failing',
      });
    }
  };
  return (
    <>
      <IconButton label="Copy the time" onClick={() => void copy(textOfTime(time), 'The time is copied')}>
        <Copy aria-hidden="true" />
      </IconButton>
      <IconButton label="Paste a time" onClick={() => void paste()}>
        <ClipboardPaste aria-hidden="true" />
      </IconButton>
    </>
  );
}
