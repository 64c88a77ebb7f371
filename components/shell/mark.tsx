/** The mark of Periplus: a coast sailed around, as one wave through a circle. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={className}>
      <path
        d="M2.6 13.9c2.2-4.6 4.9-5.6 7.6-3.4 2.9 2.4 5.2 4.6 7.9 2.7 1.3-.9 2.3-2.2 3.3-3.8A10 10 0 0 1 2.6 13.9Z"
        className="fill-accent"
        opacity=".18"
      />
      <circle cx="12" cy="12" r="10" className="stroke-accent" strokeWidth="2" />
      <path
        d="M2.4 14.2c2.3-4.9 5.1-6 7.9-3.7 2.9 2.4 5.1 4.5 7.7 2.7 1.4-1 2.4-2.3 3.5-4.1"
        className="stroke-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
