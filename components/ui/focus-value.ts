/** Moves the focus to the element inside `container` whose `data-value` is `value`. */
export function focusValue(container: HTMLElement | null, value: string): void {
  const marked = container?.querySelectorAll<HTMLElement>('[data-value]') ?? [];
  for (const element of marked) if (element.dataset.value === value) element.focus();
}
