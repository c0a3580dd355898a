/**
 * What two have written in the same thing at once, field by field. Whoever saves says what they had read, so that three versions of a
 * field are known: what was there, mine and theirs (three-way merge: Khanna, Kunal & Pierce 2007, "A Formal Investigation of Diff3").
 */

/** Texts by the name of their field; a field that is not there is empty. */
export type Fields = Readonly<Record<string, string>>

/**
 * Puts what two have written together. A field that only one of them has changed is as that one left it. A field that both have changed
 * to different words clashes, and stays mine until somebody chooses: no text of either is thrown away. Spaces at the ends are no change.
 *
 * | read | mine  | theirs | becomes | clashes |
 * |------|-------|--------|---------|---------|
 * | ro   | ro    | larm   | larm    |         |
 * | ro   | larm  | ro     | larm    |         |
 * | ro   | larm  | larm   | larm    |         |
 * | ro   | larm  | støj   | larm    | yes     |
 *
 * @example mergeFields({ well: '' }, { well: 'Ro' }, { change: 'Toiletterne' }) // { merged: { well: 'Ro', change: 'Toiletterne' }, clashes: [] }
 */
export function mergeFields(read: Fields, mine: Fields, theirs: Fields): { readonly merged: Fields; readonly clashes: readonly string[] } {
  const names = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])]
  const isChanged = (name: string, by: Fields) => !isSameText(read[name], by[name])
  const isMine = (name: string) => isSameText(mine[name], theirs[name]) || isChanged(name, mine)
  return {
    merged: Object.fromEntries(names.map((name) => [name, (isMine(name) ? mine[name] : theirs[name]) ?? ''])),
    clashes: names.filter((name) => isChanged(name, mine) && isChanged(name, theirs) && !isSameText(mine[name], theirs[name])),
  }
}

/** The fields in which two differ. */
export function changedFields(before: Fields, after: Fields): readonly string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !isSameText(before[name], after[name]))
}

/** Whether two texts say the same: what is not there is empty, and spaces at the ends say nothing. */
export function isSameText(one = '', other = ''): boolean {
  return one.trim() === other.trim()
}
