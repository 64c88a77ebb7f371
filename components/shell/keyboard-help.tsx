'use client';
/** All keys that work on this page, and the switch for single keys. */
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { useFrameDialogs } from './frame-dialogs';
import { type PageKey, usePageFacts } from './page';
import { FRAME_KEYS, useSingleKeys } from './shortcuts';

export function KeyboardHelp() {
  const { shown, close } = useFrameDialogs();
  const { title, keys = [] } = usePageFacts();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  return (
    <Dialog
      open={shown === 'keys'}
      onOpenChange={(open) => {
        if (!open) close();
      }}
      title="Keyboard"
      size={keys.length > 0 ? 'md' : 'sm'}
    >
      <div className={keys.length > 0 ? 'grid gap-6 sm:grid-cols-2' : ''}>
        <KeyList title="Everywhere" keys={FRAME_KEYS} />
        {keys.length > 0 && <KeyList title={title} keys={keys} />}
      </div>
      <div className="mt-4 border-line border-t pt-3">
        <Checkbox
          checked={singleKeys}
          onCheckedChange={setSingleKeys}
          label="Single keys act"
          hint="Switch this off if speech input or another tool presses keys by itself. Ctrl K stays."
        />
      </div>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly PageKey[] }) {
  return (
    <section>
      <h3 className="mb-2 font-medium text-text-3 text-xs">{title}</h3>
      <dl className="grid gap-1.5">
        {keys.map((key) => (
          <div key={key.keys + key.what} className="flex items-start gap-3">
            <dt className="flex w-20 shrink-0 flex-wrap gap-1 pt-px">
              {key.keys.split(' ').map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same key may be pressed twice, and the order is fixed
                <Kbd key={index}>{part}</Kbd>
              ))}
            </dt>
            <dd className="text-sm">{key.what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
