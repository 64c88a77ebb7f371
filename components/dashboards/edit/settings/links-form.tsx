'use client';
/** Links in the head of a dashboard. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { ChoiceField } from '@/components/dashboards/edit/form/choice-field';
import { FieldPair } from '@/components/dashboards/edit/form/form-section';
import { safeHref } from '@/components/dashboards/panels/safe-href';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';
import { type DashboardLink, dashboardLinkSchema } from '@/lib/dashboards/model/link';
import { tagsIn } from './general-form';
import { ItemList } from './item-list';
import { usePutDashboard } from './use-put-dashboard';

export function LinksForm() {
  const { dashboard } = useEditorView();
  const put = usePutDashboard();
  const [open, setOpen] = useState<number | null>(null);
  const { links } = dashboard;
  return (
    <>
      <ItemList<DashboardLink>
        label="Links"
        items={links}
        titleOf={({ title }) => (title === '' ? 'Without a title' : title)}
        kindOf={(link) => (link.type === 'url' ? link.url : `dashboards tagged ${link.tags.join(', ')}`)}
        open={open}
        onOpen={setOpen}
        onItems={(next) => put({ links: next }, 'links')}
        form={(link, change) => <LinkForm link={link} onLink={change} />}
      />
      <div className="px-4 py-3">
        <Button
          onClick={() => {
            const url = { type: 'url', title: 'New link', url: 'https://' };
            put({ links: [...links, dashboardLinkSchema.parse(url)] });
            setOpen(links.length);
          }}
        >
          <Plus aria-hidden="true" />
          Link
        </Button>
      </div>
    </>
  );
}

const FLAGS = [
  ['newTab', 'In a new tab'],
  ['keepTime', 'With the time'],
  ['includeVariables', 'With what is chosen'],
] as const;

function LinkForm({
  link,
  onLink,
}: {
  readonly link: DashboardLink;
  readonly onLink: (link: DashboardLink) => void;
}) {
  return (
    <>
      <FieldPair>
        <TextField
          label="Title"
          size="sm"
          value={link.title}
          maxLength={500}
          onChange={(event) => onLink({ ...link, title: event.target.value })}
        />
        <ChoiceField
          label="Leads to"
          value={link.type}
          onValue={(type) =>
            onLink(
              dashboardLinkSchema.parse({
                ...link,
                type,
                ...(type === 'url' ? { url: 'https://' } : { tags: [] }),
              }),
            )
          }
          options={[
            { value: 'url', label: 'An address' },
            { value: 'dashboards', label: 'Dashboards with a tag' },
          ]}
        />
      </FieldPair>
      {link.type === 'url' ? (
        <TextField
          label="Address"
          size="sm"
          mono
          value={link.url}
          error={
            safeHref(link.url) === null
              ? 'Only http, https and paths of this console are followed.'
              : undefined
          }
          onChange={(event) => onLink({ ...link, url: event.target.value })}
        />
      ) : (
        <TextField
          label="Tags"
          size="sm"
          hint="Dashboards that have all of them."
          defaultValue={link.tags.join(', ')}
          onBlur={(event) => onLink({ ...link, tags: tagsIn(event.target.value).slice(0, 50) })}
        />
      )}
      {FLAGS.map(([flag, label]) => (
        <Checkbox
          key={flag}
          label={label}
          checked={link[flag]}
          onCheckedChange={(on) => onLink({ ...link, [flag]: on })}
        />
      ))}
    </>
  );
}
