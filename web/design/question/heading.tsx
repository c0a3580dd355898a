/** How a question and its words are marked: as the heading it is, in the language they are in. */
import type { ReactNode } from 'react'
import { directionOf } from '#domain/text/text.ts'
import type { QuestionProps } from './question-props.ts'

/** The page's heading, which a turn of page moves the reader to, or one of several questions on it. */
export function Heading({ as, children }: { as: 'page' | 'section'; children: ReactNode }) {
  return as === 'page' ? (
    <h1 id="heading" tabIndex={-1}>
      {children}
    </h1>
  ) : (
    <h2 className="question__heading">{children}</h2>
  )
}

/** Marks an item's own words as what they are in, where that is another language than the page's. */
export function sayingIn({ language, wordingLanguage = language }: Pick<QuestionProps, 'language' | 'wordingLanguage'>) {
  return (text: string): ReactNode =>
    wordingLanguage === language ? (
      text
    ) : (
      <span lang={wordingLanguage} dir={directionOf(wordingLanguage)}>
        {text}
      </span>
    )
}
