/** What is changed from one sentence to another, word by word. */

/** Words that both have, that only the first has, or that only the second has; in reading order, words with the spaces after them. */
export type WordRun = { readonly kind: 'same' | 'gone' | 'new'; readonly words: string }

/** The longest words both have in order stay (Hunt and McIlroy 1976); what is gone is told before what is new. */
export function wordDiff(before: string, after: string): readonly WordRun[] {
  const [a, b] = [wordsIn(before), wordsIn(after)]
  const common = commonLengths(a, b)
  const runs: { kind: WordRun['kind']; words: string }[] = []
  const add = (kind: WordRun['kind'], word: string) => {
    const last = runs.at(-1)
    if (last?.kind === kind) last.words += word
    else runs.push({ kind, words: word })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]]
    if (left !== undefined && right !== undefined && left.trim() === right.trim()) {
      add('same', right)
      i++
      j++
    } else if (left !== undefined && (right === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      add('gone', left)
      i++
    } else {
      add('new', right ?? '')
      j++
    }
  }
  return runs
}

function wordsIn(text: string): readonly string[] {
  return text.match(/\S+\s*/gu) ?? []
}

/** At [i][j]: how many words the rest from i of the one and from j of the other have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (!row) continue
      const isSame = a[i]?.trim() === b[j]?.trim()
      row[j] = isSame ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0)
    }
  return lengths
}
