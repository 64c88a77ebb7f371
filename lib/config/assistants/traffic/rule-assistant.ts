/** Assistants that change one rule of a VirtualService: what is opened, refused, written and kept is the same for all. */
import type { Assistant } from '@/lib/config/assistants/assistant';
import { isSameValue } from '@/lib/config/assistants/text/same-value';
import type { Fields } from '@/lib/config/simulation/read/fields';
import {
  answerLosses,
  choiceProblems,
  chosenRule,
  openRoutes,
  type RouteChoice,
  shapeLosses,
  withRule,
} from './route-choice';
import { subsetWords, type WantedSubset, withSubsets } from './subsets';

export interface RuleForm<S extends RouteChoice>
  extends Pick<Assistant<S>, 'about' | 'schema' | 'says' | 'problems'> {
  /** "a timeout": what would have to replace a redirect. */
  readonly what: string;
  stateAt(choice: RouteChoice, rule: Fields): S;
  /** What a new object begins with. */
  fresh?(state: S): S;
  /** The rule as the form says it, with everything that the form does not hold. */
  applied(rule: Fields, state: S): Fields;
  /** What of the rule the form does not show, in words. */
  kept?(rule: Fields): readonly string[];
  /** Versions that the form sends to. */
  wanted?(state: S): readonly WantedSubset[];
}

export function ruleAssistant<S extends RouteChoice>(form: RuleForm<S>): Assistant<S> {
  const wanted = (state: S) => form.wanted?.(state) ?? [];
  return {
    about: form.about,
    schema: form.schema,
    read(mesh, target) {
      const { choice, object } = openRoutes(mesh, target);
      const losses = [...shapeLosses(object), ...answerLosses(object, form.what)];
      if (losses.length > 0) return { kind: 'refused', losses };
      const rule = chosenRule(mesh, choice);
      const found = form.stateAt(choice, rule);
      const state = object === null ? (form.fresh?.(found) ?? found) : found;
      return { kind: 'state', state, kept: form.kept?.(rule) ?? [] };
    },
    write: (state, mesh) => [
      ...withSubsets(mesh, state.namespace, wanted(state)),
      // A rule that says it already stays as it is written, in older fields or with empty ones.
      ...withRule(mesh, state, (rule) =>
        isSameValue(form.stateAt(state, rule), state) ? rule : form.applied(rule, state),
      ),
    ],
    says: (state, mesh) => [...form.says(state, mesh), ...subsetWords(mesh, state.namespace, wanted(state))],
    problems: (state, mesh) => [...choiceProblems(state, mesh), ...form.problems(state, mesh)],
  };
}
