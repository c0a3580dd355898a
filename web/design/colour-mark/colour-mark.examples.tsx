import type { Example } from '../gallery/example.ts'
import { ColourMark, type MarkColour } from './colour-mark.tsx'

const words: readonly (readonly [MarkColour, string])[] = [
  ['red', 'Spørg først'],
  ['yellow', 'Spørg til'],
  ['green', 'Går godt'],
  ['grey', 'Ikke svaret'],
]

export const examples: readonly Example[] = [
  {
    name: 'the four',
    Show: () => (
      <div className="cluster">
        {words.map(([colour, word]) => (
          <ColourMark key={colour} colour={colour} word={word} />
        ))}
      </div>
    ),
  },
  {
    name: 'large, beside a heading that wraps',
    Show: () => (
      <ColourMark
        colour="red"
        size="large"
        word="Hvor mange aftener den sidste uge havde du svært ved at falde i søvn, selv om du var træt?"
      />
    ),
  },
  {
    name: 'word for those who listen',
    Show: () => (
      <div className="cluster">
        {words.map(([colour, word]) => (
          <ColourMark key={colour} colour={colour} word={word} isWordHidden />
        ))}
      </div>
    ),
  },
]
