/** One respondent's road: which page, and what reaches the server. Everything it knows lives in this page's memory. */
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react'
import { type RespondentLanguage, directionOf } from '#domain/text/text.ts'
import { Notice } from '#web/design/notice/notice.tsx'
import { Spinner } from '#web/design/spinner/spinner.tsx'
import { EndPage } from './end-page.tsx'
import { EnterPage } from './enter-page.tsx'
import type { Entered } from './contract.ts'
import type { Keeping } from './keeping/keeping.ts'
import type * as Further from './further.ts'
import { areWhole, type Codes, noCodes, takeCodes } from './fragment.ts'
import { Frame, Product } from './frame.tsx'
import { atTheDoor, type EnterFault, endingOf, walk, writtenIn } from './journey.ts'
import { startKeeper, useKept } from './keeper.ts'
import { fetchParts } from '#web/design/question/parts.ts'
import type { Clock, SavedMark, Saver, Waiting } from './saver.ts'
import { type Consent, enter, type Line, lineOf, type Reply } from './send.ts'
import { type Voice, voiceOf } from '#domain/survey/voice.ts'
import { fetchWords, inDanish, byLink } from './words.ts'

/** A machine left alone this long is given to the next child. */
const idleMs = 20 * 60_000

/** Room for a grid to be a table; the same width as in `grid.css`. */
const wide = matchMedia('(min-width: 48rem)')

const clock: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  chance: Math.random,
}

/** One for the page: what an earlier page left is sent whatever this one does. */
const keeper = startKeeper(clock)

/** A pupil who was not at the lesson. */
const atHome: Voice = ['home.']

const unsaved = { mark: 'nothing' as SavedMark, waiting: { places: new Set<number>(), isKept: false } as Waiting }

export function Road() {
  const [journey, step] = useReducer(walk, atTheDoor)
  const [saved, setSaved] = useState(unsaved)
  const [codes, setCodes] = useState<Codes>(noCodes)
  const [speech, setSpeech] = useState({ language: 'da' as RespondentLanguage, t: inDanish, voice: [] as Voice })
  const kept = useKept(keeper, speech.language)
  const [further, setFurther] = useState<typeof Further | null>(null)
  const [isFromCode, setFromCode] = useState(false)
  const [isPrivate, setPrivate] = useState(false)
  const isHome = useRef(false)
  /** Waits at the door of a lesson that holds pause. */
  const stopWaiting = useRef(() => {})
  const enterAgain = useRef((_given: Codes) => {})
  const line = useRef<Line | null>(null)
  const saver = useRef<Saver | null>(null)
  /** The language of `speech`, for what goes on while the page changes. */
  const language = useRef<RespondentLanguage>('da')
  /** What somebody came in with, until they have said whether their name may stand with the answers. */
  const undecided = useRef<Codes | null>(null)

  /** `isOver`: nobody wants what may still wait. Else it is sent when it can be. */
  const forget = (isOver = false) => {
    keeper.part()?.release(isOver)
    saver.current?.stop()
    saver.current = null
    line.current = null
    undecided.current = null
    setSaved(unsaved)
    setCodes(noCodes)
    setPrivate(false)
  }

  /** Rejects when the words can't be fetched; then nothing changes. */
  const speak = async (to: RespondentLanguage, voice: Voice) => {
    const t = await fetchWords(to, voice)
    language.current = to
    document.documentElement.lang = to
    document.documentElement.dir = directionOf(to)
    setSpeech({ language: to, t, voice })
  }

  /** From here on answers are saved where this token is for. */
  const follow = (keeping: Keeping, entered: Entered) => {
    saver.current?.stop()
    const own = lineOf(entered.about.track, entered.token, entered.epoch)
    line.current = own
    saver.current = keeping.follow(entered, own, {
      onMark: (mark, waiting) => setSaved({ mark, waiting }),
      onRefused(problem) {
        forget()
        step({ do: 'end', how: endingOf(problem) })
      },
    })
  }

  /** The words for whoever has come in, the pages after the door, and what keeps answers. Null when they can't be fetched. */
  const prepare = async ({ about, questionnaire }: Entered, isByLink: boolean): Promise<Keeping | null> => {
    try {
      const [keeping, part] = await Promise.all([keeper.start(), import('./further.ts'), fetchParts(questionnaire.items)])
      setFurther(part)
      await speak(language.current, [...voiceOf(about, isByLink), ...(isHome.current ? atHome : [])])
      return keeping
    } catch {
      return null
    }
  }

  const comeIn = async (given: Codes, isAgain = false) => {
    stopWaiting.current()
    if (!isAgain) step({ do: 'enter' })
    const isByLink = given.link !== '' && !given.isHome
    isHome.current = given.isHome
    if (given.link) await speak(language.current, isByLink ? byLink : atHome).catch(() => undefined)
    // They may be this one's own, and then belong in the draft before it is shown.
    await keeper.sendFound()
    keeper.start().catch(() => undefined)
    const reply = await enter(given)
    const keeping = reply.kind === 'done' && (await prepare(reply.value, isByLink))
    setFromCode(false)
    if (reply.kind !== 'done') {
      const fault = faultOf(reply)
      if (fault === 'paused') stopWaiting.current = clock.after(8_000 + 4_000 * clock.chance(), () => enterAgain.current(given))
      return given.isHome ? step({ do: 'end', how: 'gone' }) : step({ do: 'notEntered', fault })
    }
    if (!keeping) return step({ do: 'notEntered', fault: 'offline' })
    setCodes(noCodes)
    if (reply.value.consent === 'declined') return step({ do: 'end', how: 'declined' })
    if (reply.value.consent === 'ask') undecided.current = given
    else follow(keeping, reply.value)
    step({ do: 'entered', entered: reply.value, isByLink, isWide: wide.matches })
  }

  useEffect(() => {
    enterAgain.current = (given) => void comeIn(given, true)
  })

  /** Entering once more with the choice: what comes back may be another track's, or nothing at all. */
  const consent = async (decision: Consent): Promise<boolean> => {
    if (journey.at !== 'consent' || !undecided.current) return false
    const reply = await enter(undecided.current, decision)
    if (reply.kind === 'later') return false
    const isAsked = reply.kind === 'done' && reply.value.consent !== 'declined' && decision !== 'declined'
    if (!isAsked) {
      forget()
      step({ do: 'end', how: reply.kind === 'refused' ? endingOf(reply.problem) : 'declined' })
      return true
    }
    const keeping = await prepare(reply.value, journey.visit.isByLink)
    if (!keeping) return false
    undecided.current = null
    follow(keeping, reply.value)
    step({ do: 'consented', entered: reply.value })
    return true
  }

  const decline = async (): Promise<boolean> => {
    const reply = undecided.current ? await enter(undecided.current, 'declined') : await line.current?.decline()
    if (!reply || reply.kind === 'later') return false
    forget(reply.kind === 'done')
    step({ do: 'end', how: reply.kind === 'done' ? 'declined' : endingOf(reply.problem) })
    return true
  }

  const send = async () => {
    const keeping = keeper.part()
    if (journey.at !== 'review' || journey.sending !== 'no' || !line.current || !saver.current || !keeping) return
    step({ do: 'sending', sending: 'sending' })
    const how = await keeping.submitAll({
      line: line.current,
      saver: saver.current,
      answers: journey.visit.answers,
      written: writtenIn(journey.visit),
      wishes: journey.visit.wishes,
      onWaiting: () => step({ do: 'sending', sending: 'waiting' }),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      chance: Math.random,
    })
    forget(how === 'sent')
    step({ do: 'end', how })
  }

  const leave = () => {
    saver.current?.hurry(true)
    forget()
    step({ do: 'end', how: 'left' })
  }

  useEffect(() => void keeper.sendFound(), [])

  useEffect(() => {
    const turn = () => step({ do: 'widened', isWide: wide.matches })
    wide.addEventListener('change', turn)
    return () => wide.removeEventListener('change', turn)
  }, [])

  // A QR brings the codes in the address: used, and taken out of it at once.
  useEffect(() => {
    const use = () => {
      const found = takeCodes()
      if ((found.code === '' && found.link === '') || line.current || undecided.current) return
      step({ do: 'again' })
      setCodes(found)
      setFromCode(areWhole(found))
      if (areWhole(found)) void comeIn(found)
    }
    use()
    addEventListener('hashchange', use)
    return () => removeEventListener('hashchange', use)
  }, [])

  // Whoever changes what is typed is perhaps another child, and is not let in as the one who waited.
  useEffect(() => {
    const stop = () => stopWaiting.current()
    addEventListener('input', stop)
    return () => removeEventListener('input', stop)
  }, [])

  // Each page begins at its heading, for the eye and for the ear. The first page of all does not take focus.
  const page = journey.at === 'question' ? `question ${journey.place}` : journey.at
  const shown = useRef(page)
  useLayoutEffect(() => {
    if (shown.current === page) return
    shown.current = page
    scrollTo(0, 0)
    document.getElementById('heading')?.focus({ preventScroll: true })
  }, [page])

  // The browser's own way back is a page back, and never a way into answers that are gone.
  const isInside = journey.at !== 'enter'
  useEffect(() => {
    if (isInside) history.pushState(null, '', location.pathname)
  }, [isInside])
  useEffect(() => {
    const goBack = () => {
      if (journey.at === 'question' || journey.at === 'review' || journey.at === 'wishes' || journey.at === 'consent') {
        history.pushState(null, '', location.pathname)
        step({ do: 'back' })
      } else if (journey.at !== 'enter') {
        forget()
        step({ do: 'again' })
      }
    }
    addEventListener('popstate', goBack)
    return () => removeEventListener('popstate', goBack)
  }, [journey.at])

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (saver.current && !saver.current.isAllSaved()) event.preventDefault()
    }
    const hide = () => document.visibilityState === 'hidden' && saver.current?.hurry(true)
    const retry = () => saver.current?.hurry()
    // A page kept aside by the browser could be fetched back by the next child, so it leaves empty.
    const empty = (event: PageTransitionEvent) => event.persisted && document.getElementById('root')?.replaceChildren()
    const reload = (event: PageTransitionEvent) => event.persisted && location.reload()
    addEventListener('beforeunload', warn)
    document.addEventListener('visibilitychange', hide)
    addEventListener('online', retry)
    addEventListener('pagehide', empty)
    addEventListener('pageshow', reload)
    return () => {
      removeEventListener('beforeunload', warn)
      document.removeEventListener('visibilitychange', hide)
      removeEventListener('online', retry)
      removeEventListener('pagehide', empty)
      removeEventListener('pageshow', reload)
    }
  }, [])

  useEffect(() => {
    if (!isInside) return
    let stop = clock.after(idleMs, leave)
    const touched = () => {
      stop()
      stop = clock.after(idleMs, leave)
    }
    addEventListener('pointerdown', touched)
    addEventListener('keydown', touched)
    return () => {
      stop()
      removeEventListener('pointerdown', touched)
      removeEventListener('keydown', touched)
    }
  }, [isInside])

  const isByLink = speech.voice.includes('link.')
  useEffect(() =>
    further?.standBeside({
      language: speech.language,
      isInside: 'visit' in journey,
      line: isByLink || isHome.current ? null : line.current,
      isAllSaved: saved.mark === 'saved' || saved.mark === 'nothing',
    }),
  )
  const notice = kept.notice && (
    <Notice kind="warning" isLive title={kept.notice.title}>
      {kept.notice.text}
    </Notice>
  )
  const words = { ...speech, onLanguage: (to: RespondentLanguage) => void speak(to, speech.voice).catch(() => undefined) }

  if (isFromCode) {
    return (
      <Frame top={<Product t={speech.t} />}>
        <Spinner label={speech.t('loading')} />
      </Frame>
    )
  }
  switch (journey.at) {
    case 'enter':
      return (
        <EnterPage
          {...words}
          key={`${codes.code} ${codes.slip} ${codes.link} ${isByLink}`}
          start={codes}
          isByLink={isByLink}
          onOtherWay={() => void speak(speech.language, isByLink ? [] : byLink).catch(() => undefined)}
          isBusy={journey.isBusy}
          fault={journey.fault}
          notice={notice}
          onEnter={(given) => void comeIn(given)}
        />
      )
    case 'about':
      return further && <further.AboutPage {...words} visit={journey.visit} onBegin={() => step({ do: 'begin' })} onDecline={decline} />
    case 'consent':
      return further && <further.ConsentPage {...words} visit={journey.visit} onBack={() => step({ do: 'back' })} onDecide={consent} />
    case 'wishes':
      return (
        further && (
          <further.WishesPage
            {...words}
            visit={journey.visit}
            onWish={(wishes) => step({ do: 'wish', wishes })}
            onBack={() => step({ do: 'back' })}
            onNext={() => step({ do: 'next' })}
          />
        )
      )
    case 'question':
      return (
        further && (
          <further.QuestionPage
            {...words}
            visit={journey.visit}
            place={journey.place}
            isFromReview={journey.isFromReview}
            mark={saved.mark}
            screen={{ isOn: isPrivate, onTurn: setPrivate }}
            where={() => kept.where({ ...saved, answers: journey.visit.answers })}
            onAnswer={(place, value, typed) => {
              step({ do: 'answer', place, value, typed })
              const isWritten = value === 1 && journey.visit.questionnaire.items[place]?.kind === 'text'
              saver.current?.put(place, value, isWritten ? typed : undefined)
            }}
            onGoTo={(place) => step({ do: 'goTo', place })}
            onNext={() => step({ do: 'next' })}
            onBack={() => step({ do: 'back' })}
            onLeave={leave}
          />
        )
      )
    case 'review':
      return (
        further && (
          <further.ReviewPage
            {...words}
            visit={journey.visit}
            sending={journey.sending}
            onGoTo={(place) => step({ do: 'goTo', place })}
            onBack={() => step({ do: 'back' })}
            onSend={() => void send()}
          />
        )
      )
    case 'end':
      return (
        <EndPage
          {...words}
          how={journey.how}
          notice={notice}
          onDone={() => {
            forget()
            // Whoever came from their own page (`/svar/min-familie`) goes back to it.
            const from = location.pathname.slice(5)
            if (from) location.assign(from)
            else step({ do: 'again' })
          }}
        />
      )
  }
}

function faultOf({ kind, problem }: Exclude<Reply<unknown>, { kind: 'done' }>): EnterFault {
  if (problem === 'offline') return problem
  if (problem === 'link-elsewhere') return 'elsewhere'
  if (problem === 'lesson-paused') return 'paused'
  return kind === 'refused' ? 'unknown' : 'defect'
}
