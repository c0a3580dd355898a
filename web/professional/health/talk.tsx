/** What one brings to a talk before any colour: what is wished for, what goes well, what has changed. */
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { Disclosure } from '../../design/disclosure/disclosure.tsx'
import { Icon } from '../../design/icon/icon.tsx'
import { useWords } from '../language.tsx'
import { answerIn, type Wording } from './answer-words.ts'
import { Part } from './part.tsx'
import type { GivenAnswer, OpenedResponse } from './opened-child.ts'
import styles from './child-page.module.css'

type WishedProps = { readonly name: string; readonly response: OpenedResponse; readonly wording: Wording }

export function Wished({ name, response, wording }: WishedProps) {
  const { t, list } = useWords()
  const { talkAbout, notTalkAbout, text } = response.wishes
  const isNone = talkAbout.length === 0 && text === ''
  return (
    <Part area="wish" isWarm title={t(`child.wishes.${response.respondent}`, { name })}>
      {isNone && <p>{t('child.wishes.none')}</p>}
      {talkAbout.length > 0 && (
        <ul className={styles.wishes}>
          {talkAbout.map((theme) => (
            <li key={theme}>{wording.theme(theme)}</li>
          ))}
        </ul>
      )}
      {text !== '' && <blockquote className={styles.said}>{t('child.quoted', { text })}</blockquote>}
      {notTalkAbout.length > 0 && (
        <p className="quiet">{t('child.wishes.not', { themes: list(notTalkAbout.map((theme) => wording.theme(theme))) })}</p>
      )}
    </Part>
  )
}

export function GoesWell({ answers, wording }: { readonly answers: readonly GivenAnswer[]; readonly wording: Wording }) {
  const words = useWords()
  const { t } = words
  return (
    <Part area="well" title={t('child.well')}>
      {answers.length === 0 ? (
        <p>{t('child.well.none')}</p>
      ) : (
        <ul className={styles.lines}>
          {answers.map((answer) => (
            <li key={answer.item} className={styles.line}>
              <ColourMark colour="green" size="large" word={t('colour.green')} isWordHidden />
              <div className={styles.words}>
                <p>{wording.question(answer.item)}</p>
                <p className={styles.answer}>{answerIn(words, wording, answer)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

type Change = OpenedResponse['changes'][number]

/** What the colour rules speak of first; the rest is folded, for most answers change a little from year to year. */
export function Changes({ changes, wording }: { readonly changes: readonly Change[]; readonly wording: Wording }) {
  const { t, counted, day, list } = useWords()
  if (changes.length === 0) return null
  const directed = changes.filter(({ direction }) => direction !== null)
  const others = changes.filter(({ direction }) => direction === null)
  const days = [...new Set(changes.map(({ answeredOn }) => answeredOn))].toSorted()
  return (
    <Part area="changed" title={t('child.changes')}>
      <p className={styles.rule}>{t('child.changes.since', { date: list(days.map(day)) })}</p>
      {directed.length > 0 && <ChangeList changes={directed} wording={wording} />}
      {others.length > 0 && (
        <Disclosure summary={counted('child.changes.other', others.length)}>
          <ChangeList changes={others} wording={wording} />
        </Disclosure>
      )}
    </Part>
  )
}

function ChangeList({ changes, wording }: { readonly changes: readonly Change[]; readonly wording: Wording }) {
  const words = useWords()
  const { t } = words
  const said = (item: string, chosen: Change['now']) => answerIn(words, wording, { item, state: 'answered', text: null, ...chosen })
  return (
    <ul className={styles.lines}>
      {changes.map(({ item, before, now, direction }) => (
        <li key={item} className={styles.words}>
          <p>{wording.question(item)}</p>
          <p className={styles.answer}>
            <span aria-hidden="true">{t('child.change', { before: said(item, before), now: said(item, now) })}</span>
            <span className="visually-hidden">{t('child.change.words', { before: said(item, before), now: said(item, now) })}</span>
          </p>
          {direction !== null && (
            <p className={styles.direction}>
              <Icon name={direction === 'better' ? 'check' : 'search'} />
              {t(`child.change.${direction}`)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
