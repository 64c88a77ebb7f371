'use client';
/** What the answer goes by: texts that are not saved, settings of the mesh, and what was assumed of them. */
import { PenLine } from 'lucide-react';
import { ObjectLink } from '@/components/config/object-link';
import { objectKey } from '@/lib/config/identity';
import type { SimulationAnswer } from '@/lib/config/simulation/contract';
import { SectionTitle } from './section-title';

export function BasisNote({ answer: { settings, drafts } }: { answer: SimulationAnswer }) {
  const { sources, assumed } = settings;
  return (
    <section className="border-line border-t px-4 py-3">
      <SectionTitle title="Goes by" />
      <div className="grid gap-1 text-sm text-text-2">
        {drafts.used.length > 0 && (
          <p className="flex flex-wrap items-center gap-2">
            <PenLine aria-hidden="true" className="size-3.5 text-text-3" />
            The text that is not saved of
            {drafts.used.map((id) => (
              <ObjectLink key={objectKey(id)} id={id} />
            ))}
            {drafts.changesAnswer === false && 'The stored text gives the same answer.'}
            {drafts.changesAnswer === true && 'The stored text gives another answer.'}
          </p>
        )}
        <p>
          {sources.length === 0
            ? 'No MeshConfig is among the objects.'
            : `Settings of the mesh: ${sources.map(({ title }) => title).join(', ')}.`}
        </p>
        {assumed.length > 0 && (
          <details>
            <summary className="w-fit cursor-default rounded-tag text-text-3 text-xs">
              {assumed.length} {assumed.length === 1 ? 'setting is' : 'settings are'} assumed
            </summary>
            <ul className="mt-1 list-disc pl-5 text-xs">
              {assumed.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}
