/** `/om/…`: what anybody may know about a survey beforehand, in a version for adults and one for children, with every question. */
import './public-page.css'
import { useEffect, useState } from 'react'
import aboutInDanish from '#content/texts/about.da.json' with { type: 'json' }
import { minutesToAnswer, questionsIn } from '#domain/questionnaire/duration.ts'
import type { Item, ItemText } from '#domain/questionnaire/questionnaire.ts'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { aboutForAdults, keyFor } from '#domain/survey/about.ts'
import { aboutForChild, type AboutSection, type Read } from '#domain/survey/about-for-child.ts'
import { type Voice, voiceOf } from '#domain/survey/voice.ts'
import { type RespondentLanguage, directionOf } from '#domain/text/text.ts'
import { Button } from '#web/design/button/button.tsx'
import { useReadAloud } from '#web/design/read-aloud/read-aloud.ts'
import { EmptyState } from '#web/design/empty-state/empty-state.tsx'
import { Face } from '#web/design/faces/faces.tsx'
import { Spinner } from '#web/design/spinner/spinner.tsx'
import { Tag } from '#web/design/tag/tag.tsx'
import { AboutSections } from './about-sections.tsx'
import type { PublicSurvey } from './contract.ts'
import { Frame, Heading, Languages, ListenButton, Product } from './frame.tsx'
import { fetchJson, type Reply } from './send.ts'
import { dayInWords, fetchWords, inDanish, type T, translateWith } from './words.ts'

const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: typeof aboutInDanish }>>> = {
  en: () => import('#content/texts/about.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/about.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/about.uk.json', { with: { type: 'json' } }),
}

async function fetchTexts(language: RespondentLanguage): Promise<typeof aboutInDanish> {
  return language === 'da' ? aboutInDanish : (await others[language]()).default
}

/** What is true of this survey: the nearest voice's sentence, as `textsFor` does on the road. */
function readAs(texts: typeof aboutInDanish, voice: Voice): Read {
  const known: Readonly<Record<string, string>> = texts
  const read = translateWith<string>(known)
  return (key, values) => read(keyFor(known, voice, key), values)
}

export function PublicPage({ municipalityId, surveyId }: { municipalityId: string; surveyId: string }) {
  const [reply, setReply] = useState<Reply<PublicSurvey> | null>(null)
  const [speech, setSpeech] = useState({ language: 'da' as RespondentLanguage, t: inDanish, texts: aboutInDanish })
  const [reader, setReader] = useState<'adult' | 'child'>('adult')
  const [tries, setTries] = useState(0)

  useEffect(() => {
    setReply(null)
    void fetchJson<PublicSurvey>(`/about/${encodeURIComponent(municipalityId)}/${encodeURIComponent(surveyId)}`).then(async (found) => {
      const voice = found.kind === 'done' ? voiceOf(found.value, false) : []
      // Without them a child reads the plain words, which are not true of this survey: better to try again.
      const t = await fetchWords('da', voice).catch(() => null)
      setReply(t ? found : { kind: 'later', problem: 'offline', retryAfterMs: null })
      if (t) setSpeech((now) => (now.language === 'da' ? { ...now, t } : now))
    })
  }, [municipalityId, surveyId, tries])

  const voice = reply?.kind === 'done' ? voiceOf(reply.value, false) : []
  const onLanguage = (language: RespondentLanguage) =>
    void Promise.all([fetchWords(language, voice), fetchTexts(language)]).then(
      ([t, texts]) => {
        document.documentElement.lang = language
        document.documentElement.dir = directionOf(language)
        setSpeech({ language, t, texts })
      },
      // The words could not be fetched: the page stays in the language it has.
      () => undefined,
    )
  const { t, texts, language } = speech
  const read = readAs(texts, voice)

  return (
    <Frame top={<Product t={t} />} tools={<Languages t={t} language={language} onLanguage={onLanguage} />}>
      {reply === null ? (
        <Spinner label={t('loading')} />
      ) : reply.kind === 'done' ? (
        <>
          <Heading>{t('about.title')}</Heading>
          <p className="quiet">
            {read('public.lead', {
              title: reply.value.title,
              municipality: reply.value.municipality,
              first: dayInWords(reply.value.opensOn, language),
              last: dayInWords(reply.value.closesOn, language),
            })}
          </p>
          <div className="public__tools no-print">
            {reply.value.respondent === 'pupil' && (
              <div className="public__versions" role="group" aria-label={read('public.version')}>
                <Button
                  look={reader === 'adult' ? 'primary' : 'secondary'}
                  aria-pressed={reader === 'adult'}
                  onClick={() => setReader('adult')}
                >
                  {read('public.forAdults')}
                </Button>
                <Button
                  look={reader === 'child' ? 'primary' : 'secondary'}
                  aria-pressed={reader === 'child'}
                  onClick={() => setReader('child')}
                >
                  {read('public.forChildren')}
                </Button>
              </div>
            )}
            <Button look="quiet" icon="print" onClick={() => print()}>
              {read('public.print')}
            </Button>
          </div>
          <About
            t={t}
            language={language}
            isForChildren={reader === 'child'}
            sections={
              reader === 'adult'
                ? aboutForAdults(read, settingsOf(reply.value), language)
                : aboutForChild(t, settingsOf(reply.value), (day) => dayInWords(day, language))
            }
          />
          <Questions read={read} survey={reply.value} language={language} />
        </>
      ) : (
        <EmptyState
          title={read(reply.kind === 'refused' ? 'public.missing' : 'public.failed')}
          level={1}
          action={
            reply.kind === 'later' ? (
              <Button look="secondary" onClick={() => setTries(tries + 1)}>
                {read('public.again')}
              </Button>
            ) : undefined
          }
        >
          <p>{read(reply.kind === 'refused' ? 'public.missing.text' : 'public.failed.text')}</p>
        </EmptyState>
      )}
    </Frame>
  )
}

function settingsOf(survey: PublicSurvey) {
  return { ...survey, items: questionsIn(survey.questionnaire.items), minutes: minutesToAnswer(survey.questionnaire) }
}

type AboutProps = { t: T; language: RespondentLanguage; isForChildren: boolean; sections: readonly AboutSection[] }

/** The sections; children can have theirs read aloud. */
function About({ t, language, isForChildren, sections }: AboutProps) {
  const readAloud = useReadAloud(sections.flatMap(({ heading, texts }) => [heading, ...texts]).join('. '), language)
  return (
    <>
      {isForChildren && <ListenButton t={t} readAloud={readAloud} />}
      <AboutSections sections={sections} />
    </>
  )
}

function Questions({ read, survey, language }: { read: Read; survey: PublicSurvey; language: RespondentLanguage }) {
  const wording = wordingIn(survey.texts, language)
  const texts = wording.text
  return (
    <section className="preview">
      <h2>{read('questions.title')}</h2>
      <p className="quiet">{read('questions.lead')}</p>
      {wording.language !== language && <p>{read('questions.inDanish')}</p>}
      <div lang={wording.language} dir={directionOf(wording.language)}>
        {survey.questionnaire.themes.map((theme) => (
          <section key={theme} className="preview__theme">
            <h3>{texts.themes[theme]}</h3>
            <ol className="preview__items">
              {survey.questionnaire.items
                .filter((item) => item.theme === theme)
                .map((item) => {
                  const words = texts.items[item.code]
                  if (!words) return null
                  return (
                    <li key={item.code} className="preview__item">
                      <p className="preview__question">{words.question}</p>
                      {words.help && <p className="quiet small">{words.help}</p>}
                      {item.kind === 'faces' ? (
                        <ul className="preview__faces">
                          {item.options.map((option, place) => (
                            <li key={option}>
                              <Face place={place} of={item.options.length} />
                              {words.options[option] ?? option}
                            </li>
                          ))}
                        </ul>
                      ) : (
                        <p>{optionsInWords(read, item, words)}</p>
                      )}
                      <p className="quiet small">
                        <strong>{read('questions.why')}</strong> {words.why} {words.use}
                      </p>
                      {(item.questionClass !== 'open' || item.showIf) && (
                        <p className="cluster">
                          {item.questionClass !== 'open' && (
                            <Tag tone="neutral" icon="lock">
                              {read('questions.sensitive')}
                            </Tag>
                          )}
                          {item.showIf && <Tag tone="neutral">{read('questions.followUp')}</Tag>}
                        </p>
                      )}
                    </li>
                  )
                })}
            </ol>
          </section>
        ))}
      </div>
    </section>
  )
}

/** All of them, a ladder's two ends, or what is written when there is nothing to choose from. */
function optionsInWords(read: Read, { kind, options, measure }: Item, words: ItemText): string {
  if (kind === 'information') return ''
  if (kind === 'text') return read('questions.kind.text')
  if (kind === 'number') return read('questions.kind.number', { unit: words.unit ?? '' })
  if (measure) return read(kind === 'clock' ? 'questions.kind.clock' : 'questions.kind.month')
  const all = options.map((option) => words.options[option] ?? option)
  return kind === 'ladder' ? `${all[0]} … ${all.at(-1)}` : all.join(' · ')
}
