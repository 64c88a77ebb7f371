'use client';
/** Chooses kind, namespace and name of a new object, then leads to its editor. */
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useScope, useScopedHref } from '@/components/shell/scope';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { TextField } from '@/components/ui/text-field';
import { isClusterScoped, isObjectId, objectHref, objectKey } from '@/lib/config/identity';
import { MESH_KIND_NAMES } from '@/lib/config/kind-names';
import type { ObjectId } from '@/lib/config/store';
import { configListQuery } from './queries';

export interface NewObjectDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const KINDS = MESH_KIND_NAMES.map((kind) => ({ value: `${kind.group}/${kind.kind}`, label: kind.label }));

export function NewObjectDialog({ open, onOpenChange }: NewObjectDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New object"
      description="It opens in the editor with a text to start from. Nothing is stored before you save."
      size="sm"
    >
      <NewObjectForm onCancel={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewObjectForm({ onCancel }: { onCancel: () => void }) {
  const router = useRouter();
  const scope = useScope();
  const scoped = useScopedHref();
  const list = useQuery(configListQuery(false));
  const [kind, setKind] = useState(KINDS[0]?.value ?? '');
  const [namespace, setNamespace] = useState(scope.namespaces?.[0] ?? 'default');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const id = idOf(kind, namespace, name);
  const taken = list.data?.objects.some((entry) => objectKey(entry.id) === objectKey(id)) ?? false;
  const problem = !isObjectId(id)
    ? 'Lower case letters, digits, "-" and "."; not empty.'
    : taken
      ? 'There is one of this name already.'
      : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== undefined) return;
    const href = scoped(objectHref(id));
    router.push(`${href}${href.includes('?') ? '&' : '?'}new=1` as never);
  };
  return (
    <form onSubmit={submit} className="grid gap-3" noValidate>
      <div className="grid gap-1">
        <span className="font-medium text-text-2 text-xs">Kind</span>
        <Select label="Kind" size="md" value={kind} onValueChange={setKind} options={KINDS} />
      </div>
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
        onChange={(event) => setName(event.target.value)}
        error={tried ? problem : undefined}
      />
      <div className="mt-1 flex justify-end gap-2">
        <Button size="md" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="md" variant="primary" type="submit">
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
