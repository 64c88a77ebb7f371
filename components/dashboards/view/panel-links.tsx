'use client';
/** Ways from a panel: the links that it carries itself. */
import { ExternalLink } from 'lucide-react';
import { safeHref } from '@/components/dashboards/panels/safe-href';
import { MenuItem, MenuSeparator } from '@/components/ui/menu';
import type { AskingPanel } from '@/lib/dashboards/model/panel';
import { usePutIn } from './use-put-in';

export function PanelLinks({ panel }: { readonly panel: AskingPanel }) {
  const put = usePutIn();
  const links = panel.links.flatMap(({ title, url, newTab }) => {
    const href = safeHref(put(url, 'url'));
    return href === null ? [] : [{ title: put(title), href, newTab }];
  });
  if (links.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      {links.map(({ title, href, newTab }) => (
        <MenuItem key={`${title} ${href}`} icon={<ExternalLink aria-hidden="true" />} asChild>
          <a href={href} target={newTab ? '_blank' : '_self'} rel="noreferrer noopener">
            {title === '' ? href : title}
          </a>
        </MenuItem>
      ))}
    </>
  );
}
