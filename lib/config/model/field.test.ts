import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { field, fieldNote } from './field';

describe('field', () => {
  it('keeps description and facts behind optional and nullable', () => {
    const schema = field(z.string(), 'Limit of the whole request.', { default: 'none', since: '1.0' });
    const note = { description: 'Limit of the whole request.', facts: { default: 'none', since: '1.0' } };
    expect(fieldNote(schema.nullable().optional())).toEqual(note);
  });

  it('finds plain descriptions on either side of a wrapper', () => {
    expect(fieldNote(z.string().describe('Inside.').optional())?.description).toBe('Inside.');
    expect(fieldNote(z.string().optional().describe('Outside.'))?.description).toBe('Outside.');
    expect(fieldNote(z.string().optional())).toBeNull();
  });

  it('does not share facts between two fields made from one schema', () => {
    const port = z.int();
    const a = field(port, 'A.');
    field(port, 'B.');
    expect(fieldNote(a)?.description).toBe('A.');
  });
});
