/** One question. Not wanting to answer is as easy as any answer; so are going back, and going on without one. */
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Checkboxes } from '#web/design/checkboxes/checkboxes.tsx'
import { Disclosure } from '#web/design/disclosure/disclosure.tsx'
import { Faces } from '#web/design/faces/faces.tsx'
import { Icon } from '#web/design/icon/icon.tsx'
import { Ladder } from '#web/design/ladder/ladder.tsx'
import { LiveRegion } from '#web/design/live-region/live-region.tsx'
import { ProgressBar } from '#web/design/progress-bar/progress-bar.tsx'
import { Radios } from '#web/design/radios/radios.tsx'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { directionOf } from '#domain/text/text.ts'
import { answerOf, choiceOfDigit, chosenBy, declinedChoice } from '#web/design/question/choosing.ts'
import { Frame, Heading, Languages, ListenButton, type Speech } from './frame.tsx'
import { HelpLines } from './help-lines.tsx'
import { pagesOf, type Visit } from './journey.ts'
import { useReadAloud } from '../design/read-aloud/read-aloud.ts'
import type { SavedMark } from './saver.ts'
import type { T } from './words.ts'

type QuestionPageProps = Speech & {
  visit: Visit
  place: number
  isFromReview: boolean
  mark: SavedMark
  onAnswer: (value: number | null) => void
  onNext: () => void
  onBack: () => void
  onLeave: () => void
}

export function QuestionPage({ visit, place, isFromReview, mark, onAnswer, onNext, onBack, onLeave, ...speech }: QuestionPageProps) {
  const { t, language } = speech
  const item = visit.questionnaire.items[place]
  // Marked as what it is in: Danish, where nobody has translated this questionnaire.
  const wording = wordingIn(visit.texts, language)
  const texts = wording.text
  const words = item && texts.items[item.code]
  const help = words?.help ?? (item?.kind === 'multiple' ? t('question.several') : undefined)
  const spoken =
    words && item
      ? [words.question, help ?? '', ...item.options.map((option) => words.options[option] ?? option), t('question.decline')].join('. ')
      : ''
  const readAloud = useReadAloud(spoken, wording.language)
  const isForYoungest = isReadToThem(visit.questionnaire)
  // Larger targets, a warmer page: the tokens know how, once the root knows the age.
  useEffect(() => {
    document.documentElement.dataset.age = isForYoungest ? 'indskoling' : 'mellemtrin'
  }, [isForYoungest])
  if (!item || !words) return null

  const { themes } = visit.questionnaire
  const met = pagesOf(visit)
  const number = met.findIndex((page) => page.place === place) + 1
  const chosen = chosenBy(item, visit.answers[place] ?? null)
  const choose = (choices: readonly string[]) => onAnswer(answerOf(item, choices))
  const declineOption = { value: declinedChoice, label: t('question.decline'), isApart: true }
  const options = item.options.map((option) => ({ value: option, label: words.options[option] ?? option }))
  const field = {
    label: (
      <Heading>
        <span lang={wording.language} dir={directionOf(wording.language)}>
          {words.question}
        </span>
      </Heading>
    ),
    help,
  }
  const One = item.kind === 'faces' ? Faces : Radios

  // Keys count only while the reader is in the question, so they never get in the way of anything else.
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pressed = event.target as HTMLElement
    const choice = choiceOfDigit(item, event.key)
    if (choice !== undefined) {
      event.preventDefault()
      const next = item.kind === 'multiple' ? toggled(chosen, choice) : [choice]
      choose(next)
      document.querySelector<HTMLInputElement>(`.question input[value='${choice}']`)?.focus()
    } else if (event.key === 'Enter' && pressed.id === 'heading') {
      event.preventDefault()
      onNext()
    }
  }

  return (
    <Frame
      look="question"
      top={visit.forWhom ?? (visit.className ? t('where', { class: visit.className, institution: visit.institution }) : visit.about.title)}
      tools={
        <>
          {!isForYoungest && <ListenButton t={t} readAloud={readAloud} />}
          <Button look="quiet" size="small" icon="cross" onClick={onLeave}>
            {t('question.leave')}
          </Button>
        </>
      }
      under={
        <ProgressBar
          isQuiet
          label={t('question.progress')}
          value={number}
          max={met.length}
          text={t('question.of', { number, total: met.length })}
        />
      }
    >
      <form
        className="question"
        onKeyDown={press}
        onSubmit={(event) => {
          event.preventDefault()
          onNext()
        }}
      >
        <p className="question__theme">
          <span>
            {/* Grown-ups think in topics; a child is told how far it is, and no more. */}
            {visit.about.respondent !== 'pupil' &&
              `${t('section.of', { number: themes.indexOf(item.theme) + 1, total: themes.length })} · `}
            {texts.themes[item.theme]}
          </span>
          <span aria-hidden="true">{t('question.of', { number, total: met.length })}</span>
        </p>
        {wording.language !== language && <p className="quiet small">{t('question.notTranslated')}</p>}
        {isForYoungest && <ListenButton isLarge t={t} readAloud={readAloud} />}
        {item.kind === 'multiple' ? (
          <Checkboxes key={place} {...field} options={[...options, declineOption]} values={chosen} onChange={choose} />
        ) : item.kind === 'ladder' ? (
          <Ladder
            key={place}
            {...field}
            low={endOf(words.options['0'])}
            high={endOf(words.options['10'])}
            value={chosen[0] ?? null}
            onChange={(choice) => choose([choice])}
            apart={[declineOption]}
          />
        ) : (
          <One
            key={place}
            {...field}
            options={[...options, declineOption]}
            value={chosen[0] ?? null}
            onChange={(choice) => choose([choice])}
          />
        )}
        <div className="question__more">
          <Disclosure key={`why ${place}`} summary={t('question.why')}>
            <p>
              {words.why} {words.use}
            </p>
          </Disclosure>
          <Disclosure key={`help ${place}`} summary={t('help.title')}>
            <HelpLines t={t} />
          </Disclosure>
          <p className="question__keys small quiet">{t('question.keys')}</p>
          <Languages {...speech} />
        </div>
        <div className="way">
          <Button look="secondary" size="large" icon="back" onClick={onBack}>
            {t('question.back')}
          </Button>
          <Saved t={t} mark={mark} />
          <Button type="submit" size="large" iconAfter="forward">
            {isFromReview || number === met.length ? t('question.toReview') : t('question.next')}
          </Button>
        </div>
      </form>
    </Frame>
  )
}

/** Pupils of the first grades hear the question before they read it. */
function isReadToThem({ respondent, grades }: Visit['questionnaire']): boolean {
  return respondent === 'pupil' && grades.length > 0 && Math.max(...grades) <= 3
}

function toggled(chosen: readonly string[], choice: string): readonly string[] {
  return chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen.filter((one) => one !== declinedChoice), choice]
}

/** "10 – rigtig godt" without its number, which the ladder shows itself. */
function endOf(option = ''): string {
  return option.replace(/^\d+\s*[–-]?\s*/, '')
}

/** The quiet mark. The eye sees every change; the ear only hears that the line is gone, and that it is back. */
function Saved({ t, mark }: { t: T; mark: SavedMark }) {
  const [heard, setHeard] = useState<SavedMark>('nothing')
  if (mark === 'waiting' && heard !== 'waiting') setHeard('waiting')
  if (mark === 'saved' && heard === 'waiting') setHeard('saved')
  return (
    <div className={`saved saved--${mark}`}>
      {mark !== 'nothing' && (
        <p className="saved__words" aria-hidden="true">
          {mark === 'saved' && <Icon name="check" />}
          {mark === 'saved' ? t('saved.saved') : mark === 'saving' ? t('saved.saving') : t('saved.waiting')}
        </p>
      )}
      <LiveRegion message={heard === 'waiting' ? t('saved.waiting') : heard === 'saved' ? t('saved.saved') : ''} />
    </div>
  )
}
