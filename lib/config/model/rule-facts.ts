/** What is known of a rule by its code: how bad breaking it is, and which codes of others mean the same. */

export interface RuleFacts {
  /** What is wrong, as a short name of the finding. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** Codes of istioctl analyze that mean the same or contain it, as in `IST0106`. */
  readonly ist: readonly string[];
  /** Codes of Kiali that mean the same, as in `KIA1101`. */
  readonly kia: readonly string[];
  /** Where the rule is explained. */
  readonly docs: string;
}
