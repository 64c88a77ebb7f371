'use client';
/** Takes the picture out of the console. What writes and draws it is loaded when it is asked for. */
import {
  Clipboard,
  FileCode2,
  FileImage,
  FileJson,
  FileSpreadsheet,
  Link,
  Share,
  Waypoints,
} from 'lucide-react';
import type { Picture } from '@/components/graph/use-layout';
import type { GraphView } from '@/components/graph/view-state';
import { useScope } from '@/components/shell/scope';
import { useTheme } from '@/components/shell/theme';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { useToast } from '@/components/ui/toast';
import type { ViewGraph } from '@/lib/graph/view/view-graph';
import type { ExportKind, ExportSubject } from './export-graph';

export interface ExportMenuProps {
  readonly picture: Picture;
  readonly shown: ViewGraph;
  readonly view: GraphView;
}

export function ExportMenu({ picture, shown, view }: ExportMenuProps) {
  const { namespaces } = useScope();
  const toast = useToast();
  const dark = useTheme() === 'dark';
  const subject: ExportSubject = { picture, shown, view, namespaces };
  const run = (kind: ExportKind, light = false) => {
    void import('./export-graph').then(
      ({ exportGraph }) => exportGraph(kind, { ...subject, light }, toast),
      () =>
        toast({
          title: 'Nothing was exported',
          description:
            'The part of the page that exports could not be loaded. Check the connection and try again.',
          tone: 'failing',
        }),
    );
  };
  return (
    <Menu
      align="end"
      trigger={
        <Button aria-label="Export" title="Export">
          <Share aria-hidden="true" />
        </Button>
      }
    >
      <MenuLabel>What is shown, as a picture</MenuLabel>
      <MenuItem icon={<FileImage />} hint="2×" onSelect={() => run('png')}>
        PNG
      </MenuItem>
      <MenuItem icon={<FileCode2 />} onSelect={() => run('svg')}>
        SVG
      </MenuItem>
      {dark && (
        <MenuItem icon={<FileCode2 />} hint="for print" onSelect={() => run('svg', true)}>
          SVG in light colours
        </MenuItem>
      )}
      {dark && (
        <MenuItem icon={<FileImage />} hint="2×, for print" onSelect={() => run('png', true)}>
          PNG in light colours
        </MenuItem>
      )}
      <MenuItem icon={<Clipboard />} onSelect={() => run('copyPng')}>
        Copy as PNG
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>As data</MenuLabel>
      <MenuItem icon={<FileJson />} hint="everything, exact" onSelect={() => run('json')}>
        JSON
      </MenuItem>
      <MenuItem icon={<FileSpreadsheet />} hint="a row per edge" onSelect={() => run('csv')}>
        CSV
      </MenuItem>
      <MenuItem icon={<Waypoints />} hint="Graphviz" onSelect={() => run('dot')}>
        DOT
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Link />} onSelect={() => run('link')}>
        Copy link
      </MenuItem>
    </Menu>
  );
}
