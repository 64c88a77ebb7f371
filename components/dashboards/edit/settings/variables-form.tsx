'use client';
/** The variables of a dashboard, in the order in which they stand above it. */
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useEditorView } from '@/components/dashboards/edit/editor-context';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem } from '@/components/ui/menu';
import { newVariable, VARIABLE_TYPES } from '@/lib/dashboards/edit/new-variable';
import type { Variable } from '@/lib/dashboards/model/variable';
import { ItemList } from './item-list';
import { usePutDashboard } from './use-put-dashboard';
import { VariableForm } from './variable-form';

export function VariablesForm() {
  const { dashboard } = useEditorView();
  const put = usePutDashboard();
  const [open, setOpen] = useState<number | null>(null);
  const { variables } = dashboard;
  return (
    <>
      {variables.length === 0 && (
        <p className="px-4 py-3 text-sm text-text-2">
          Variables are chosen above the dashboard and stand in queries and titles as $name.
        </p>
      )}
      <ItemList<Variable>
        label="Variables"
        items={variables}
        titleOf={({ name, label }) => (label === '' ? `$${name}` : `$${name} · ${label}`)}
        kindOf={({ type }) => VARIABLE_TYPES.find(([one]) => one === type)?.[1] ?? type}
        open={open}
        onOpen={setOpen}
        onItems={(next) => put({ variables: next }, 'variables')}
        form={(variable, change) => (
          <VariableForm variable={variable} taken={namesWithout(variables, variable)} onVariable={change} />
        )}
      />
      <div className="px-4 py-3">
        <Menu
          align="start"
          className="w-56"
          trigger={
            <Button>
              <Plus aria-hidden="true" />
              Variable
            </Button>
          }
        >
          {VARIABLE_TYPES.map(([type, title]) => (
            <MenuItem
              key={type}
              onSelect={() => {
                put({
                  variables: [...variables, newVariable(type, new Set(variables.map(({ name }) => name)))],
                });
                setOpen(variables.length);
              }}
            >
              {title}
            </MenuItem>
          ))}
        </Menu>
      </div>
    </>
  );
}

function namesWithout(variables: readonly Variable[], variable: Variable): ReadonlySet<string> {
  return new Set(variables.filter((one) => one !== variable).map(({ name }) => name));
}
