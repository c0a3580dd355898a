/** What to ask about: the question, the answer, its mark, and the rule that gave it. */
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Tag } from '../../design/tag/tag.tsx'
import { useWords } from '../language.tsx'
import { answerIn, type Wording } from './answer-words.ts'
import { AnswerFlag } from './answer-flag.tsx'
import type { OpenedResponse } from './opened-child.ts'
import { Part } from './part.tsx'
import styles from './child-page.module.css'

type AskAboutProps = { readonly pupilId: string; readonly response: OpenedResponse; readonly wording: Wording }

export function AskAbout({ pupilId, response, wording }: AskAboutProps) {
  const words = useWords()
  const { t, counted, day } = words
  const { askAbout, skipped, colourRules } = response
  return (
    <Part area="ask" title={t('child.ask')}>
      {askAbout.length === 0 && <p>{t(colourRules === null ? 'child.ask.noRules' : 'child.ask.none')}</p>}
      <ul className={styles.lines}>
        {askAbout.map((answer) => {
          const colour = answer.colour === 'red' ? 'red' : 'yellow'
          const said = answerIn(words, wording, answer)
          return (
            <li key={answer.item} className={styles.line}>
              <ColourMark colour={colour} size="large" word={t(`colour.${colour}`)} isWordHidden />
              <div className={styles.words}>
                <h3 className={styles.question}>{wording.question(answer.item)}</h3>
                <p className={styles.answer}>{t('child.answer', { answer: said })}</p>
                {colourRules !== null && (
                  <p className={styles.rule}>{t(`child.because.${colour}`, { answer: said, version: colourRules.version })}</p>
                )}
                {answer.before !== null && (
                  <p className={styles.rule}>
                    {t('child.before', {
                      date: day(answer.before.answeredOn),
                      answer: answerIn(words, wording, { item: answer.item, state: 'answered', text: null, ...answer.before }),
                    })}
                  </p>
                )}
                {answer.hidden !== null && (
                  <p>
                    <Tag tone="neutral">{t('child.hidden')}</Tag>
                  </p>
                )}
                {answer.isUnwanted && (
                  <p>
                    <Tag tone="neutral">{t('child.unwanted')}</Tag>
                  </p>
                )}
                <AnswerFlag pupilId={pupilId} responseId={response.id} answer={answer} question={wording.question(answer.item)} />
              </div>
            </li>
          )
        })}
        {skipped.length > 0 && (
          <li className={styles.line}>
            <ColourMark colour="grey" size="large" word={t('colour.grey')} isWordHidden />
            <div className={styles.words}>
              <Disclosure summary={counted('child.skipped', skipped.length)}>
                <ul className={styles.lines}>
                  {skipped.map((answer) => (
                    <li key={answer.item} className={styles.words}>
                      <p>{wording.question(answer.item)}</p>
                      <p className={styles.rule}>{answerIn(words, wording, answer)}</p>
                      <AnswerFlag pupilId={pupilId} responseId={response.id} answer={answer} question={wording.question(answer.item)} />
                    </li>
                  ))}
                </ul>
              </Disclosure>
              <p className={styles.rule}>{t('child.skipped.text')}</p>
            </div>
          </li>
        )}
      </ul>
    </Part>
  )
}
