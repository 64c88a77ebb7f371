/**
 * What the quick fix of a rule of a text does, for the codes that have one, where it is clear what is meant. Beside the
 * tables of rules, since browsers that check texts have no need of it.
 */
export const RULE_FIXES: Readonly<Record<string, string>> = {
  PER0002: 'Replaces the tabs at the beginning of lines by spaces.',
  PER0003: 'Joins both entries where they fit together, else removes the second.',
  PER0006: 'Takes the only object of a List out of it.',
  PER0009: 'Writes the API group that has the kind, or the kind of the group that is nearly written so.',
  PER0010: 'Writes the known name that is nearest.',
  PER0011: 'Moves the field to the place where the kind knows it.',
  PER0013:
    'Puts a text in quotes or a number out of them, adds a missing unit, or makes a lone entry a list.',
  PER0014: 'Writes the allowed value that is nearest.',
  PER0016: 'Writes the newest version of the API.',
  PER0017: 'Writes the newest version of the API.',
  PER0056: 'Writes the duration in its short form.',
  PER0992: 'Puts the value in quotes, or writes what it is read as.',
};
