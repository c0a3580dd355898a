/** One page of questions. Not wanting to answer is as easy as any answer; so are going back, and going on without one. */
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from '#web/design/button/button.tsx'
import { Disclosure } from '#web/design/disclosure/disclosure.tsx'
import { ProgressBar } from '#web/design/progress-bar/progress-bar.tsx'
import { choiceOfDigit } from '#web/design/question/choosing.ts'
import { useParts } from '#web/design/question/parts.ts'
import { Question } from '#web/design/question/question.tsx'
import { StepGuide } from '#web/design/step-guide/step-guide.tsx'
import { presentationOf } from '#domain/questionnaire/presentation.ts'
import { spokenOf } from '#domain/questionnaire/spoken.ts'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { directionOf } from '#domain/text/text.ts'
import { Frame, Heading, Languages, ListenButton, type Speech } from './frame.tsx'
import { HelpLines } from './help-lines.tsx'
import { pagesOf, type Visit } from './journey.ts'
import { useReadAloud } from '../design/read-aloud/read-aloud.ts'
import { soundOf, useRecordings } from './recordings.ts'
import type { Told } from './keeping/where.ts'
import { Saved, WhereDialog } from './saved-mark.tsx'
import type { SavedMark } from './saver.ts'
import { Cover, Tools } from './screen/private-screen.tsx'

/** What hides answers from a neighbour. */
export type PrivateScreen = {
  readonly isOn: boolean
  readonly onTurn: (isOn: boolean) => void
}

type QuestionPageProps = Speech & {
  screen: PrivateScreen
  visit: Visit
  /** The page's name. */
  place: number
  isFromReview: boolean
  mark: SavedMark
  where: () => Told
  onAnswer: (place: number, value: number | null, typed: string) => void
  onGoTo: (place: number) => void
  onNext: () => void
  onBack: () => void
  onLeave: () => void
}

export function QuestionPage({
  visit,
  screen,
  place,
  isFromReview,
  mark,
  where,
  onAnswer,
  onGoTo,
  onNext,
  onBack,
  onLeave,
  ...speech
}: QuestionPageProps) {
  const { t, language } = speech
  const met = pagesOf(visit)
  const number = met.findIndex((page) => page.place === place) + 1
  const page = met[number - 1]
  const { age, isHeardFirst, hasSections, questionsOnPage } = presentationOf(visit.questionnaire)
  // Marked as what it is in: Danish, where nobody has translated this questionnaire.
  const wording = wordingIn(visit.texts, language)
  const texts = wording.text
  const shown = (page?.asked ?? []).flatMap(({ item, place: at }) => {
    const words = texts.items[item.code]
    return words ? [{ item, words, place: at, value: visit.answers[at] ?? null, typed: visit.typed[at] ?? '' }] : []
  })
  /** What is asked of all rows of a grid: above its table, and above each row where there is none. */
  const gridTitle = texts.grids?.[shown[0]?.item.grid ?? '']
  const isRead = shown.every(({ item }) => item.kind === 'information')
  // One breath each, and the way of not answering last.
  const spoken = [
    ...(gridTitle === undefined ? [] : [gridTitle]),
    ...shown.flatMap(({ item, words }) =>
      spokenOf(item, words.help === undefined && item.kind === 'multiple' ? { ...words, help: t('question.several') } : words),
    ),
    ...(isRead ? [] : [t('question.decline')]),
  ]
  // A recording reads one question; where several stand on a page, the device's own voice reads them all.
  const recordingOf = useRecordings(visit.about.municipalityId, visit.questionnaire)
  const recording = shown.length === 1 ? recordingOf(shown[0]?.item.code ?? '', wording.language) : undefined
  const readAloud = useReadAloud(spoken, wording.language, {
    isSlow: isHeardFirst,
    sound: recording && (() => soundOf(visit.about.municipalityId, recording)),
  })
  const { rare } = useParts(shown.map(({ item }) => item))
  const [isChecked, setChecked] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // Larger targets, a warmer page: the tokens know how, once the root knows the age.
  useEffect(() => {
    document.documentElement.dataset.age = age
  }, [age])
  useEffect(() => setChecked(false), [place])
  const [first] = shown
  if (!page || !first) return null

  const mine = (text: string) => (
    <span lang={wording.language} dir={directionOf(wording.language)}>
      {text}
    </span>
  )
  const theme = first.item.theme
  const isAlone = shown.length === 1
  // The owner's line stands where the owner's words are: on every page of what is an instrument altogether.
  const isOwned = shown.some(({ item }) => item.instrument) || !visit.questionnaire.items.some(({ instrument }) => instrument)
  const common = { t, language, wordingLanguage: wording.language, age }
  const steps = hasSections ? met.filter(({ beginsTheme }) => beginsTheme) : []
  const section = steps.findIndex(({ asked }) => asked[0]?.item.theme === theme)
  // A theme of several pages says which of them, so that no two pages are headed alike.
  const ofTheme = met.filter(({ asked, grid }) => asked.length > 1 && grid === undefined && asked[0]?.item.theme === theme)
  const progress = t('question.of', { number, total: met.length })

  // Keys count only while the reader is in a question, so they never get in the way of anything else.
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pressed = event.target as HTMLElement
    if (event.key === 'Enter' && pressed.id === 'heading') {
      event.preventDefault()
      onNext()
      return
    }
    const asked = pressed.closest<HTMLElement>('.asked, tbody tr')
    const at = Number(asked?.dataset.place ?? first.place)
    const item = shown.find((one) => one.place === at)?.item
    const choice = item && !item.measure && !pressed.matches('textarea') ? choiceOfDigit(item, event.key) : undefined
    const input = choice === undefined ? null : asked?.querySelector<HTMLInputElement>(`input[value='${choice}']`)
    if (!input) return
    event.preventDefault()
    input.click()
    input.focus()
  }

  /** Under a cover, where what has been answered is to be hidden from a neighbour. */
  const hidden = (key: number, isAnswered: boolean, isOneChoice: boolean, question: ReactNode) => (
    <Cover key={key} language={language} isOn={screen.isOn} isAnswered={isAnswered} isOneChoice={isOneChoice}>
      {question}
    </Cover>
  )

  /** What was typed and is no answer is shown first; leaving the field empty is always a way on. */
  const goOn = (event: FormEvent) => {
    event.preventDefault()
    if (!shown.some(({ item, value, typed }) => item.measure && value === null && /[^\s-]/.test(typed))) return onNext()
    setChecked(true)
    setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  return (
    <Frame
      look="question"
      isWide={page.grid !== undefined}
      top={visit.forWhom ?? (visit.className ? t('where', { class: visit.className, institution: visit.institution }) : visit.about.title)}
      tools={
        <>
          {!isHeardFirst && <ListenButton t={t} readAloud={readAloud} voice={recording?.voice} />}
          <Tools language={language} {...screen} />
          <Button look="quiet" size="small" icon="cross" onClick={onLeave}>
            {t('question.leave')}
          </Button>
        </>
      }
      under={
        <ProgressBar
          isQuiet
          label={questionsOnPage === 1 ? t('question.progress') : t('question.page')}
          value={number}
          max={met.length}
          text={progress}
        />
      }
    >
      {/* Else the browser writes what stands in the fields to disk, to restore a tab that crashed. */}
      <form ref={form} className="questions" autoComplete="off" onKeyDown={press} onSubmit={goOn}>
        <div className="questions__theme">
          {/* Grown-ups think in topics, and may go back to one; a child is told how far it is, and no more. */}
          {hasSections ? (
            <Disclosure
              key={`theme ${theme}`}
              summary={`${t('section.of', { number: section + 1, total: steps.length })}${isAlone ? ` · ${texts.themes[theme]}` : ''}`}
            >
              <StepGuide
                label={t('section.all')}
                doneWord={t('section.done')}
                current={section}
                steps={steps.map(({ place: begins, asked }) => ({
                  label: texts.themes[asked[0]?.item.theme ?? ''] ?? '',
                  href: '#heading',
                  onGo: () => onGoTo(begins),
                }))}
              />
            </Disclosure>
          ) : (
            <span>{isAlone || page.grid !== undefined ? mine(texts.themes[theme] ?? '') : ''}</span>
          )}
          <span aria-hidden="true">{progress}</span>
        </div>
        {wording.language !== language && <p className="quiet small">{t('question.notTranslated')}</p>}
        {isHeardFirst && <ListenButton isLarge t={t} readAloud={readAloud} voice={recording?.voice} />}
        {!isAlone && page.grid === undefined && (
          <Heading>
            {mine(texts.themes[theme] ?? '')}
            {ofTheme.length > 1 && (
              <span className="questions__part"> {t('question.of', { number: ofTheme.indexOf(page) + 1, total: ofTheme.length })}</span>
            )}
          </Heading>
        )}
        {page.grid !== undefined && rare
          ? hidden(
              place,
              shown.some(({ value }) => value !== null),
              false,
              <rare.GridQuestion
                key={place}
                {...common}
                heading="page"
                question={gridTitle ?? texts.themes[theme] ?? ''}
                rows={shown}
                onAnswer={(row, value) => onAnswer(shown[row]?.place ?? place, value, '')}
              />,
            )
          : shown.map(({ item, words, place: at, value, typed }) => (
              <div key={at} className="asked" data-place={at}>
                {hidden(
                  at,
                  value !== null || typed !== '',
                  item.kind !== 'multiple' && !item.measure,
                  <Question
                    {...common}
                    item={item}
                    words={words}
                    lead={gridTitle}
                    value={value}
                    typed={typed}
                    heading={isAlone ? 'page' : 'section'}
                    isChecked={isChecked}
                    onAnswer={(next, text) => onAnswer(at, next, text)}
                  />,
                )}
              </div>
            ))}
        <div className="questions__more">
          {!isRead && (
            <Disclosure key={`why ${place}`} summary={t('question.why')}>
              {shown.map(({ item, words }) => (
                <p key={item.code}>
                  {!isAlone && <strong>{words.question} </strong>}
                  {words.why} {words.use}
                </p>
              ))}
            </Disclosure>
          )}
          <Disclosure key={`help ${place}`} summary={t('help.title')}>
            <HelpLines t={t} />
          </Disclosure>
          {!isRead && <p className="questions__keys small quiet">{t('question.keys')}</p>}
          <Languages {...speech} />
          {isOwned && texts.notice && <p className="small quiet">{mine(texts.notice)}</p>}
        </div>
        <div className="way">
          <Button look="secondary" size="large" icon="back" onClick={onBack}>
            {t('question.back')}
          </Button>
          <Saved t={t} mark={mark} onOpen={() => setAsked(true)} />
          <Button type="submit" size="large" iconAfter="forward">
            {isFromReview || number === met.length ? t('question.toReview') : t('question.next')}
          </Button>
        </div>
      </form>
      <WhereDialog t={t} told={isAsked ? where() : null} onClose={() => setAsked(false)} />
    </Frame>
  )
}
