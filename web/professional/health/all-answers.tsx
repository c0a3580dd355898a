/** Everything that was answered, by theme, folded: the colours above are a way in and no summary of the child. */
import { ColourMark } from '../../design/colour-mark/colour-mark.tsx'
import { useWords } from '../language.tsx'
import { FoldList } from '../shell/fold.tsx'
import { answerIn, type Wording } from './answer-words.ts'
import { HideAnswer } from './hide-answer.tsx'
import type { OpenedResponse } from './opened-child.ts'
import { Part } from './part.tsx'
import styles from './child-page.module.css'

type AllAnswersProps = { readonly pupilId: string; readonly response: OpenedResponse; readonly wording: Wording }

export function AllAnswers({ pupilId, response, wording }: AllAnswersProps) {
  const words = useWords()
  const { t, counted, day } = words
  return (
    <Part area="all" title={t('child.all')}>
      <FoldList
        rows={response.themes.map(({ theme, colour, answers }) => ({
          key: theme,
          name: wording.theme(theme),
          aside: colour === null ? counted('child.theme', answers.length) : <ColourMark colour={colour} word={t(`colour.${colour}`)} />,
          more: (
            <ul className={styles.lines}>
              {answers.map((answer) => (
                <li key={answer.item} className={styles.line}>
                  {answer.colour === null ? (
                    <span className={styles.unmarked}>
                      <span className="visually-hidden">{t('child.theme.noColour')}</span>
                    </span>
                  ) : (
                    <ColourMark colour={answer.colour} size="large" word={t(`colour.${answer.colour}`)} isWordHidden />
                  )}
                  <div className={styles.words}>
                    <p>{wording.question(answer.item)}</p>
                    <p className={answer.state === 'answered' ? styles.answer : styles.rule}>{answerIn(words, wording, answer)}</p>
                    {answer.flag !== null && (
                      <p className={styles.rule}>
                        {t(`child.flag.set.${answer.flag.kind}`, {
                          by: answer.flag.by,
                          date: day(answer.flag.setOn),
                          day: answer.flag.on === null ? '' : day(answer.flag.on),
                        })}
                      </p>
                    )}
                    {answer.state === 'answered' && (
                      <HideAnswer pupilId={pupilId} responseId={response.id} answer={answer} question={wording.question(answer.item)} />
                    )}
                  </div>
                </li>
              ))}
            </ul>
          ),
        }))}
      />
    </Part>
  )
}
