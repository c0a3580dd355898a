/** The colour of one answer, or the worst of a theme's: a shape, a sign and a word, so that the colour only helps. */
import './colour-mark.css'
import type { ReactNode } from 'react'

/** Grey is not answered; it is never shown as green. */
export type MarkColour = 'green' | 'yellow' | 'red' | 'grey'

/** One outline each, told apart without colour: a disc, a square on its corner, a triangle, a broken ring. */
const outlines = {
  green: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20',
  yellow: 'M12 .8 23.2 12 12 23.2.8 12z',
  red: 'M12 1.2 23.6 21.6a1 1 0 0 1-.9 1.4H1.3a1 1 0 0 1-.9-1.4z',
  grey: 'M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19',
} as const satisfies Record<MarkColour, string>

const signs = {
  green: 'm7.4 12.4 3.1 3.1 6.1-6.6',
  yellow: 'M9.6 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.2.9-1.2 1.8m0 3.1v.1',
  red: 'M12 9.2v6m0 3.6v.1',
  grey: 'M8 12h8',
} as const satisfies Record<MarkColour, string>

type ColourMarkProps = {
  colour: MarkColour
  /** What the colour says, or what has it. Always there for those who listen. */
  word: ReactNode
  /** Where the word stands beside the mark already, such as in a legend's row. */
  isWordHidden?: boolean
  size?: 'normal' | 'large'
}

export function ColourMark({ colour, word, isWordHidden = false, size = 'normal' }: ColourMarkProps) {
  return (
    <span className={`colour-mark colour-mark--${colour} colour-mark--${size}`}>
      <svg className="colour-mark__shape" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path className="colour-mark__outline" d={outlines[colour]} />
        <path className="colour-mark__sign" d={signs[colour]} />
      </svg>
      <span className={isWordHidden ? 'visually-hidden' : 'colour-mark__word'}>{word}</span>
    </span>
  )
}
