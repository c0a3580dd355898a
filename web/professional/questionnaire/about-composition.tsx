/** "Om dine svar" as it would be: the sentences of the public page, chosen by what is put together. */
import { addDays } from '#domain/calendar/calendar.ts'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { minutesToAnswer, questionsIn } from '#domain/questionnaire/duration.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { aboutForAdults, keyFor } from '#domain/survey/about.ts'
import { voiceOf } from '#domain/survey/voice.ts'
import type { Me } from '#api/session.ts'
import { useWords } from '../language.tsx'
import { FoldList } from '../shell/fold.tsx'
import { today } from '../today.ts'
import { danish, type TextKey } from '../wording.ts'

type AboutProps = { readonly me: Me; readonly questionnaire: Questionnaire; readonly title: string }

/** Three weeks, as most surveys are open. */
const openDays = 21

export function AboutComposition({ me, questionnaire, title }: AboutProps) {
  const { t, language } = useWords()
  const { respondent, grades, items, tracks = ['statistics'] } = questionnaire
  const track = tracks.includes('statistics') ? 'statistics' : 'health'
  const voice = voiceOf({ track, respondent }, respondent !== 'pupil')
  const has = (questionClass: string) => items.some((item) => item.questionClass === questionClass)
  const sections = aboutForAdults(
    (key, values = {}) => t(keyFor(danish, voice, key as TextKey), values),
    {
      title,
      municipality: me.municipality.name,
      track,
      respondent,
      grades,
      isRolling: false,
      takesPaper: false,
      items: questionsIn(items),
      minutes: minutesToAnswer(questionnaire),
      opensOn: today(),
      closesOn: addDays(today(), openDays),
      thresholds: {
        open: thresholds.open.minimum,
        sensitive: thresholds.sensitive.minimum,
        highlySensitive: thresholds.highlySensitive.minimum,
      },
      hasSensitive: has('sensitive') || has('highlySensitive'),
      hasHighlySensitive: has('highlySensitive'),
      officer: null,
    },
    language,
  )
  return (
    <FoldList
      rows={sections.map(({ heading, texts }) => ({
        key: heading,
        name: heading,
        aside: null,
        more: texts.map((text) => <p key={text}>{text}</p>),
      }))}
    />
  )
}
