'use client';
/** Chooses where a new object starts: a template, the copy of another one, or YAML that is pasted. */
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useScope } from '@/components/shell/scope';
import { useReasonAgainst } from '@/components/shell/write-rights';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { isClusterScoped, isObjectId, objectKey } from '@/lib/config/identity';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import { withIdentity } from '@/lib/config/language/rename';
import { isNotInstalled } from '@/lib/config/not-installed';
import type { ObjectId } from '@/lib/config/store';
import { PasteForm } from './paste-form';
import { configListQuery } from './queries';
import { templateOf } from './templates';
import { type NewText, useOpenDrafts } from './use-open-drafts';

export interface NewObjectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The text that a copy starts from. */
  copyOf?: NewText | undefined;
}

const KINDS = MESH_KIND_NAMES.map((kind) => ({
  value: `${kind.group}/${kind.kind}`,
  label: kind.label,
  kind,
}));

export function NewObjectDialog({ open, onOpenChange, copyOf }: NewObjectDialogProps) {
  const [from, setFrom] = useState<'template' | 'yaml'>('template');
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={copyOf === undefined ? 'New object' : `Copy ${copyOf.id.kind} ${copyOf.id.name}`}
      description="It opens in the editor with a text to start from. Nothing is stored before you save."
      size={from === 'yaml' ? 'md' : 'sm'}
    >
      <div className="grid gap-3">
        {copyOf === undefined && (
          <div className="justify-self-start">
            <SegmentedControl
              label="Start from"
              value={from}
              onValueChange={setFrom}
              segments={[
                { value: 'template', label: 'A template' },
                { value: 'yaml', label: 'YAML' },
              ]}
            />
          </div>
        )}
        {from === 'yaml' ? <PasteForm onDone={close} /> : <NamedForm copyOf={copyOf} onDone={close} />}
      </div>
    </Dialog>
  );
}

function NamedForm({ copyOf, onDone }: { copyOf: NewText | undefined; onDone: () => void }) {
  const scope = useScope();
  const openDrafts = useOpenDrafts();
  const list = useQuery(configListQuery(false));
  const [kind, setKind] = useState(
    copyOf === undefined ? (KINDS[0]?.value ?? '') : `${copyOf.id.group}/${copyOf.id.kind}`,
  );
  const [namespace, setNamespace] = useState(copyOf?.id.namespace ?? scope.namespaces?.[0] ?? 'default');
  const [name, setName] = useState(copyOf === undefined ? '' : `${copyOf.id.name}-copy`);
  const [tried, setTried] = useState(false);
  const id = idOf(kind, namespace, name);
  const taken = list.data?.objects.some((entry) => objectKey(entry.id) === objectKey(id)) ?? false;
  const notInstalled = list.data?.notInstalled ?? [];
  const kinds = KINDS.map(({ value, label, kind: known }) => {
    const isMissing = isNotInstalled(notInstalled, known);
    return { value, label: isMissing ? `${label} (not installed)` : label, disabled: isMissing };
  });
  const lacks = isNotInstalled(notInstalled, id)
    ? `The cluster does not have the kind ${id.kind}: its definition is not installed.`
    : null;
  const denied = useReasonAgainst(isObjectId(id) ? [{ id, text: '', baseVersion: null }] : []);
  const refused = lacks ?? denied;
  const problem = !isObjectId(id)
    ? 'Lower case letters, digits, "-" and "."; not empty.'
    : taken
      ? 'There is one of this name already.'
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined || refused !== null) return;
    const text = copyOf === undefined ? templateOf(id) : withIdentity(copyOf.text, id);
    void openDrafts([{ id, text }]).then(onDone);
  };
  return (
    <form onSubmit={submit} className="grid gap-3" noValidate>
      {copyOf === undefined && (
        <div className="grid gap-1">
          <span className="font-medium text-text-2 text-xs">Kind</span>
          <Select label="Kind" size="md" value={kind} onValueChange={setKind} options={kinds} />
        </div>
      )}
      {id.namespace !== null && (
        <TextField
          label="Namespace"
          value={namespace}
          onChange={(event) => setNamespace(event.target.value)}
        />
      )}
      <TextField
        label="Name"
        value={name}
        autoFocus
        onFocus={(event) => event.target.select()}
        onChange={(event) => setName(event.target.value)}
        error={tried ? problem : undefined}
      />
      {refused !== null && (
        <p role="status" className="text-pretty text-text-2 text-xs">
          {refused}
        </p>
      )}
      <div className="mt-1 flex justify-end gap-2">
        <Button size="md" onClick={onDone}>
          Cancel
        </Button>
        <Button size="md" variant="primary" type="submit" disabled={refused !== null}>
          Open in the editor
        </Button>
      </div>
    </form>
  );
}

function idOf(kindKey: string, namespace: string, name: string): ObjectId {
  const at = kindKey.indexOf('/');
  const group = kindKey.slice(0, at);
  const kind = kindKey.slice(at + 1);
  return {
    group,
    kind,
    namespace: isClusterScoped(group, kind) ? null : namespace.trim(),
    name: name.trim(),
  };
}
