/** What is chosen after a press. An option apart from the others empties them, and they empty it. Kept in the options' order. */
export function toggle(
  options: readonly { readonly value: string; readonly isApart?: boolean }[],
  chosen: readonly string[],
  pressed: string,
): readonly string[] {
  if (chosen.includes(pressed)) return chosen.filter((value) => value !== pressed)
  const isApart = options.some((option) => option.value === pressed && option.isApart)
  return options
    .filter((option) => option.value === pressed || (chosen.includes(option.value) && !isApart && !option.isApart))
    .map((option) => option.value)
}
